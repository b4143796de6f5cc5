using Kith.Practice.Audits.Again;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Leaders;

public sealed partial class ShowAuditLeaders
{
    /// <summary>
    /// Audits of the time, each with the one before it of the same child with the same tool, however long ago. Both have one
    /// grade that stands; where a second one is waited for, they wait too.
    /// </summary>
    private async Task<List<AgainFact>> AuditedAgain(DateOnly since, CancellationToken ct)
    {
        var pairs = await (
            from x in db.AuditAssignments.AsNoTracking()
            where x.DueOn >= since && x.FinishedOn != null && x.ReplacedOn == null
            join t in db.AuditTools on x.ToolId equals t.Id
            join now in db.Audits on x.Id equals now.Id
            from e in db.AuditAssignments
            where e.PersonId == x.PersonId && e.Id != x.Id && e.FinishedOn != null && e.FinishedOn <= x.FinishedOn
            join et in db.AuditTools on e.ToolId equals et.Id
            where et.ToolKey == t.ToolKey
            join then in db.Audits on e.Id equals then.Id
            where !db.AuditReadings.Any(r => r.AuditId == x.Id && r.GivenAt == null) && !db.AuditReadings.Any(r => r.AuditId == e.Id && r.GivenAt == null)
            select new
            {
                x.Id,
                Earlier = e.Id,
                x.AgainOfId,
                x.AgainBecause,
                x.Place,
                x.SawEarlier,
                Then = then.ModeratedGrade ?? then.Grade,
                ThenOn = then.CompletedOn,
                ThenBy = then.AuditorId,
                Now = now.ModeratedGrade ?? now.Grade,
                NowOn = now.CompletedOn,
                NowBy = now.AuditorId,
            }
        ).ToListAsync(ct);
        var next = pairs
            .Where(p => p.ThenOn < p.NowOn || p.Earlier.CompareTo(p.Id) < 0)
            .GroupBy(p => p.Id)
            // The one that was named, and otherwise the one before.
            .Select(g => g.OrderByDescending(p => p.Earlier == p.AgainOfId).ThenByDescending(p => p.ThenOn).ThenByDescending(p => p.Earlier).First())
            .OrderBy(p => p.Id)
            .ToList();
        var ids = next.SelectMany(p => new[] { p.Id, p.Earlier }).Distinct().ToList();
        var parts = ids.Count == 0 ? Enumerable.Empty<(Guid Audit, Guid Key, int Place, string Title, AuditGrade Grade)>().ToLookup(p => p.Audit) : (
                    await db
                        .AuditPartGrades.AsNoTracking()
                        .Where(g => g.AuditId != null && ids.Contains(g.AuditId.Value) && g.ReadingId == null)
                        .Select(g => new
                        {
                            Audit = g.AuditId!.Value,
                            g.SectionKey,
                            g.Place,
                            g.Title,
                            g.Grade,
                        })
                        .ToListAsync(ct)
                ).Select(g => (g.Audit, Key: g.SectionKey, g.Place, g.Title, g.Grade)).ToLookup(p => p.Audit);
        return next.ConvertAll(p =>
        {
            var before = parts[p.Earlier].DistinctBy(g => g.Key).ToDictionary(g => g.Key);
            return new AgainFact(
                AgainRules.How(p.AgainOfId, p.AgainBecause, p.Place),
                p.Then,
                p.Now,
                p.ThenBy is { } one && one == p.NowBy,
                p.SawEarlier,
                [
                    .. parts[p.Id]
                        .OrderBy(g => g.Place)
                        .DistinctBy(g => g.Key)
                        .Where(g => before.ContainsKey(g.Key))
                        .Select(g => new AgainPart(g.Title, before[g.Key].Grade, g.Grade)),
                ]
            );
        });
    }
}
