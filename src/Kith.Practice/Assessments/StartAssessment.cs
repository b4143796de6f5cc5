using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Assessments;

/// <summary>Which children are assessed together, and when a manager looks at how it is going.</summary>
public sealed record StartAssessmentInput
{
    public List<Guid> Children { get; set; } = [];

    /// <summary>In working days from the start; what the authority usually does when not chosen.</summary>
    public int? ReviewPoint { get; set; }

    /// <summary>The day on which it began where that is written down later; null: today.</summary>
    public DateOnly? On { get; set; }
}

/// <summary>An assessment began.</summary>
public sealed record AssessmentStarted(Guid Person, Guid Assessment, Guid? Episode, DateOnly StartedOn, int? ReviewPoint) : PersonEvent(Person);

/// <summary>
/// Begins an assessment of one child, or of brothers and sisters together. What their last assessment said is carried
/// forward into the sections where it helps, marked until somebody has looked at it.
/// </summary>
[UseCase]
public sealed class StartAssessment(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <returns>The id of the assessment of the child whose referral it is; of the first who is ticked where that child is not.</returns>
    /// <exception cref="AccessRefusedException">The actor may not record on the child.</exception>
    /// <exception cref="NotAcceptedException">The referral does not permit it.</exception>
    public async Task<Guid> Handle(Guid episodeId, StartAssessmentInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var first = await ReferralCase.Load(db, episodeId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "start an assessment");
        await access.Demand(actor, first.Episode.PersonId, Permission.RecordWork, "start an assessment", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        ReferralMachine.Machine.Demand(first, ReferralAct.StartAssessment);
        if (input.ReviewPoint is < 1 or > FrontDoorLimit)
        {
            throw new NotAcceptedException(nameof(input.ReviewPoint), $"The review point must be from day 1 to day {FrontDoorLimit}");
        }
        var day = input.On ?? clock.Today;
        if (Contacts.Decided.Wrong(nameof(input.On), day, clock.Today, first.Episode.DecidedOn ?? first.Episode.ReferredOn, "the referral was accepted") is { } when)
        {
            throw new NotAcceptedException([when]);
        }
        // Whoever is not ticked is not assessed, the child whose referral is open too.
        List<ReferralCase> cases = input.Children.Count == 0 || input.Children.Contains(first.Episode.PersonId) ? [first] : [];
        if (first.Episode.TogetherId is { } together && input.Children.Count > 0)
        {
            var readable = access.Readable(actor).Select(p => p.Id);
            var others = await db
                .Episodes.AsNoTracking()
                .Where(e => e.TogetherId == together && e.Id != episodeId && input.Children.Contains(e.PersonId) && readable.Contains(e.PersonId))
                .OrderBy(e => e.Id)
                .Select(e => e.Id)
                .ToListAsync(ct);
            foreach (var id in others)
            {
                var one = (await ReferralCase.Load(db, id, ct))!;
                if (ReferralMachine.Machine.Why(one, ReferralAct.StartAssessment) is null)
                {
                    cases.Add(one);
                }
            }
        }

        if (cases.Count == 0)
        {
            throw new NotAcceptedException(nameof(input.Children), "Tick the children who are assessed");
        }
        var edition = AssessmentEditions.InForce(day);
        var group = clock.NewId();
        var act = acts.Begin(actor, "Start an assessment", key: key);
        var made = new List<Assessment>();
        foreach (var episode in cases.Select(c => c.Episode))
        {
            var overview = await db.ChildOverviews.AsNoTracking().Where(o => o.PersonId == episode.PersonId).Select(o => new { o.WorkerId, o.TeamId }).FirstOrDefaultAsync(ct);
            var assessment = new Assessment
            {
                Id = clock.NewId(),
                PersonId = episode.PersonId,
                EpisodeId = episode.Id,
                TogetherId = group,
                Edition = edition.Id,
                StartedOn = day,
                ReviewPoint = input.ReviewPoint,
                TeamId = overview?.TeamId ?? actor.TeamId,
                WorkerId = overview?.WorkerId ?? actor.WorkerId,
            };
            db.Assessments.Add(assessment);
            made.Add(assessment);
            act.Happened(new AssessmentStarted(episode.PersonId, assessment.Id, episode.Id, day, input.ReviewPoint));
        }
        await CarryForward(edition, group, made, ct);
        return await act.Save(made[0].Id, ct);
    }

    private const int FrontDoorLimit = 44;

    private async Task CarryForward(AssessmentEdition edition, Guid group, List<Assessment> made, CancellationToken ct)
    {
        var people = made.Select(a => a.PersonId).ToList();
        var last = await db
            .Assessments.AsNoTracking()
            .Where(a => people.Contains(a.PersonId) && a.AuthorisedOn != null && a.TogetherId != null && a.Edition != null)
            .OrderByDescending(a => a.AuthorisedOn)
            .Take(20)
            .ToListAsync(ct);
        var sharedFrom = last.Find(a => a.PersonId == made[0].PersonId);
        if (sharedFrom is not null)
        {
            foreach (var section in edition.Sections.Where(s => s is { CarriedForward: true, Scope: SectionScope.Family }))
            {
                await Carry(sharedFrom, section.Key, null);
            }
        }
        foreach (var assessment in made)
        {
            if (last.Find(a => a.PersonId == assessment.PersonId) is { } from)
            {
                foreach (var section in edition.Sections.Where(s => s is { CarriedForward: true, Scope: SectionScope.Child }))
                {
                    await Carry(from, section.Key, assessment.Id);
                }
            }
        }

        async Task Carry(Assessment from, string section, Guid? to)
        {
            var mine = to is null ? null : (Guid?)from.Id;
            var text = await db
                .AssessmentTexts.AsNoTracking()
                .Where(t => t.TogetherId == from.TogetherId && t.AssessmentId == mine && t.Section == section)
                .Select(t => t.Text)
                .FirstOrDefaultAsync(ct);
            if (!string.IsNullOrWhiteSpace(text))
            {
                db.AssessmentTexts.Add(
                    new AssessmentText
                    {
                        Id = clock.NewId(),
                        TogetherId = group,
                        AssessmentId = to,
                        Section = section,
                        Text = text,
                        InheritedFromId = from.Id,
                        InheritedOn = from.AuthorisedOn,
                    }
                );
            }
        }
    }
}
