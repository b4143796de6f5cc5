using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Show;

/// <summary>The head of a record, for every page about one person: one query.</summary>
internal static class PersonHeads
{
    /// <summary>Null when there is no such person.</summary>
    internal static async Task<PersonHead?> Of(KithDb db, Guid id, DateOnly today, CancellationToken ct)
    {
        var row = await Found.On(db)(db, id);
        return row is null ? null : ShowChild.Head(row.Person, row.Overview, row.Team, row.Worker, row.Restricted, row.Warnings, today);
    }

    private static readonly CompiledQuery<Func<KithDb, Guid, Task<Row?>>> Found = new(() =>
        EF.CompileAsyncQuery(
            (KithDb db, Guid id) =>
                (
                    from p in db.People.AsNoTracking()
                    where p.Id == id
                    join o in db.ChildOverviews on p.Id equals o.PersonId into os
                    from o in os.DefaultIfEmpty()
                    join t in db.Teams on o.TeamId equals t.Id into ts
                    from t in ts.DefaultIfEmpty()
                    join w in db.Workers on o.WorkerId equals w.Id into ws
                    from w in ws.DefaultIfEmpty()
                    select new Row
                    {
                        Person = p,
                        Overview = o,
                        Team = t.Name,
                        Worker = w.Name,
                        Restricted = db.Restrictions.Any(r => r.PersonId == id && r.EndedAt == null),
                        Warnings = p.WarningNotes.Where(n => n.EndedOn == null).ToList(),
                    }
                )
                    .AsSingleQuery()
                    .FirstOrDefault()
        )
    );

    private sealed class Row
    {
        public required Person Person { get; init; }
        public ChildOverview? Overview { get; init; }
        public string? Team { get; init; }
        public string? Worker { get; init; }
        public bool Restricted { get; init; }
        public List<WarningNote> Warnings { get; init; } = [];
    }
}

/// <summary>The head of a person's record by itself, for pages that need nothing more of it.</summary>
[UseCase]
public sealed class ShowHead(KithDb db, Clock clock)
{
    /// <summary>Null when there is no such person. The caller has already been allowed to read the record.</summary>
    public Task<PersonHead?> Show(Guid id, CancellationToken ct = default) => PersonHeads.Of(db, id, clock.Today, ct);
}
