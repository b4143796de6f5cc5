using Kith.Practice.Store;

namespace Kith.Practice.Voice;

/// <summary>What a child said or showed, who listened, and what was done with it.</summary>
public sealed class VoiceEntry : PersonRecord
{
    public DateOnly On { get; set; }
    public Guid? WorkerId { get; set; }

    /// <summary>The visit at which the child was heard, if one.</summary>
    public Guid? VisitId { get; set; }

    /// <summary>How the child was heard: talking, drawing, play, signing, objects of reference, observation, advocate.</summary>
    public string Method { get; set; } = "Talking";
    public bool Alone { get; set; }

    /// <summary>The child's own words, or a description of what they showed.</summary>
    public required string Words { get; set; }
    public string? WhatMatters { get; set; }

    /// <summary>What came of it, told back to the child; null while unanswered.</summary>
    public string? Answer { get; set; }
    public DateOnly? AnsweredOn { get; set; }
}
