using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>What is recommended, as a form or a finished audit holds it.</summary>
public sealed record RecommendationInput
{
    /// <summary>The child; null for the way the service works.</summary>
    public Guid? PersonId { get; set; }
    public RecommendationOrigin? Origin { get; set; }

    /// <summary>The audit, inspection, review or complaint, where it is kept here.</summary>
    public Guid? OriginId { get; set; }

    /// <summary>The same as people read it.</summary>
    public string? OriginWords { get; set; }
    public string? Finding { get; set; }
    public string? What { get; set; }

    /// <summary>What is to be different for the child, or for children.</summary>
    public string? Aim { get; set; }
    public Guid? OwnerWorkerId { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>For the system: the measure that would show a difference.</summary>
    public string? Measure { get; set; }
}

/// <summary>Recommends something, for a child or for the system: specific, somebody's, by a day, with what is to be different.</summary>
[UseCase]
public sealed class RaiseRecommendation(KithDb db, RecordAccess access, Acts.Acts acts, ActionLedger ledger, ActionOwners owners, MeasureReadings readings, Clock clock)
{
    private const int LongestWhat = 500;
    private const int LongestText = 2000;

    /// <summary>The furthest day that can be set.</summary>
    public const int MostDays = 366;

    /// <returns>The id of the recommendation.</returns>
    /// <exception cref="AccessRefusedException">The actor does not recommend, or may not read the child's record.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Handle(RecommendationInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (input.PersonId is { } person)
        {
            await access.Demand(actor, person, Permission.Recommend, "recommend something for a child", ct);
        }
        else
        {
            RecordAccess.Demand(actor, Permission.Recommend, "recommend something");
        }
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var act = acts.Begin(actor, "Recommend", key: key);
        var made = await Add(act, input, actor, ct);
        return await act.Save(made.Id, ct);
    }

    /// <summary>
    /// The same inside the act of another use case (an audit that is finished, an inspection's letter). Whether the actor may
    /// read the child is theirs to have asked.
    /// </summary>
    /// <param name="at">Put before the names of fields, where the form holds several: «Recommendations[1].».</param>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Recommendation> Add(Act act, RecommendationInput input, Actor actor, CancellationToken ct = default, string at = "")
    {
        var owner = await Check(input, actor, at, ct);
        var measure = input.PersonId is null ? PersonRules.Clean(input.Measure) : null;
        var before = measure is null ? null : (await readings.At([measure], [clock.Today], ct)).GetValueOrDefault((measure, clock.Today))?.Value;
        var id = clock.NewId();
        var item = ledger.Add(
            act,
            new ActionItem
            {
                PersonId = input.PersonId,
                TeamId = input.PersonId is null ? owner.TeamId : null,
                Source = ActionSource.Recommendation,
                SourceId = id,
                What = input.What!,
                OwnerWorkerId = owner.Id,
                DueOn = input.DueOn,
                EvidenceNeeded = true,
            }
        );
        var made = new Recommendation
        {
            Id = id,
            ActionId = item.Id,
            Action = item,
            Origin = input.Origin!.Value,
            OriginId = input.OriginId,
            OriginWords = PersonRules.Clean(input.OriginWords),
            Finding = input.Finding!.Trim(),
            Aim = input.Aim!.Trim(),
            RaisedOn = clock.Today,
            RaisedByAccountId = actor.AccountId,
            RaisedByWorkerId = actor.WorkerId,
            RaisedByName = actor.Name,
            Measure = measure,
            MeasureBefore = before,
            MeasureBeforeOn = measure is null ? null : clock.Today,
        };
        db.Recommendations.Add(made);
        RecommendationSteps.Add(db, clock, act, made, RecommendationAct.Raise, actor, made.Finding, item.DueOn);
        act.Happened(
            new RecommendationRaised(
                input.PersonId,
                id,
                made.Origin,
                made.OriginId,
                item.What,
                made.Finding,
                made.Aim,
                owner.Id,
                item.DueOn!.Value,
                made.Measure,
                made.MeasureBefore
            )
        );
        if (actor.WorkerId == owner.Id)
        {
            // Who recommends something to themselves does it.
            made.AcceptedOn = clock.Today;
            RecommendationSteps.Add(db, clock, act, made, RecommendationAct.Accept, actor, null, null);
            act.Happened(new RecommendationAccepted(input.PersonId, id));
        }
        else
        {
            await RecommendationSteps.TellOwner(db, clock, act, made, actor, "Something was recommended, and is yours to answer: see your recommendations", ct);
        }
        return made;
    }

    private async Task<Worker> Check(RecommendationInput input, Actor actor, string at, CancellationToken ct)
    {
        var problems = new List<Problem>();
        Text(nameof(input.Finding), input.Finding, "Say what was found that asks for this", LongestText);
        Text(nameof(input.What), input.What, "Say what is to be done, so that someone can see whether it was", LongestWhat);
        Text(
            nameof(input.Aim),
            input.Aim,
            input.PersonId is null ? "Say what will be different for children when it is done" : "Say what will be different for the child when it is done",
            LongestText
        );
        if (input.Origin is null)
        {
            problems.Add(new(at + nameof(input.Origin), "Select what it comes from"));
        }
        if (input.OriginWords?.Trim().Length > 200)
        {
            problems.Add(new(at + nameof(input.OriginWords), "This must be 200 characters or fewer"));
        }
        if (input.DueOn is null)
        {
            problems.Add(new(at + nameof(input.DueOn), "Enter the day by which it is to be done"));
        }
        else if (input.DueOn <= clock.Today || input.DueOn > clock.Today.AddDays(MostDays))
        {
            problems.Add(new(at + nameof(input.DueOn), "The day must be after today and within a year"));
        }
        if (PersonRules.Clean(input.Measure) is { } measure && MeasureReadings.Judging.All(m => m.Id != measure))
        {
            problems.Add(new(at + nameof(input.Measure), "Select a measure from the list"));
        }
        var owner = await OwnerOf(db, owners, input.PersonId, input.OwnerWorkerId, actor, clock.Today, ct);
        if (owner is null)
        {
            problems.Add(
                new(
                    at + nameof(input.OwnerWorkerId),
                    input.PersonId is null ? "Select who does this, from a team" : "Select who does this: someone who works with the child, or of the team"
                )
            );
        }
        Editing.Refuse(problems);
        return owner!;

        void Text(string field, string? value, string missing, int longest)
        {
            if (Editing.Text(at + field, value, missing, longest) is { } problem)
            {
                problems.Add(problem);
            }
        }
    }

    /// <summary>The worker who can own it: for a child, one of those to whom an action of the child can be given; otherwise anyone in a team.</summary>
    internal static async Task<Worker?> OwnerOf(KithDb db, ActionOwners owners, Guid? child, Guid? worker, Actor actor, DateOnly today, CancellationToken ct)
    {
        if (worker is not { } id)
        {
            return null;
        }
        if (child is { } person && !actor.IsSystem && (await owners.Of([person], actor, ct)).All(o => o.WorkerId != id))
        {
            return null;
        }
        return await db.Workers.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id && w.TeamId != null && (w.LeftOn == null || w.LeftOn > today), ct);
    }
}
