using Kith.Practice.Store;

namespace Kith.Practice.LookedAfter;

/// <summary>A period of being looked after. Kept from extracts so that a child's story is whole.</summary>
public sealed class CareEpisode : PersonRecord
{
    public Guid? EpisodeId { get; set; }
    public DateOnly StartedOn { get; set; }
    public string? StartReason { get; set; }
    public DateOnly? CeasedOn { get; set; }
    public string? CeasedReason { get; set; }
}

/// <summary>A placement while looked after.</summary>
public sealed class Placement : PersonRecord
{
    public DateOnly StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string? Kind { get; set; }
    public string? Provider { get; set; }
    public string? Postcode { get; set; }
    public string? ChangeReason { get; set; }
}

/// <summary>A legal status over a period, by SSDA903 code.</summary>
public sealed class LegalStatus : PersonRecord
{
    public required string Code { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
}

/// <summary>Work before care proceedings (Public Law Outline), with family group decision-making (census module 5, from 2026-27).</summary>
public sealed class PreProceedings : PersonRecord
{
    public Guid? EpisodeId { get; set; }
    public DateOnly DecidedOn { get; set; }

    /// <summary>When the letter before proceedings was sent.</summary>
    public DateOnly? LetterSentOn { get; set; }

    /// <summary>Whether a family group decision-making meeting was offered.</summary>
    public bool? MeetingOffered { get; set; }

    /// <summary>Whether that meeting was held.</summary>
    public bool? MeetingHeld { get; set; }

    /// <summary>The first pre-proceedings meeting.</summary>
    public DateOnly? FirstMeetingOn { get; set; }

    /// <summary>How many review meetings there were.</summary>
    public int? ReviewMeetings { get; set; }

    /// <summary>When it was decided to step up to court or down again.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>The outcome: the return's code, or words.</summary>
    public string? Outcome { get; set; }

    /// <summary>When the application to court was made.</summary>
    public DateOnly? CourtApplicationOn { get; set; }

    /// <summary>When the letter that begins care proceedings was sent.</summary>
    public DateOnly? ProceedingsLetterOn { get; set; }
}
