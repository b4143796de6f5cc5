using Kith.Practice.Trail;

namespace Kith.Practice.Visits;

/// <summary>A visit was put in the diary.</summary>
public sealed record VisitPlanned(Guid Person, Guid Planned, DateOnly On, TimeOnly? At, Guid? Worker) : PersonEvent(Person);

/// <summary>A planned visit was moved or changed.</summary>
public sealed record PlannedVisitChanged(Guid Person, Guid Planned, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>A planned visit was cancelled.</summary>
public sealed record PlannedVisitCancelled(Guid Person, Guid Planned, string Reason) : PersonEvent(Person);

/// <summary>A visit to the child was written up.</summary>
public sealed record VisitRecorded(Guid Person, Guid Visit, DateOnly On, VisitKind Kind, bool? Seen, bool? SeenAlone, bool? BedroomSeen, string? LateReason) : PersonEvent(Person);

/// <summary>A visit did not take place.</summary>
public sealed record VisitNotHeld(Guid Person, Guid Visit, DateOnly On, VisitMissed Why, string? Words) : PersonEvent(Person);

/// <summary>A colleague of another team met the child at a visit to brothers and sisters, and whoever works with the child was told.</summary>
public sealed record ChildMetByColleague(Guid Person, Guid Visit, DateOnly On, Guid? By, Guid Told) : PersonEvent(Person);

/// <summary>A finished visit was corrected; each field, old and new.</summary>
public sealed record VisitAmended(Guid Person, Guid Visit, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>What the child said or showed was written down.</summary>
public sealed record VoiceHeard(Guid Person, Guid Voice, DateOnly On, string Method, bool Alone, Guid? Visit) : PersonEvent(Person);
