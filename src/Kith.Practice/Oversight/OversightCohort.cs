using Kith.Practice.Settings;

namespace Kith.Practice.Oversight;

/// <summary>The groups of children for which an authority says how often a manager looks at the case. A child may be in several.</summary>
public enum OversightCohort
{
    /// <summary>Any child whose case is open: everyone is in this one.</summary>
    AnyOpen,
    ProtectionPlan,
    NeedPlan,
    OpenAssessment,

    /// <summary>The case is held by a team for disabled children.</summary>
    DisabledChildrenTeam,

    /// <summary>A disabled child, whichever team holds the case.</summary>
    DisabledChild,

    /// <summary>A risk (exploitation and others) that is judged high now.</summary>
    HighRisk,
    LookedAfter,
}

/// <summary>A child is in a group from a day until, but not on, another; null while it lasts.</summary>
public sealed record CohortSpan(OversightCohort Cohort, DateOnly From, DateOnly? To)
{
    /// <summary>Whether the child is in it on the day.</summary>
    public bool Holds(DateOnly day) => From <= day && (To is null || day < To);
}

/// <summary>The policy and the words of each group.</summary>
public static class OversightCohorts
{
    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<OversightCohort> All { get; } = Enum.GetValues<OversightCohort>();

    /// <summary>The policy that says at most how many days pass; 0 where the group has no length of its own.</summary>
    public static string Policy(OversightCohort cohort) =>
        cohort switch
        {
            OversightCohort.AnyOpen => Policies.OversightAnyOpen,
            OversightCohort.ProtectionPlan => Policies.OversightProtection,
            OversightCohort.NeedPlan => Policies.OversightNeed,
            OversightCohort.OpenAssessment => Policies.OversightAssessment,
            OversightCohort.DisabledChildrenTeam => Policies.OversightDisabledTeam,
            OversightCohort.DisabledChild => Policies.OversightDisabledChild,
            OversightCohort.HighRisk => Policies.OversightHighRisk,
            OversightCohort.LookedAfter => Policies.OversightLookedAfter,
            _ => throw new ArgumentOutOfRangeException(nameof(cohort)),
        };

    /// <summary>«on a child protection plan», as it follows «because the child is».</summary>
    public static string Words(OversightCohort cohort) =>
        cohort switch
        {
            OversightCohort.AnyOpen => "open to the service",
            OversightCohort.ProtectionPlan => "on a child protection plan",
            OversightCohort.NeedPlan => "on a child in need plan",
            OversightCohort.OpenAssessment => "being assessed",
            OversightCohort.DisabledChildrenTeam => "with the disabled children’s team",
            OversightCohort.DisabledChild => "a disabled child",
            OversightCohort.HighRisk => "at a risk judged high",
            OversightCohort.LookedAfter => "looked after",
            _ => throw new ArgumentOutOfRangeException(nameof(cohort)),
        };
}
