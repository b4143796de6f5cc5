using System.ComponentModel.DataAnnotations;
using Kith.Practice.Casework;
using Kith.Practice.Store;

// Kept in the namespace of its first readers.
namespace Kith.Practice.LookedAfter;

/// <summary>Work before care proceedings (Public Law Outline).</summary>
public sealed class PreProceedings : PersonRecord, ITogether
{
    /// <summary>The day of the decision at a legal gateway meeting (census PPStartDate).</summary>
    public DateOnly DecidedOn { get; set; }
    public DateOnly? LetterSentOn { get; set; }
    public DateOnly? FirstMeetingOn { get; set; }
    public DateOnly? EndedOn { get; set; }

    /// <summary>How it ended, in the words of <see cref="PreProceedingsEnds"/> or of the extract it came with.</summary>
    public string? Outcome { get; set; }

    public Guid? EpisodeId { get; set; }

    /// <summary>Whether a family group decision-making meeting was offered (census module 5, from 2026-27).</summary>
    public bool? MeetingOffered { get; set; }

    /// <summary>Whether that meeting was held.</summary>
    public bool? MeetingHeld { get; set; }

    /// <summary>How many review meetings there were.</summary>
    public int? ReviewMeetings { get; set; }
    public Guid? TogetherId { get; set; }

    /// <summary>Why the threshold for this is met, and what must change.</summary>
    public string? DecisionReason { get; set; }
    public DateOnly? FamilyMeetingOfferedOn { get; set; }
    public DateOnly? FamilyMeetingHeldOn { get; set; }

    /// <summary>What was agreed at the first meeting; later ones are <see cref="PreProceedingsReview"/>s.</summary>
    public string? FirstMeetingSummary { get; set; }

    /// <summary>Why no family group decision-making meeting was offered, or why it was not held.</summary>
    public string? FamilyMeetingNotHeldReason { get; set; }
    public DateOnly? CourtApplicationOn { get; set; }

    /// <summary>When the letter that begins care proceedings was sent.</summary>
    public DateOnly? ProceedingsLetterOn { get; set; }
    public string? EndReason { get; set; }
}

/// <summary>A review meeting in pre-proceedings.</summary>
public sealed class PreProceedingsReview : PersonRecord
{
    public Guid PreProceedingsId { get; set; }
    public DateOnly HeldOn { get; set; }
    public string? Summary { get; set; }
}

/// <summary>How pre-proceedings may end.</summary>
public enum PreProceedingsEnd
{
    [Display(Name = "Step down: the family made the changes")]
    StepDown,

    [Display(Name = "Application to court")]
    Proceedings,

    [Display(Name = "No longer needed for another reason")]
    Other,
}

/// <summary>The ends in words, as they are kept.</summary>
public static class PreProceedingsEnds
{
    /// <summary>The end in words.</summary>
    public static string InWords(PreProceedingsEnd end) =>
        end switch
        {
            PreProceedingsEnd.StepDown => "Ended: the family made the changes",
            PreProceedingsEnd.Proceedings => "Application to court",
            _ => "Ended for another reason",
        };
}
