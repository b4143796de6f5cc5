using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Questions;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection.Carrying;

/// <summary>Those of a family whose plans a core group or review can be about, and who came last time.</summary>
/// <param name="WhyNot">Why it cannot be recorded for the child of the page; null when it can.</param>
/// <param name="Questions">What the authority asks on this form today.</param>
public sealed record FamilyPlans(
    IReadOnlyList<ProtectionCase> Cases,
    IReadOnlyDictionary<Guid, string> Names,
    string? WhyNot,
    DateOnly? DueOn,
    IReadOnlyList<Participant> LastTime,
    IReadOnlyList<Question> Questions
);

/// <summary>Finds the children of a family who have the same kind of plan, so that one meeting is recorded once.</summary>
[UseCase]
public sealed class ShowFamilyPlans(KithDb db, ChildFamily family, Clock clock)
{
    /// <summary>Null when there is no such child. The caller has already been allowed to read the record.</summary>
    public async Task<FamilyPlans?> Show(Guid personId, MeetingKind kind, Actor actor, CancellationToken ct = default)
    {
        var children = await family.Of(personId, actor, ct);
        if (!children.Any(f => f.Id == personId))
        {
            return null;
        }
        var cases = await ProtectionCase.Load(db, [.. children.Select(f => f.Id)], clock, tracked: false, ct);
        var own = cases.First(c => c.PersonId == personId);
        var core = kind == MeetingKind.CoreGroup;
        var why = core
            ? own.Plan is { } p
                ? ProtectionPlanMachine.Machine.Why(new(own, p), PlanAct.HoldCoreGroup)?.Words
                : own.Conference is null
                    ? "A core group carries out a child protection plan. This child is on none"
                    : "A core group carries out a child protection plan. The conference has not made one yet"
            : own.NeedPlan is { } n
                ? NeedPlanMachine.Machine.Why(new(own, n), NeedPlanAct.Review)?.Words
                : "This child has no child in need plan to review";
        var order = children.Select((f, i) => (f.Id, i)).ToDictionary(f => f.Id, f => f.i);
        var about = cases.Where(c => c.PersonId == personId || (core ? c.Plan is { Source: null } : c.NeedPlan is { Source: null })).OrderBy(c => order[c.PersonId]).ToList();
        var intervals = await IntervalPolicy.Load(db, ct);
        DateOnly? due = core
            ? own.Plan is { } plan
                ? own.CoreGroupDueOn(plan, last => intervals.Due("core_group_next", last))
                : null
            : own.NeedPlan is { } need
                ? own.NeedReviews.Where(r => r.PlanId == need.Id).Max(r => r.HeldOn) is { } on
                    ? intervals.Due("cin_review", on)
                    : intervals.Due("cin_review_first", need.StartedOn)
                : null;
        var last = core
            ? own.CoreGroups.Where(g => g.HeldOn is not null).OrderByDescending(g => g.HeldOn).Select(g => g.TogetherId).FirstOrDefault()
                ?? own.Conferences.Where(x => x.HeldOn is not null).OrderByDescending(x => x.HeldOn).Select(x => x.TogetherId).FirstOrDefault()
            : own.NeedReviews.Where(r => r.HeldOn is not null).OrderByDescending(r => r.HeldOn).Select(r => r.TogetherId).FirstOrDefault()
                // A plan that stepped down goes on with the people of the core group.
                ?? own.CoreGroups.Where(g => g.HeldOn is not null).OrderByDescending(g => g.HeldOn).Select(g => g.TogetherId).FirstOrDefault();
        var (form, today) = (core ? QuestionForm.CoreGroup : QuestionForm.NeedReview, clock.Today);
        // In one statement, and asked even where there was no meeting: a page asks the same whatever there is.
        var before = await (
            from child in db.People.AsNoTracking()
            where child.Id == personId
            from came in db.Participants.Where(x => x.MeetingId == last).DefaultIfEmpty()
            orderby came.Id
            select new
            {
                Asked = db
                    .QuestionSets.Where(s => s.Form == form && s.From <= today)
                    .OrderByDescending(s => s.From)
                    .ThenByDescending(s => s.Number)
                    .Select(s => s.Content)
                    .FirstOrDefault(),
                Came = (Participant?)came,
            }
        ).ToListAsync(ct);
        return new FamilyPlans(
            about,
            children.ToDictionary(f => f.Id, f => f.Name),
            why,
            due,
            [.. before.Select(b => b.Came).OfType<Participant>()],
            before[0].Asked is { } asked ? new QuestionSet { Content = asked }.Questions : []
        );
    }
}
