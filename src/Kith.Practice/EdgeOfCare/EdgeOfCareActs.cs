using Kith.Practice.Access;
using Kith.Practice.Casework;

namespace Kith.Practice.EdgeOfCare;

/// <summary>What can be written down for any child who may come to harm outside the home or leave it.</summary>
internal sealed class EdgeOfCareActs : IChildActs
{
    public Task<IReadOnlyList<ChildAct>> Of(Guid childId, Actor actor, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<ChildAct>>([
            new("Report missing", $"/children/{childId}/missing/report", 14),
            new("Look at a risk", $"/children/{childId}/risk#look", 15),
            new("Ask the edge-of-care team", $"/children/{childId}/support/refer", 16),
            new("Put forward to a panel", $"/children/{childId}/panels/put-forward", 17),
        ]);
}
