using Kith.Practice.Projections;
using Kith.Practice.Settings;

namespace Kith.Practice.Workforce;

/// <summary>How full a worker's caseload is.</summary>
public enum CaseloadState
{
    Room,
    Full,
    Over,
}

/// <summary>
/// A worker's caseload: how many children, what they weigh by the authority's policy, and how much is a full caseload
/// for this worker (part time counts by its share; a newly qualified worker's is protected).
/// </summary>
public sealed record Caseload(int Children, decimal Points, decimal Full)
{
    /// <summary>Above a full caseload; at nine tenths of it or more; or with room.</summary>
    public CaseloadState State =>
        Points > Full ? CaseloadState.Over
        : Points >= Full * 0.9m ? CaseloadState.Full
        : CaseloadState.Room;

    /// <summary>Points left before the caseload is full; negative when it is over.</summary>
    public decimal Room => Full - Points;

    /// <summary>«weighted 104 of 110».</summary>
    public string Weighted => FormattableString.Invariant($"weighted {Points:0.#} of {Full:0.#}");

    /// <summary>«has room», «full», «over a full caseload».</summary>
    public string StateInWords =>
        State switch
        {
            CaseloadState.Over => "over a full caseload",
            CaseloadState.Full => "full",
            _ => "has room",
        };

    /// <summary>The caseload of a worker who leads the work with children of these statuses.</summary>
    public static Caseload Of(IEnumerable<ChildStatus> children, decimal fullTimeEquivalent, bool newlyQualified, PolicyBook policies, DateOnly today)
    {
        var count = 0;
        var points = 0m;
        foreach (var status in children)
        {
            count++;
            points += Weight(status, policies, today);
        }
        var full = policies.Number(Policies.FullCaseload, today) * Math.Clamp(fullTimeEquivalent, 0.1m, 1m);
        if (newlyQualified)
        {
            full = full * policies.Number(Policies.NewlyQualifiedShare, today) / 100m;
        }
        return new Caseload(count, points, full);
    }

    /// <summary>What one child of this status weighs.</summary>
    public static decimal Weight(ChildStatus status, PolicyBook policies, DateOnly today) =>
        status switch
        {
            ChildStatus.Referred => policies.Number(Policies.WeightReferred, today),
            ChildStatus.Assessment => policies.Number(Policies.WeightAssessment, today),
            ChildStatus.ChildInNeed => policies.Number(Policies.WeightChildInNeed, today),
            ChildStatus.ChildProtection => policies.Number(Policies.WeightChildProtection, today),
            ChildStatus.LookedAfter => policies.Number(Policies.WeightLookedAfter, today),
            _ => 0m,
        };
}
