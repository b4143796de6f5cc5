using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Voice;

/// <summary>At what kind of occasion a child was heard.</summary>
public enum VoiceOccasion
{
    Visit,
    DirectWork,
    Meeting,
    Advocate,

    /// <summary>The child wrote it themselves, by a one-time code.</summary>
    Feedback,
    Other,
}

/// <summary>How things feel to the child, where the scale with faces was used.</summary>
public enum Feeling
{
    VeryBad,
    Bad,
    Mixed,
    Good,
    VeryGood,
}

/// <summary>What came of what a child said.</summary>
public enum VoiceOutcome
{
    Done,
    Partly,

    /// <summary>It could not be: the child was told why.</summary>
    NotPossible,
}

/// <summary>
/// What one child said or showed, who listened, and what was done with it. Finished when saved: changed from then on
/// only by a correction in sight; the answer to the child is an act of its own.
/// </summary>
public sealed class VoiceEntry : PersonRecord, ITogether
{
    public DateOnly On { get; set; }
    public VoiceOccasion Occasion { get; set; }
    public string? Place { get; set; }

    /// <summary>The worker who listened; null where it was someone else.</summary>
    public Guid? WorkerId { get; set; }

    /// <summary>Who listened where it was not a worker of the authority: an advocate, a teacher.</summary>
    public string? ListenedBy { get; set; }

    /// <summary>The visit at which the child was heard, if one.</summary>
    public Guid? VisitId { get; set; }

    /// <summary>How the child was heard: talking, drawing, play, signing, objects of reference, observation, advocate.</summary>
    public string Method { get; set; } = "Talking";

    /// <summary>The tool of the library that was used, by its key.</summary>
    public string? Tool { get; set; }
    public bool Alone { get; set; }

    /// <summary>Who else was there, where the child was not heard alone.</summary>
    public string? WhoElse { get; set; }

    /// <summary>The communication aid or the interpreter that was used.</summary>
    public string? Aid { get; set; }

    /// <summary>The child's own words, or a description of what was seen.</summary>
    public required string Words { get; set; }

    /// <summary>Where the words are a description: what it was that the child showed.</summary>
    public string? Shown { get; set; }
    public string? Wishes { get; set; }
    public Feeling? Feeling { get; set; }
    public string? WhatMatters { get; set; }

    /// <summary>What came of it; null while unanswered.</summary>
    public VoiceOutcome? Outcome { get; set; }

    /// <summary>What was done, or why not, in the words the child was told; null while unanswered.</summary>
    public string? Answer { get; set; }

    /// <summary>When the child was told.</summary>
    public DateOnly? AnsweredOn { get; set; }

    /// <summary>How the child was told.</summary>
    public string? ToldHow { get; set; }

    /// <summary>What the child said to that.</summary>
    public string? Reply { get; set; }

    /// <summary>The same for brothers and sisters who were heard on one occasion: an entry each.</summary>
    public Guid? TogetherId { get; set; }
    public DateTime? RecordedAt { get; set; }
    public Guid? RecordedByAccountId { get; set; }

    /// <summary>True once the child knows what came of it.</summary>
    public bool IsAnswered => AnsweredOn is not null;
}

/// <summary>
/// A record that rests on what a child said: a plan, a decision of a conference, an assessment, a contingency plan. Or,
/// with <see cref="NotFollowed"/>, one that went another way, with the reason for it.
/// </summary>
public sealed class VoiceCitation : PersonRecord
{
    public SubjectKind SubjectKind { get; set; }
    public Guid SubjectId { get; set; }
    public Guid VoiceEntryId { get; set; }

    /// <summary>Why the child's view was not followed; null where the record rests on it.</summary>
    public string? NotFollowed { get; set; }
    public DateOnly On { get; set; }
    public Guid ByAccountId { get; set; }

    /// <summary>The day on which it was taken back; it is kept.</summary>
    public DateOnly? EndedOn { get; set; }
}
