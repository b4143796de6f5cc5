using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>Writes the steps of a recommendation, and tells those whose turn it is.</summary>
internal static class RecommendationSteps
{
    /// <summary>Writes down who did what with it. Whose it is at that moment stands in the step.</summary>
    public static RecommendationStep Add(
        KithDb db,
        Clock clock,
        Act act,
        Recommendation r,
        RecommendationAct what,
        Actor actor,
        string? words,
        DateOnly? dueOn,
        IEnumerable<RecommendationEvidence>? seenIn = null,
        double? measured = null
    )
    {
        var step = new RecommendationStep
        {
            Id = clock.NewId(),
            RecommendationId = r.Id,
            Number = ++r.Taken,
            Act = what,
            On = clock.Today,
            At = act.At,
            ByAccountId = actor.AccountId,
            ByWorkerId = actor.WorkerId,
            ByName = actor.Name,
            OwnerWorkerId = r.Action.OwnerWorkerId,
            Words = words,
            DueOn = dueOn,
            Measured = measured,
        };
        foreach (var e in seenIn ?? [])
        {
            e.Id = clock.NewId();
            e.StepId = step.Id;
            step.Evidence.Add(e);
        }
        db.RecommendationSteps.Add(step);
        if (!r.Steps.Contains(step))
        {
            r.Steps.Add(step);
        }
        return step;
    }

    /// <summary>Leaves a notice for whoever owns it. No name of a child: the notice must not say more than the record lets them read.</summary>
    public static async Task TellOwner(KithDb db, Clock clock, Act act, Recommendation r, Actor actor, string text, CancellationToken ct)
    {
        var (owner, today) = (r.Action.OwnerWorkerId, clock.Today);
        foreach (
            var account in await db.Users.Where(u => u.WorkerId == owner && u.WorkerId != null && (u.ValidUntil == null || u.ValidUntil >= today)).Select(u => u.Id).ToListAsync(ct)
        )
        {
            Tell(db, clock, act, r, actor, account, text);
        }
    }

    /// <summary>Leaves a notice for whoever raised it.</summary>
    public static void TellRaiser(KithDb db, Clock clock, Act act, Recommendation r, Actor actor, string text)
    {
        if (r.RaisedByAccountId is { } account)
        {
            Tell(db, clock, act, r, actor, account, text);
        }
    }

    private static void Tell(KithDb db, Clock clock, Act act, Recommendation r, Actor actor, Guid account, string text)
    {
        if (account != actor.AccountId && account != Guid.Empty)
        {
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = account,
                    PersonId = r.Action.PersonId,
                    Text = text,
                    At = act.At,
                }
            );
        }
    }
}
