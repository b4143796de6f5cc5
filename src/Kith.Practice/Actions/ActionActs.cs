using Kith.Practice.Access;
using Kith.Practice.Casework;

namespace Kith.Practice.Actions;

/// <summary>An action can be added for any child.</summary>
internal sealed class ActionActs : IChildActs
{
    public Task<IReadOnlyList<ChildAct>> Of(Guid childId, Actor actor, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<ChildAct>>([new("Add an action", $"/children/{childId}/actions#add", 20)]);
}
