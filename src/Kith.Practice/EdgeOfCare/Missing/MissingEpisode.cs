using Kith.Practice.Store;

namespace Kith.Practice.EdgeOfCare;

/// <summary>From where a child went missing.</summary>
public enum GoneFrom
{
    Home,
    Placement,
    School,
    FamilyOrFriends,
    Elsewhere,
}

/// <summary>How a time missing ended.</summary>
public enum FoundHow
{
    CameBack,
    FamilyFound,
    PoliceFound,
    CarerFound,
    WorkerFound,
    Otherwise,
}

/// <summary>What is known on return of harm that came to the child while away.</summary>
public enum HarmAway
{
    NoneKnown,
    Feared,
    Happened,
}

/// <summary>
/// A time when nobody who cares for a child knew where the child was, or the child was away without leave. It may be open:
/// then the child is missing now. What the child tells afterwards is the <see cref="ReturnInterview"/>.
/// </summary>
public sealed class MissingEpisode : PersonRecord
{
    /// <summary>«Missing»: nobody knew where the child was.</summary>
    public const string IsMissing = "Missing";

    /// <summary>«Away»: it was known where the child was, and the child ought not to have been there (away without authorisation).</summary>
    public const string IsAway = "Away";

    /// <summary>When the child was last seen by somebody responsible, or left if that was later (the start by SSDA903).</summary>
    public DateTime MissingFrom { get; set; }

    /// <summary>When the child was found or came back; null while missing.</summary>
    public DateTime? FoundAt { get; set; }

    /// <summary>Missing or away; in an extract, as its system words it.</summary>
    public string? Kind { get; set; }

    /// <summary>Whether a return interview was offered, and accepted: what the returns to government ask for. Kept from <see cref="ReturnInterview"/>.</summary>
    public bool? InterviewOffered { get; set; }
    public bool? InterviewAccepted { get; set; }

    /// <summary>When the police were told; null when they were not, or an extract does not say.</summary>
    public DateTime? ReportedAt { get; set; }
    public string? ReportedBy { get; set; }
    public string? PoliceReference { get; set; }
    public GoneFrom? GoneFrom { get; set; }

    /// <summary>Where the child was last seen, and in what state: clothes, mood, money, telephone.</summary>
    public string? LastSeen { get; set; }

    /// <summary>Where the child may be and with whom, as far as somebody has an idea.</summary>
    public string? ThoughtToBe { get; set; }
    public FoundHow? FoundHow { get; set; }

    /// <summary>Where the child was found or had been, in a few words: the same place in the same words shows a pattern.</summary>
    public string? FoundWhere { get; set; }

    /// <summary>With whom the child had been.</summary>
    public string? FoundWith { get; set; }
    public HarmAway? Harm { get; set; }
    public string? HarmWhat { get; set; }

    /// <summary>True while the child is missing.</summary>
    public bool IsOpen => FoundAt is null;
}

/// <summary>
/// What follows a return: an independent person offers to listen, within 72 hours, and the child says yes or no. One for each
/// time missing, also for one that came with an extract.
/// </summary>
public sealed class ReturnInterview : PersonRecord
{
    public Guid EpisodeId { get; set; }
    public DateTime? OfferedAt { get; set; }

    /// <summary>Why none was offered.</summary>
    public string? NotOfferedWhy { get; set; }
    public DateTime? RefusedAt { get; set; }

    /// <summary>Why the child did not want it, in the child's words where there are any.</summary>
    public string? RefusedWhy { get; set; }
    public DateTime? HeldAt { get; set; }

    /// <summary>The worker of the authority who listened; null for somebody of another organisation.</summary>
    public Guid? HeldById { get; set; }
    public string? HeldByName { get; set; }
    public string? HeldByOrganisation { get; set; }

    /// <summary>True when whoever listened neither works with the child nor manages who does: checked against the record on the day.</summary>
    public bool? Independent { get; set; }

    /// <summary>Why somebody listened who is not independent («Mia asked for her own worker»).</summary>
    public string? NotIndependentWhy { get; set; }

    /// <summary>Why the child went, in the child's words.</summary>
    public string? Why { get; set; }

    /// <summary>Where the child was, with whom, and what happened there.</summary>
    public string? WhatHappened { get; set; }

    /// <summary>What would help the child not to go again.</summary>
    public string? WhatWouldHelp { get; set; }

    /// <summary>What it was about, as keys of <see cref="MissingWords.Themes"/> joined by commas.</summary>
    public string? Themes { get; set; }

    /// <summary>What was passed on, to whom (police, health, school).</summary>
    public string? PassedOn { get; set; }

    /// <summary>True when nothing more is waited for.</summary>
    public bool IsSettled => HeldAt is not null || RefusedAt is not null || NotOfferedWhy is not null;

    /// <summary>The themes in their order.</summary>
    public IReadOnlyList<string> ThemeKeys => (Themes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
}
