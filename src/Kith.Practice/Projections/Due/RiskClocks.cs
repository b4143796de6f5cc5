using Kith.Practice.Settings;

namespace Kith.Practice.Projections.Due;

/// <summary>When a risk that stands is looked at again, and when to ask what became of a referral to the National Referral Mechanism.</summary>
public static class RiskClocks
{
    /// <summary>Those that run now: a pure function of the child's records and the authority's dated lengths.</summary>
    public static IEnumerable<RunningClock> Of(ChildRecords r, IntervalPolicy intervals)
    {
        // A child nobody works with has nobody who looks: the next referral does.
        foreach (var level in r.Risks.Where(l => l is { To: null, Source: null, ReviewOn: not null } && !r.AllClosed))
        {
            yield return new("risk_review", level.Id, level.LookedOn ?? level.From, level.ReviewOn!.Value);
        }
        foreach (var n in r.Nrm)
        {
            yield return n.ReasonableOn is { } reasonable
                ? new("nrm_conclusive", n.ReferralId, reasonable, intervals.Due("nrm_conclusive", reasonable))
                : new("nrm_reasonable", n.ReferralId, n.ReferredOn, intervals.Due("nrm_reasonable", n.ReferredOn));
        }
    }
}
