using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>A map that the reader is named on, as the child's page offers it.</summary>
/// <param name="Node">Where the child stands on it; null where they do not, as far as the reader sees.</param>
/// <param name="MayPut">Whether the reader may put somebody on it.</param>
public sealed record ChildMap(Guid Id, string Title, Guid? Node, bool MayPut);

/// <summary>
/// The reader's own maps beside a child: those on which the child stands, and those on which the reader can put them. To whoever is
/// named on no map there is nothing here, not even a sign that there are maps.
/// </summary>
[UseCase]
public sealed class ShowChildMaps(KithDb db)
{
    /// <summary>
    /// The maps that go on and on which the actor is named, and those that ended and hold the child. The caller has already been
    /// allowed to read the record. One statement.
    /// </summary>
    public async Task<IReadOnlyList<ChildMap>> Of(Guid childId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ReadRecords))
        {
            return [];
        }
        var me = actor.AccountId;
        var maps = await (
            from member in db.MapMembers.AsNoTracking()
            where member.AccountId == me && member.EndedAt == null
            join m in db.ExploitationMaps on member.MapId equals m.Id
            // The child where they stand on it, and where the reader sees that.
            join node in db.MapNodes.Where(n => n.PersonId == childId && n.RemovedAt == null && (!n.Limited || db.MapNodeReaders.Any(r => r.NodeId == n.Id && r.AccountId == me)))
                on m.Id equals node.MapId
                into standing
            from n in standing.DefaultIfEmpty()
            orderby m.Id, n.Id
            select new
            {
                m.Id,
                m.Title,
                m.EndedOn,
                member.Part,
                Node = n == null ? (Guid?)null : n.Id,
                Under = n == null ? null : n.MergedIntoId,
            }
        ).ToListAsync(ct);
        var mayRecord = actor.May(Permission.RecordWork);
        return
        [
            .. maps.GroupBy(m => m.Id)
                // Under what it was found to be the same as, the child is shown there.
                .Select(g => g.OrderBy(r => r.Under is not null).First())
                .Select(r => new ChildMap(r.Id, r.Title, r.Under ?? r.Node, mayRecord && r.EndedOn is null && r.Part != MapPart.Reader && r.Node is null))
                .Where(m => m.Node is not null || m.MayPut)
                .OrderBy(m => m.Node is null)
                .ThenBy(m => m.Title, StringComparer.CurrentCulture)
                .ThenBy(m => m.Id),
        ];
    }
}
