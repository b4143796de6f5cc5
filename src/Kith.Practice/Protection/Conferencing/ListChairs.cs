using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection.Conferencing;

/// <summary>A worker who chairs conferences.</summary>
public sealed record ChairLine(Guid Id, string Name);

/// <summary>The workers of the conference teams, from whom a chair is chosen.</summary>
[UseCase]
public sealed class ListChairs(KithDb db)
{
    public async Task<IReadOnlyList<ChairLine>> List(CancellationToken ct = default) =>
        await (
            from w in db.Workers.AsNoTracking()
            join t in db.Teams on w.TeamId equals t.Id
            where t.Kind == TeamKind.Conference && w.LeftOn == null
            orderby w.Name, w.Id
            select new ChairLine(w.Id, w.Name)
        )
            .Take(100)
            .ToListAsync(ct);
}
