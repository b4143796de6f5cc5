using Kith.Practice.Store;

namespace Kith.Practice.Network;

/// <summary>
/// What happens if the plan fails: named triggers, and steps for tonight, for weeks and for the long term. The short and
/// the long part are separate, and both are needed. Each new edition ends the one before; the latest that has not ended stands.
/// </summary>
public sealed class ContingencyPlan : PersonRecord
{
    public DateOnly MadeOn { get; set; }
    public Guid? MadeById { get; set; }

    /// <summary>What would set the plan going: one trigger a line, in words that the family would recognise.</summary>
    public string? Triggers { get; set; }

    /// <summary>What the child thinks of it, in the child's words or as it was shown.</summary>
    public string? ChildView { get; set; }
    public DateOnly? ReviewOn { get; set; }

    /// <summary>When it was last looked at and still held.</summary>
    public DateOnly? LookedAtOn { get; set; }
    public string? LookedAtNote { get; set; }
    public DateOnly? EndedOn { get; set; }

    /// <summary>The triggers one by one.</summary>
    public IReadOnlyList<string> TriggerLines => Triggers?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

/// <summary>How long a step has to carry. Tonight's answer is not an answer for the long term.</summary>
public enum Horizon
{
    Tonight,
    Weeks,
    LongTerm,
}

/// <summary>The legal footing on which a child would live with someone for good (Children Act 1989; Adoption and Children Act 2002).</summary>
public enum LegalRoute
{
    /// <summary>With a parent who has, or would get, parental responsibility.</summary>
    Parent,

    /// <summary>An arrangement of the family, with close relatives, that needs no order.</summary>
    FamilyArrangement,

    /// <summary>Approved as a foster carer who is family or a friend (regulation 24 of the 2010 Regulations for the first weeks).</summary>
    KinshipFoster,
    ChildArrangementsOrder,
    SpecialGuardianship,
    Adoption,

    /// <summary>With someone who is not a close relative, for 28 days or more (Children Act 1989 section 66).</summary>
    PrivateFostering,
}

/// <summary>What looking into it came to.</summary>
public enum Viability
{
    NotDone,
    UnderWay,
    Positive,
    Negative,
}

/// <summary>One step: this person does this, for so long, if it is agreed.</summary>
public sealed class ContingencyStep : PersonRecord
{
    public Guid PlanId { get; set; }
    public Horizon Horizon { get; set; }
    public int Position { get; set; }

    /// <summary>The person of the network who steps in; null for a service or someone without a record.</summary>
    public Guid? OtherId { get; set; }

    /// <summary>Who it is when there is no record: «the emergency duty team».</summary>
    public string? Who { get; set; }
    public required string What { get; set; }
    public string? HowLong { get; set; }

    /// <summary>What the person would need to be able to: a bed, a key, a lift.</summary>
    public string? Needs { get; set; }

    /// <summary>Money, and who would pay.</summary>
    public string? Cost { get; set; }
    public LegalRoute? LegalRoute { get; set; }
    public DateOnly? AgreedOn { get; set; }
    public Viability Viability { get; set; }
    public DateOnly? ViabilityOn { get; set; }

    /// <summary>When it was tried out.</summary>
    public DateOnly? RehearsedOn { get; set; }

    /// <summary>The person's address when this was last agreed or looked at: another one now is a change to look at.</summary>
    public string? KnownAddressKey { get; set; }

    /// <summary>The person's latest recorded change of circumstance that was known then.</summary>
    public Guid? KnownChangeId { get; set; }
}

/// <summary>How far a contingency plan carries, by stated rules: see <see cref="ContingencyRules"/>.</summary>
public enum ContingencyStrength
{
    None,
    ImmediateOnly,
    LongTermUnverified,
    LongTermVerified,
}
