using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Merging;

/// <summary>A merge into a record, as a person reads it.</summary>
public sealed record MergeDone(Guid Id, string Name, DateOnly On, string By, string Reason, DateOnly? UndoneOn, string? UndoneReason);

/// <summary>The merges into one record. The caller has asked whether it may be read.</summary>
[UseCase]
public sealed class ListMerges(KithDb db)
{
    /// <summary>The person's name and the merges, latest first.</summary>
    public async Task<(string Name, IReadOnlyList<MergeDone> Merges)> Handle(Guid personId, CancellationToken ct = default)
    {
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == personId, ct);
        var merges = await (
            from m in db.PersonMerges.AsNoTracking()
            join p in db.People on m.MergedId equals p.Id
            where m.SurvivorId == personId
            orderby m.At descending
            select new
            {
                Merge = m,
                Person = p,
                By = db.Users.Where(u => u.Id == m.ByAccountId).Select(u => u.DisplayName).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        return (
            person.DisplayName,
            [
                .. merges.Select(m => new MergeDone(
                    m.Merge.Id,
                    m.Person.DisplayName,
                    LondonTime.DateOf(m.Merge.At),
                    m.By ?? "Kith",
                    m.Merge.Reason,
                    m.Merge.UndoneAt is { } undone ? LondonTime.DateOf(undone) : null,
                    m.Merge.UndoneReason
                )),
            ]
        );
    }
}
