namespace Kith.Practice.Projections;

/// <summary>Where a child stands with the authority, the strongest that applies.</summary>
public enum ChildStatus
{
    /// <summary>Known from a contact, early help or a referral that went no further.</summary>
    NotOpen,
    Closed,
    Referred,
    Assessment,
    ChildInNeed,
    ChildProtection,
    LookedAfter,
}

/// <summary>
/// One row for each child: what every list shows, computed from the child's records (a projection: `kith rebuild`
/// recomputes it and must find no difference).
/// </summary>
public sealed class ChildOverview
{
    public Guid PersonId { get; set; }
    public string SortName { get; set; } = "";
    public string DisplayName { get; set; } = "";
    public string? LaChildId { get; set; }
    public DateOnly? BornOn { get; set; }
    public bool Unborn { get; set; }
    public string Sex { get; set; } = "U";
    public string? Ethnicity { get; set; }
    public bool Disabled { get; set; }
    public bool Restricted { get; set; }

    public ChildStatus Status { get; set; }

    /// <summary>Latest category of abuse of the open child protection plan.</summary>
    public string? Category { get; set; }
    public string? PrimaryNeed { get; set; }

    /// <summary>When the open episode began, or the latest one.</summary>
    public DateOnly? EpisodeFrom { get; set; }

    /// <summary>When the open plan began.</summary>
    public DateOnly? PlanFrom { get; set; }
    public DateOnly? ClosedOn { get; set; }

    /// <summary>The worker who holds the case today; null when unallocated.</summary>
    public Guid? WorkerId { get; set; }
    public DateOnly? WorkerSince { get; set; }

    /// <summary>The team that holds the case, or held it last.</summary>
    public Guid? TeamId { get; set; }

    /// <summary>
    /// The team that has to act on the child though it does not hold the case: a contact or a referral waits in its
    /// queue, it owes a referrer an answer, or it was asked to take the child over. It may read the record until it has acted.
    /// </summary>
    public Guid? DutyTeamId { get; set; }

    /// <summary>Different lead workers in the two years to the latest allocation.</summary>
    public int WorkersInTwoYears { get; set; }
    public DateOnly? LastSeenOn { get; set; }
    public Guid? LastSeenById { get; set; }
    public bool? LastSeenAlone { get; set; }
    public DateOnly? LastVoiceOn { get; set; }
    public string? LastVoiceMethod { get; set; }
    public bool? LastVoiceAlone { get; set; }

    /// <summary>Days since the involvement began on which the child was heard: see <see cref="Voice.Hearing"/>.</summary>
    public int VoiceOpportunities { get; set; }

    /// <summary>The usual days from one opportunity to the next.</summary>
    public int? VoiceGap { get; set; }

    /// <summary>The latest day on which the child was heard alone.</summary>
    public DateOnly? HeardAloneOn { get; set; }

    /// <summary>What the child said in this involvement and nobody has answered.</summary>
    public int Unanswered { get; set; }
    public DateOnly? UnansweredFrom { get; set; }

    /// <summary>The latest conference or review since the involvement began, and whether the child took part: see <see cref="Voice.Participation"/>.</summary>
    public DateOnly? LastMeetingOn { get; set; }
    public bool? TookPart { get; set; }

    /// <summary>The latest day since the involvement began on which an advocate was offered.</summary>
    public DateOnly? AdvocateOn { get; set; }
    public DateOnly? LastOversightOn { get; set; }

    /// <summary>How far the contingency plan carries, without the day: see <see cref="Network.ContingencyRules.StrengthOn"/>.</summary>
    public Network.ContingencyStrength Contingency { get; set; }

    /// <summary>The last day on which a checked long-term plan counts as checked.</summary>
    public DateOnly? ContingencyUntil { get; set; }

    /// <summary>Since when the child is missing, while nobody knows where the child is; null otherwise.</summary>
    public DateTime? MissingSince { get; set; }

    /// <summary>Key of the current address: children of one household share it.</summary>
    public string? HouseholdKey { get; set; }
}

/// <summary>Something that has a date by which it should happen, for one child. A projection of events and clocks.</summary>
public sealed class DueItem
{
    public Guid PersonId { get; set; }

    /// <summary>The clock definition: see Kith.Standards.Clocks.</summary>
    public required string Clock { get; set; }

    /// <summary>The record that started the clock.</summary>
    public Guid StartedById { get; set; }
    public DateOnly StartedOn { get; set; }
    public DateOnly DueOn { get; set; }

    /// <summary>The instant at which it is late, for clocks that run in hours; null for those that run to the end of a day.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>Whose it is: lead worker and team of the child.</summary>
    public Guid? WorkerId { get; set; }
    public Guid? TeamId { get; set; }
}

/// <summary>A search key of a person: see Kith.Matching.SearchKeys.</summary>
public sealed class PersonSearchKey
{
    public long Key { get; set; }
    public Guid PersonId { get; set; }
}
