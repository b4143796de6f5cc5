using Kith.Practice.Trail;

namespace Kith.Practice.Oversight;

/// <summary>A manager looked at a child's case.</summary>
public sealed record OversightRecorded(Guid Person, Guid Oversight, DateOnly On, Guid? Manager, int Directions, int DirectionsLookedAt) : PersonEvent(Person);

/// <summary>A finished oversight record was corrected; what it said before stands beside it.</summary>
public sealed record OversightAmended(Guid Person, Guid Oversight, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>The child's worker said that they have read an oversight record.</summary>
public sealed record OversightReadByWorker(Guid Person, Guid Oversight, Guid Worker, DateOnly On) : PersonEvent(Person);
