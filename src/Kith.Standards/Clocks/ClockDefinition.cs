namespace Kith.Standards.Clocks;

/// <summary>What a clock counts in.</summary>
public enum ClockUnit
{
    /// <summary>Monday to Friday without bank holidays; the starting day is not counted.</summary>
    WorkingDays,

    /// <summary>Calendar days; the starting day is not counted.</summary>
    Days,

    /// <summary>Seven calendar days each.</summary>
    Weeks,

    /// <summary>The same day of a later month, or the last day of a shorter month.</summary>
    CalendarMonths,

    /// <summary>Hours from an instant.</summary>
    Hours,
}

/// <summary>Where the length of a clock comes from.</summary>
public enum ClockStatus
{
    /// <summary>An Act or regulations.</summary>
    Statute,

    /// <summary>Guidance that must be followed unless there is good reason.</summary>
    StatutoryGuidance,

    /// <summary>How the Department for Education counts for its published figures.</summary>
    DfeMeasure,

    /// <summary>No national number: the authority decides.</summary>
    Local,
}

/// <summary>What an authority may do with the length.</summary>
public enum ClockChoice
{
    /// <summary>Nothing: the length is national.</summary>
    Fixed,

    /// <summary>The length is a maximum; the authority may add an earlier target of its own.</summary>
    MayShorten,

    /// <summary>The authority sets it; the length given is only a suggestion.</summary>
    AuthoritySets,
}

/// <summary>Whose due list a clock belongs on.</summary>
public enum ClockConcern
{
    /// <summary>One child's record.</summary>
    Child,

    /// <summary>The authority as a whole.</summary>
    Authority,
}

/// <summary>How a clock runs.</summary>
public enum ClockKind
{
    /// <summary>From one event to another, once.</summary>
    Once,

    /// <summary>From each event to the next of the same kind.</summary>
    Repeats,

    /// <summary>Counted back from the event that stops it: the starting event is due that long before.</summary>
    Before,
}

/// <summary>One clock: what starts it, what stops it, how long it may run, and who says so.</summary>
/// <param name="Id">Stable name used in records and settings: "assessment_complete".</param>
/// <param name="Name">What is due, as a worker would say it.</param>
/// <param name="StartsWith">The event that starts it.</param>
/// <param name="StopsWith">The event that meets it.</param>
/// <param name="Length">How long, in <paramref name="Unit"/>; a suggestion where the authority sets it.</param>
/// <param name="Unit">What the length counts.</param>
/// <param name="Status">Where the length comes from.</param>
/// <param name="Choice">What the authority may change.</param>
/// <param name="Concerns">Whose due list it belongs on.</param>
/// <param name="Kind">Once, repeating, or counted back.</param>
/// <param name="Source">The document that says so, or examples where the length is local.</param>
/// <param name="Confidence">How sure the reading of the source is.</param>
/// <param name="Edition">The edition that this length belongs to.</param>
/// <param name="InForceFrom">First starting date to which this length applies; null for as long as records go.</param>
/// <param name="InForceTo">Last starting date to which this length applies; null if still in force.</param>
public sealed record ClockDefinition(
    string Id,
    string Name,
    ClockEvent StartsWith,
    ClockEvent StopsWith,
    int Length,
    ClockUnit Unit,
    ClockStatus Status,
    ClockChoice Choice,
    ClockConcern Concerns,
    ClockKind Kind,
    string Source,
    string Confidence,
    string Edition,
    DateOnly? InForceFrom,
    DateOnly? InForceTo
)
{
    /// <summary>True where the length is the authority's to decide.</summary>
    public bool SetByAuthority => Choice == ClockChoice.AuthoritySets;

    /// <summary>True for limits that no authority may lengthen.</summary>
    public bool IsNational => Choice != ClockChoice.AuthoritySets;

    /// <summary>Whether the definition applies to a clock that starts on the date.</summary>
    public bool IsInForce(DateOnly start) => (InForceFrom is null || start >= InForceFrom) && (InForceTo is null || start <= InForceTo);

    /// <summary>"45 working days", "3 months".</summary>
    public string LengthInWords => ClockWords.Length(Length, Unit);
}

/// <summary>One row of the published table of timescales, as it was read from its source.</summary>
public sealed record Timescale(
    string Id,
    string Name,
    string Trigger,
    string Limit,
    string Unit,
    string DayZero,
    string Status,
    string SuggestedDefault,
    string Configurable,
    string Source,
    string Confidence
);

/// <summary>
/// An authority's own standard: a length for a clock that it may set, from a date, so that history is judged by the
/// standard then in force.
/// </summary>
/// <param name="ClockId">The <see cref="ClockDefinition.Id"/> that it answers.</param>
/// <param name="Length">How long, in <paramref name="Unit"/>.</param>
/// <param name="Unit">What the length counts.</param>
/// <param name="EffectiveFrom">The first starting date that it applies to.</param>
/// <param name="IncludeEventDay">True where the authority counts the day of the event as day 1; national counting never does.</param>
/// <param name="ApprovedBy">Who decided it.</param>
public sealed record LocalInterval(string ClockId, int Length, ClockUnit Unit, DateOnly EffectiveFrom = default, bool IncludeEventDay = false, string? ApprovedBy = null)
{
    /// <summary>The standard in force for a clock that starts on the date: the latest that had begun; null if none.</summary>
    public static LocalInterval? InForce(IEnumerable<LocalInterval> standards, string clockId, DateOnly start) =>
        standards.Where(s => s.ClockId == clockId && s.EffectiveFrom <= start).MaxBy(s => s.EffectiveFrom);
}
