using Kith.Practice.Store;

namespace Kith.Practice.Network;

/// <summary>How close, as the child sees it.</summary>
public enum Closeness
{
    VeryClose,
    Close,
    Some,
    Distant,
    Difficult,
}

/// <summary>Which way help goes between a child and someone. A child who looks after others is seen here first.</summary>
public enum HelpDirection
{
    ToTheChild,
    FromTheChild,
    BothWays,
}

/// <summary>Whether the person would step in.</summary>
public enum Willingness
{
    NotAsked,
    Yes,
    WithHelp,
    No,
}

/// <summary>Whether it is safe for the child, and for the person, that we are in touch.</summary>
public enum ContactSafety
{
    NotKnown,
    Safe,

    /// <summary>Only in a certain way: by a certain number, never at home.</summary>
    WithCare,
    NotSafe,
}

/// <summary>What checks on a person came to.</summary>
public enum CheckOutcome
{
    NotDone,
    UnderWay,
    Clear,
    Concern,
}

/// <summary>
/// What one person of the network is to one child, beyond how they are related: closeness as the child sees it, contact,
/// and what the person could and would do.
/// </summary>
public sealed class NetworkTie : PersonRecord
{
    public Guid OtherId { get; set; }

    /// <summary>True when the child named the person, rather than the family or a worker.</summary>
    public bool NamedByChild { get; set; }
    public Closeness? Closeness { get; set; }

    /// <summary>Which way help goes between the two; null while nobody has asked.</summary>
    public HelpDirection? Help { get; set; }

    /// <summary>How and how often they are in touch.</summary>
    public string? ContactHow { get; set; }
    public Willingness Willing { get; set; }

    /// <summary>What the person can offer, and what limits it: room, work, health, other people they care for.</summary>
    public string? CanOffer { get; set; }

    /// <summary>When the person agreed to be part of the plan and to what is kept about them.</summary>
    public DateOnly? ConsentOn { get; set; }
    public DateOnly? ConsentEndedOn { get; set; }
    public ContactSafety Safety { get; set; }
    public string? SafetyNote { get; set; }
    public CheckOutcome Checks { get; set; }
    public DateOnly? ChecksOn { get; set; }
    public DateOnly? ChecksUntil { get; set; }
    public string? ChecksNote { get; set; }
}

/// <summary>What about a person changed, as far as it touches plans that name them.</summary>
public enum CircumstanceKind
{
    Health,
    Home,
    Work,
    Relationship,
    Other,
}

/// <summary>A change in the circumstances of someone in a child's network: every plan that names the person is looked at again.</summary>
public sealed class Circumstance : PersonRecord
{
    public DateOnly On { get; set; }
    public CircumstanceKind Kind { get; set; }
    public required string Note { get; set; }
}
