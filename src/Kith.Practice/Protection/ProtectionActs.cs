using Kith.Practice.Access;
using Kith.Practice.Casework;

namespace Kith.Practice.Protection;

/// <summary>
/// Protection and plans: one line that leads to the page where everything that is permitted now is offered, and what is
/// not says why. The machines need the child's whole case, which the child's own page does not load.
/// </summary>
internal sealed class ProtectionActs : IChildActs
{
    public Task<IReadOnlyList<ChildAct>> Of(Guid childId, Actor actor, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<ChildAct>>([
            new("Record a strategy discussion", $"/children/{childId}/protection/discussion", 30),
            new("Conference, core group, review or plan", $"/children/{childId}/protection", 31),
        ]);
}
