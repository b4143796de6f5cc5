using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Again;

/// <summary>That a child is to be audited again, as a form holds it.</summary>
public sealed record AskAgainInput
{
    public AgainReason? Because { get; set; }
    public string? Words { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>A second, blind grade is wanted too.</summary>
    public bool SecondWanted { get; set; }
}

/// <summary>What a form that asks for another audit shows.</summary>
/// <param name="WhyNot">Why it cannot be asked for now; null when it can.</param>
/// <param name="Recommended">What was asked for, where the effect of that is looked for.</param>
/// <param name="Tool">The version that would be used: the newest that is offered.</param>
public sealed record AskAgainForm(Guid AuditId, string Tool, int Version, DateOnly? FinishedOn, string? WhyNot, Guid? RecommendationId, string? Recommended, AskAgainInput Input);

/// <summary>
/// Asks for another audit of a child who was audited: with the newest version of the same tool, by somebody who neither
/// graded the earlier one nor did or judged what it asked for. It begins with a finished audit, or with the question whether
/// something made a difference.
/// </summary>
[UseCase]
public sealed class AskAgain(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int LongestWords = 500;
    private const int UsualDays = 28;

    /// <summary>Whose record a finished audit is about, for a page that asks next whether it may be read; null when there is none.</summary>
    public async Task<Guid?> About(Guid audit, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "ask for another audit");
        return await db.AuditAssignments.AsNoTracking().Where(a => a.Id == audit).Select(a => (Guid?)a.PersonId).FirstOrDefaultAsync(ct);
    }

    /// <summary>The form. The caller has already been allowed to read the record.</summary>
    /// <param name="recommendation">The one whose effect is looked for; null where it begins with the audit.</param>
    public async Task<AskAgainForm?> Form(Guid audit, Guid? recommendation, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "ask for another audit");
        if (await Earlier(audit, ct) is not { } earlier)
        {
            return null;
        }
        var asked = recommendation is { } id ? await Recommendation(id, earlier.Assignment, ct) : null;
        return new(
            audit,
            earlier.Next?.Title ?? earlier.Tool.Title,
            earlier.Next?.Number ?? earlier.Tool.Number,
            earlier.Assignment.FinishedOn,
            earlier.WhyNot,
            asked?.Id,
            asked?.Action.What,
            new AskAgainInput { Because = asked is null ? null : AgainReason.Effect, DueOn = clock.Today.AddDays(UsualDays) }
        );
    }

    /// <summary>Asks for it. Who audits is named next, on the page of the new audit.</summary>
    /// <exception cref="AccessRefusedException">The actor does not lead the programme, or may not read the record.</exception>
    /// <exception cref="NotAcceptedException">Something is missing; or the earlier audit cannot be followed by another now.</exception>
    public async Task<Guid> Handle(Guid audit, Guid? recommendation, AskAgainInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "ask for another audit");
        var earlier = await Earlier(audit, ct) ?? throw new AccessRefusedException(Sight.Nothing, "ask for another audit");
        var person = earlier.Assignment.PersonId;
        await access.Demand(actor, person, Permission.KeepAudits, "ask for another audit", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        if (earlier.WhyNot is { } why)
        {
            throw new NotAcceptedException("", why);
        }
        var asked = recommendation is { } id
            ? await Recommendation(id, earlier.Assignment, ct) ?? throw new NotAcceptedException("", "What was asked for is not there, or is of another audit")
            : null;
        Editing.Refuse(Problems(input, asked));
        var assignment = Make(clock, earlier, input.Because!.Value, $"Audited again, as {actor.Name} asked", input.DueOn!.Value, earlier.TeamId);
        (assignment.AgainWords, assignment.AgainRecommendationId, assignment.SecondWanted) = (PersonRules.Clean(input.Words), asked?.Id, input.SecondWanted);
        db.AuditAssignments.Add(assignment);
        var act = acts.Begin(actor, "Ask for another audit", key: key);
        act.Happened(new ChosenForAudit(person, assignment.Id, null, assignment.Why));
        act.Happened(new AuditAskedAgain(person, assignment.Id, audit, assignment.AgainBecause!.Value, asked?.Id, null));
        return await act.Save(assignment.Id, ct);
    }

    /// <summary>The audit that another is to follow, with what decides whether it can.</summary>
    internal sealed record Followed(AuditAssignment Assignment, AuditTool Tool, AuditTool? Next, Guid? TeamId, string? WhyNot);

    internal static AuditAssignment Make(Clock clock, Followed earlier, AgainReason because, string why, DateOnly dueOn, Guid? team) =>
        new()
        {
            Id = clock.NewId(),
            PersonId = earlier.Assignment.PersonId,
            ToolId = earlier.Next!.Id,
            TeamId = team,
            Why = why,
            ChosenOn = clock.Today,
            DueOn = dueOn,
            AgainOfId = earlier.Assignment.Id,
            AgainBecause = because,
        };

    /// <summary>Audits that could be followed by another, with the newest version of their tool that is offered, in one statement.</summary>
    internal static async Task<List<Followed>> Followable(KithDb db, IQueryable<AuditAssignment> audits, CancellationToken ct)
    {
        var rows = await (
            from x in audits
            join t in db.AuditTools.AsNoTracking() on x.ToolId equals t.Id
            select new
            {
                Assignment = x,
                Tool = t,
                Next = db.AuditTools.Where(n => n.ToolKey == t.ToolKey && n.PublishedOn != null && n.RetiredOn == null).Max(n => (int?)n.Number),
                Grade = db.Audits.Where(a => a.Id == x.Id).Select(a => (AuditGrade?)a.Grade).FirstOrDefault(),
                Settled = db.Audits.Any(a => a.Id == x.Id && a.ModeratedGrade != null),
                Waits = db.AuditReadings.Any(r => r.AuditId == x.Id && r.GivenAt == null),
                Second = db.AuditReadings.Where(r => r.AuditId == x.Id && r.GivenAt != null).Select(r => r.Grade).FirstOrDefault(),
                Running = db.AuditAssignments.Any(o =>
                    o.PersonId == x.PersonId && o.Id != x.Id && o.FinishedOn == null && o.ReplacedOn == null && (!o.Reserve || o.SteppedInOn != null)
                ),
                TeamId = db.ChildOverviews.Where(o => o.PersonId == x.PersonId).Select(o => o.TeamId).FirstOrDefault(),
                Open = db.ChildOverviews.Any(o => o.PersonId == x.PersonId && ChildWords.OpenStatuses.Contains(o.Status)),
            }
        ).ToListAsync(ct);
        var keys = rows.Where(r => r.Next is not null).Select(r => r.Tool.ToolKey).Distinct().ToList();
        var newest = keys.Count == 0 ? [] : await db.AuditTools.AsNoTracking().Where(t => keys.Contains(t.ToolKey) && t.PublishedOn != null && t.RetiredOn == null).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new Followed(
                r.Assignment,
                r.Tool,
                newest.Find(t => t.ToolKey == r.Tool.ToolKey && t.Number == r.Next),
                r.TeamId,
                AgainRules.WhyNot(
                    AuditFlow.Machine.Of(r.Assignment),
                    r.Waits,
                    r is { Settled: false, Second: { } second } && second != r.Grade,
                    r.Open,
                    r.Running,
                    r.Next is not null
                )
            )),
        ];
    }

    private async Task<Followed?> Earlier(Guid audit, CancellationToken ct) =>
        (await Followable(db, db.AuditAssignments.AsNoTracking().Where(a => a.Id == audit), ct)).SingleOrDefault();

    /// <summary>A recommendation of this audit for this child whose effect is being looked for, or was seen.</summary>
    private async Task<Recommendation?> Recommendation(Guid id, AuditAssignment audit, CancellationToken ct) =>
        await db
            .Recommendations.AsNoTracking()
            .Include(r => r.Action)
            .FirstOrDefaultAsync(
                r => r.Id == id && r.Origin == RecommendationOrigin.Audit && r.OriginId == audit.Id && r.Action.PersonId == audit.PersonId && r.VerifiedOn != null && !r.Overtaken,
                ct
            );

    private List<Problem> Problems(AskAgainInput input, Recommendation? asked)
    {
        var problems = new List<Problem>();
        if (input.Because is not { } because || !Enum.IsDefined(because) || because == AgainReason.Sample)
        {
            problems.Add(new(nameof(input.Because), "Choose why this child is audited again"));
        }
        else if (asked is not null && because != AgainReason.Effect)
        {
            problems.Add(new(nameof(input.Because), "It began with what was asked for: the reason is to see whether that made a difference"));
        }
        if (Editing.Reason(nameof(input.Words), input.Words, "Say what you want to know this time", LongestWords) is { } missing)
        {
            problems.Add(missing);
        }
        if (input.DueOn is not { } due || due <= clock.Today || due > clock.Today.AddDays(AgainRules.MostDays))
        {
            problems.Add(new(nameof(input.DueOn), $"Enter a day after today and within half a year, at the latest {DateWords.Medium(clock.Today.AddDays(AgainRules.MostDays))}"));
        }
        return problems;
    }
}
