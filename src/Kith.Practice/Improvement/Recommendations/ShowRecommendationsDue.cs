using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>Why a recommendation is shown to somebody on their day.</summary>
public enum RecommendationAsk
{
    /// <summary>Its owner asked something of whoever raised it.</summary>
    Answer,

    /// <summary>It is said to be done, and whoever raised it looks first.</summary>
    Verify,

    /// <summary>The day has come on which its effect can be seen.</summary>
    LookForEffect,

    /// <summary>It is late, and has climbed.</summary>
    Climbed,
}

/// <summary>A recommendation on somebody's day.</summary>
/// <param name="Rung">How many managers it has climbed to.</param>
public sealed record RecommendationDue(Guid Id, string What, string? Child, string Owner, RecommendationAsk Ask, DateOnly DueOn, int Rung)
{
    /// <summary>What is asked, in words.</summary>
    public string InWords =>
        Ask switch
        {
            RecommendationAsk.Answer => $"{Owner} gave it back with a question",
            RecommendationAsk.Verify => $"{Owner} says that it is done: look at it",
            RecommendationAsk.LookForEffect => "its effect can be seen now: look for it",
            _ => $"{Owner}; late, and has climbed to you",
        };
}

/// <summary>What waits for somebody on their day: to answer, to verify, to look for an effect, and what has climbed to them. One query.</summary>
[UseCase]
public sealed class ShowRecommendationsDue(KithDb db, RecordAccess access, Clock clock)
{
    public const int Most = 6;

    /// <summary>Managers, whose day has their team on it: for them a link leads to what waits.</summary>
    public static bool HasFullDay(Actor actor) => actor.May(Permission.Recommend) && actor.Roles.Any(r => r is Role.TeamManager or Role.HeadOfService);

    /// <summary>The same, with the policies of today. Two queries.</summary>
    public async Task<IReadOnlyList<RecommendationDue>> Of(Actor actor, CancellationToken ct = default) =>
        actor.May(Permission.Recommend) ? await Of(actor, await PolicyBook.Load(db, ct), ct) : [];

    /// <summary>Empty for those who do not recommend. What is theirs to do stands among their actions.</summary>
    public async Task<IReadOnlyList<RecommendationDue>> Of(Actor actor, PolicyBook policies, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Recommend))
        {
            return [];
        }
        var today = clock.Today;
        var climbs = policies.Whole(Policies.RecommendationClimbs, today);
        var (me, account) = (actor.WorkerId, actor.AccountId);
        var readable = access.ReadableAmong(actor);
        var late = today.AddDays(-climbs);
        var rows = await (
            from r in db.Recommendations.AsNoTracking()
            where r.Action.Source == ActionSource.Recommendation && r.JoinedIntoId == null && r.ConfirmedOn == null && !(r.VerifiedOn != null && r.Overtaken)
            join w in db.Workers on r.Action.OwnerWorkerId equals w.Id
            join m in db.Workers on w.LineManagerId equals m.Id into ms
            from m in ms.DefaultIfEmpty()
            join m2 in db.Workers on m.LineManagerId equals m2.Id into m2s
            from m2 in m2s.DefaultIfEmpty()
            let awaited = r.VerifiedOn != null ? r.EffectDueOn
            : r.Action.DoneOn != null ? r.Action.DoneOn
            : r.Action.DueOn
            let raised = r.RaisedByAccountId == account || (r.RaisedByWorkerId != null && r.RaisedByWorkerId == me)
            let reports = me != null && (w.LineManagerId == me || m.LineManagerId == me || m2.LineManagerId == me)
            where
                (raised && r.AcceptedOn == null && r.ReturnedOn != null && r.AnsweredOn == null)
                || (raised && r.Action.DoneOn != null && r.VerifiedOn == null)
                || (
                    r.VerifiedOn != null
                    && r.EffectDueOn <= today
                    && db.RecommendationSteps.Any(s =>
                        s.RecommendationId == r.Id && s.Act == RecommendationAct.Verify && (s.ByAccountId == account || (s.ByWorkerId != null && s.ByWorkerId == me))
                    )
                )
                || (reports && awaited <= late)
            where r.Action.PersonId == null || readable.Any(o => o.PersonId == r.Action.PersonId)
            orderby awaited, r.Id
            select new
            {
                Recommendation = r,
                r.Action,
                Raised = raised,
                Owner = w.Name,
                First = w.LineManagerId,
                Second = m.LineManagerId,
                Third = m2.LineManagerId,
                Child = db.ChildOverviews.Where(o => o.PersonId == r.Action.PersonId).Select(o => o.DisplayName).FirstOrDefault(),
            }
        )
            .Take(200)
            .ToListAsync(ct);
        var lines = new List<RecommendationDue>();
        foreach (var row in rows)
        {
            var r = row.Recommendation;
            r.Action = row.Action;
            var state = RecommendationMachine.Of(r);
            var awaited = RecommendationWords.AwaitedOn(r) ?? today;
            var rung = RecommendationLadder.Rung(awaited, today, climbs);
            RecommendationAsk? ask =
                state == RecommendationState.Returned && row.Raised ? RecommendationAsk.Answer
                : state == RecommendationState.Claimed && row.Raised && row.Action.OwnerWorkerId != me ? RecommendationAsk.Verify
                : me is not null && ((row.First == me && rung >= 1) || (row.Second == me && rung >= 2) || (row.Third == me && rung >= 3)) ? RecommendationAsk.Climbed
                : state == RecommendationState.Verified && awaited <= today && row.Action.OwnerWorkerId != me ? RecommendationAsk.LookForEffect
                : null;
            if (ask is { } asked)
            {
                lines.Add(new(r.Id, row.Action.What, row.Child, row.Owner, asked, awaited, rung));
            }
        }
        return [.. lines.OrderBy(l => l.DueOn)];
    }
}
