using Kith.Practice.Access;
using Kith.Practice.Casework;

namespace Kith.Practice.Visits;

/// <summary>Visits can be recorded and planned for any child with a record.</summary>
internal sealed class VisitActs : IChildActs
{
    public Task<IReadOnlyList<ChildAct>> Of(Guid childId, Actor actor, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<ChildAct>>([
            new("Record a visit", $"/children/{childId}/visits/record", 0, Main: true),
            new("Plan a visit", $"/children/{childId}/visits/plan", 10),
            new("Write down what the child said", $"/children/{childId}/voice/record", 12),
        ]);
}
