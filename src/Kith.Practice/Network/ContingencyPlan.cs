using Kith.Practice.Store;

namespace Kith.Practice.Network;

/// <summary>
/// What happens if the plan fails: who steps in tonight, for weeks, and for the long term. The short and the long
/// part are separate, and both are needed.
/// </summary>
public sealed class ContingencyPlan : PersonRecord
{
    public DateOnly MadeOn { get; set; }
    public string? Trigger { get; set; }
    public string? Tonight { get; set; }
    public string? Weeks { get; set; }
    public string? LongTerm { get; set; }

    /// <summary>When the long-term part was checked (person asked, viability, legal and money matters).</summary>
    public DateOnly? LongTermVerifiedOn { get; set; }
    public DateOnly? ReviewOn { get; set; }

    /// <summary>Strength by stated rules, as at a date.</summary>
    public ContingencyStrength StrengthOn(DateOnly day) =>
        string.IsNullOrWhiteSpace(LongTerm)
            ? string.IsNullOrWhiteSpace(Tonight) && string.IsNullOrWhiteSpace(Weeks)
                ? ContingencyStrength.None
                : ContingencyStrength.ImmediateOnly
            : LongTermVerifiedOn is null || ReviewOn < day
                ? ContingencyStrength.LongTermUnverified
                : ContingencyStrength.LongTermVerified;
}

public enum ContingencyStrength
{
    None,
    ImmediateOnly,
    LongTermUnverified,
    LongTermVerified,
}
