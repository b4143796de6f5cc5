namespace Kith.Practice.Api;

// What version 2026-11-26 tells. These shapes are a promise: a field may be added, none may be renamed, retyped or taken
// away. Whoever needs that makes the next version beside this one. docs/api holds the document that a test compares.

/// <summary>Part of a long list.</summary>
/// <param name="Next">Ask for this cursor to go on; null at the end.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A whole list.</summary>
public sealed record ApiList<T>(IReadOnlyList<T> Items);

/// <summary>A child as the record stands today.</summary>
/// <param name="Category">DfE code of the latest category of abuse, while on a child protection plan.</param>
/// <param name="PrimaryNeed">DfE code.</param>
/// <param name="LastHeardOn">The latest day on which it was recorded what the child said or showed.</param>
public sealed record ApiChild(
    Guid Id,
    string? LaChildId,
    string Name,
    DateOnly? BornOn,
    bool Unborn,
    string Sex,
    string? Ethnicity,
    bool Disabled,
    bool Restricted,
    string Status,
    string? Category,
    string? PrimaryNeed,
    DateOnly? EpisodeFrom,
    DateOnly? PlanFrom,
    DateOnly? ClosedOn,
    Guid? TeamId,
    string? Team,
    Guid? WorkerId,
    string? Worker,
    DateOnly? WorkerSince,
    DateOnly? LastSeenOn,
    DateOnly? LastHeardOn
);

/// <summary>One line of a chronology.</summary>
/// <param name="Source">The extract that it came from; null where it was recorded here.</param>
public sealed record ApiEvent(DateOnly On, string Kind, Guid RecordId, string Title, string? Text, Guid? AuthorId, string? Author, string? Source, bool Significant, string? Note);

/// <summary>Somebody's work with a child.</summary>
public sealed record ApiAllocation(Guid Id, string Role, Guid? WorkerId, string? Worker, Guid? TeamId, string? Team, DateOnly From, DateOnly? To, string? Source);

/// <summary>A plan: «ChildInNeed» or «ChildProtection».</summary>
public sealed record ApiPlan(Guid Id, string Kind, DateOnly StartedOn, DateOnly? EndedOn, string? InitialCategory, string? LatestCategory, string? Source);

/// <summary>Something that is due.</summary>
public sealed record ApiDue(string Clock, Guid StartedById, DateOnly StartedOn, DateOnly DueOn, bool Late, Guid? WorkerId, Guid? TeamId);

/// <summary>Something that is due for one of the children of a worker or team.</summary>
public sealed record ApiDueForChild(Guid ChildId, string Clock, Guid StartedById, DateOnly StartedOn, DateOnly DueOn, bool Late, Guid? WorkerId, Guid? TeamId);

/// <summary>What a child said or showed outside a visit.</summary>
/// <param name="On">The day on which the child was heard; today where it is not said.</param>
/// <param name="Occasion">DirectWork, Meeting, Advocate or Other.</param>
/// <param name="Method">How: one of the words of the form, such as «Talking».</param>
/// <param name="Alone">Whether the child was heard alone.</param>
/// <param name="WhoElse">Who else was there, where the child was not alone.</param>
/// <param name="ListenedBy">Who listened, where it was nobody of the council.</param>
/// <param name="Words">The child's own words, or what was seen.</param>
/// <param name="Shown">Where the method describes: what the child showed.</param>
/// <param name="Feeling">How things feel to the child, where that was asked.</param>
public sealed record ApiNewVoice(
    DateOnly? On,
    string? Occasion,
    string? Place,
    string? Method,
    bool? Alone,
    string? WhoElse,
    string? ListenedBy,
    string? Words,
    string? Shown,
    string? Wishes,
    string? Feeling,
    string? WhatMatters
);

/// <summary>An action. Its version goes into If-Match when it is called done.</summary>
public sealed record ApiAction(
    Guid Id,
    int Version,
    IReadOnlyList<Guid> ChildIds,
    string What,
    string Source,
    Guid SourceId,
    string? Owner,
    string? Agency,
    DateOnly SetOn,
    DateOnly? DueOn,
    string State,
    bool EvidenceNeeded,
    DateOnly? DoneOn,
    string? Evidence
);

/// <summary>Something that a rule of the census finds: an «Error» or a «Query».</summary>
/// <param name="Explained">Why it is right as it stands, where somebody said so.</param>
public sealed record ApiFault(
    Guid ChildId,
    string Rule,
    string Severity,
    string Message,
    string WhatToDo,
    string RecordKind,
    Guid RecordId,
    string Field,
    string? Value,
    DateOnly FirstSeenOn,
    string? Explained
);

/// <summary>A measure as it is defined.</summary>
public sealed record ApiMeasure(
    string Id,
    string Name,
    string Group,
    string Owner,
    string Unit,
    string Window,
    string Better,
    string Numerator,
    string Denominator,
    string Rules,
    string Source
);

/// <summary>A scope that one may ask for.</summary>
public sealed record ApiScopeName(string Key, string Name);

/// <summary>A measure's figure for the year to the day, or on the day, and a year before.</summary>
/// <param name="Hidden">Too few to be told to this reader: nothing is told.</param>
public sealed record ApiFigure(string Measure, bool Hidden, double? Numerator, double? Denominator, double? Value, double? YearBefore);

/// <summary>The figures of all measures of a scope on a day.</summary>
public sealed record ApiFigures(DateOnly AsAt, string Scope, string ScopeName, IReadOnlyList<ApiScopeName> Scopes, IReadOnlyList<ApiFigure> Figures);

/// <summary>A contact that another system hands over.</summary>
/// <param name="Children">Ids of the children it is about.</param>
/// <param name="Channel">How it came in: Telephone, Email, PoliceNotification, OnlineForm, InPerson, Letter, WithinCouncil.</param>
/// <param name="SourceCode">DfE referral source code.</param>
/// <param name="Summary">What was told.</param>
public sealed record ApiNewContact(
    IReadOnlyList<Guid>? Children,
    string? Channel,
    string? SourceCode,
    string? FromName,
    string? FromAgency,
    string? FromReach,
    DateOnly? ReceivedOn,
    string? Summary,
    bool? FamilyKnows
);

/// <summary>What was made.</summary>
public sealed record ApiMade(Guid Id);

/// <summary>An action is done.</summary>
/// <param name="DoneOn">Today where it is not said.</param>
/// <param name="Evidence">What was done and what shows it.</param>
public sealed record ApiCompletion(DateOnly? DoneOn, string? Evidence);
