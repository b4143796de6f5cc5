using Kith.Practice.Access;

namespace Kith.Practice.Casework;

/// <summary>Something that can be done for a child now.</summary>
/// <param name="Text">«Record a visit».</param>
/// <param name="Href">Where its form is.</param>
/// <param name="Order">Lower comes first.</param>
/// <param name="Main">True for the few that have a button of their own.</param>
public sealed record ChildAct(string Text, string Href, int Order, bool Main = false);

/// <summary>
/// The acts of one area that its machines permit for a child now. Each area has one class; the child's page lists all
/// of them. Ask the database at most once.
/// </summary>
public interface IChildActs
{
    /// <summary>The acts that this actor may do now. The child may be read and work may be recorded: that was asked before.</summary>
    Task<IReadOnlyList<ChildAct>> Of(Guid childId, Actor actor, CancellationToken ct = default);
}

/// <summary>What can be done for a child now, from all areas, in order.</summary>
[UseCase]
public sealed class ListChildActs(IEnumerable<IChildActs> areas)
{
    /// <summary>Empty for those who may not record work.</summary>
    public async Task<IReadOnlyList<ChildAct>> Show(Guid childId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.RecordWork))
        {
            return [];
        }
        var acts = new List<ChildAct>();
        foreach (var area in areas)
        {
            acts.AddRange(await area.Of(childId, actor, ct));
        }
        return [.. acts.OrderBy(a => a.Order).ThenBy(a => a.Text, StringComparer.Ordinal)];
    }
}
