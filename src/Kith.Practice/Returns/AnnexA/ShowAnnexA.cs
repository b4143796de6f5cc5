using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.AnnexA;

/// <summary>Which findings to show.</summary>
public sealed record AnnexAFilter(IReadOnlyList<AnnexAMatter>? Matters = null, int? List = null, string? Code = null, Guid? TeamId = null, int Page = 1);

/// <summary>A finding about a child within reach.</summary>
public sealed record AnnexALine(
    AnnexACheck Check,
    int List,
    string? Column,
    Guid? PersonId,
    string Name,
    string? ChildId,
    string? TeamName,
    string? WorkerName,
    string? Said,
    string Words
);

/// <summary>How often a check found something, within reach.</summary>
public sealed record AnnexACount(AnnexACheck Check, int Count);

/// <summary>A prepared copy with its report.</summary>
/// <param name="Partly">True when some of its children are beyond the reader's reach.</param>
public sealed record AnnexAView(
    AnnexACopy Copy,
    IReadOnlyList<AnnexACount> Counts,
    IReadOnlyList<AnnexALine> Lines,
    int Matching,
    int Page,
    int Pages,
    IReadOnlyList<(Guid Id, string Name)> Teams,
    bool Partly
);

/// <summary>Prepared copies of Annex A: their figures, their check reports within reach, and the file for those entitled.</summary>
[UseCase]
public sealed class ShowAnnexA(KithDb db, RecordAccess access, ReadLedger ledger, Acts.Acts acts)
{
    public const int PageSize = 50;
    private const int MostInFile = 100_000;

    /// <summary>The prepared copies, the latest first.</summary>
    public Task<List<AnnexACopy>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadReturns, "see the lists of Annex A");
        return db.AnnexACopies.AsNoTracking().OrderByDescending(c => c.PreparedAt).ThenByDescending(c => c.Id).Take(50).ToListAsync(ct);
    }

    /// <summary>One copy and a page of its report; null when there is none.</summary>
    public async Task<AnnexAView?> Show(Guid id, AnnexAFilter filter, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadReturns, "see the lists of Annex A");
        if (await db.AnnexACopies.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct) is not { } copy)
        {
            return null;
        }
        var readable = access.ReadableChildren(actor);
        var counts = await Lines(db.AnnexACopyFindings.AsNoTracking().Where(f => f.CopyId == id), readable, actor)
            .GroupBy(l => l.Finding.Code)
            .Select(g => new { Code = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        var found = Filtered(id, filter, readable, actor);
        var matching = await found.CountAsync(ct);
        var pages = Math.Max(1, (matching + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var rows = await found.OrderBy(l => l.Finding.Nth).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var teams = await db.Teams.AsNoTracking().Holding(readable, actor).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        await ledger.WriteAll(
            actor,
            "Read the check of Annex A",
            rows.Select(r => r.Finding.PersonId).OfType<Guid>().Distinct().Select(p => new RecordRead(p, "Check of Annex A"))
        );
        var known = counts.Select(c => (Check: AnnexAChecks.Find(c.Code), c.Count)).Where(c => c.Check is not null).Select(c => new AnnexACount(c.Check!, c.Count));
        return new AnnexAView(
            copy,
            [.. known.OrderBy(c => c.Check.Matter).ThenByDescending(c => c.Count).ThenBy(c => c.Check.Code, StringComparer.Ordinal)],
            [.. rows.Select(Words)],
            matching,
            page,
            pages,
            [.. teams.Select(t => (t.Id, t.Name))],
            !actor.WholeAuthority
        );
    }

    /// <summary>The report as CSV, within reach. Each child's record says that it was taken out. Null when there is no such copy.</summary>
    public async Task<byte[]?> Report(Guid id, AnnexAFilter filter, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadReturns, "take out the check of Annex A");
        if (!await db.AnnexACopies.AnyAsync(c => c.Id == id, ct))
        {
            return null;
        }
        var rows = await Filtered(id, filter, access.ReadableChildren(actor), actor).OrderBy(l => l.Finding.Nth).Take(MostInFile).ToListAsync(ct);
        await ledger.WriteAll(
            actor,
            "Take out the check of Annex A",
            rows.Select(r => r.Finding.PersonId).OfType<Guid>().Distinct().Select(p => new RecordTakenOut(p, "Check of Annex A (CSV)"))
        );
        using var text = new StringWriter();
        text.Write('\uFEFF');
        AnnexAReport.Line(text, AnnexAReport.Columns);
        foreach (var line in rows.Select(Words))
        {
            AnnexAReport.Line(text, AnnexAReport.Cells(new AnnexAFinding(line.Check, line.List, line.Column, line.PersonId, line.ChildId, line.Said, line.Words)));
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The workbook, taken out. Before it leaves, the record of every child on it says so. Null when there is none.</summary>
    /// <exception cref="AccessRefusedException">The actor takes no files of all children out.</exception>
    public async Task<(byte[] Content, string Name)?> TakeOut(Guid id, Actor actor, CancellationToken ct = default)
    {
        TakeOutAnnexA.Demand(actor);
        if (await db.AnnexACopies.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct) is not { } copy)
        {
            return null;
        }
        var file = await db.AnnexAFiles.AsNoTracking().FirstAsync(f => f.Id == copy.FileId, ct);
        await ledger.WriteAll(actor, "Take out Annex A", file.Listed.Chunk(16).Select(p => new RecordTakenOut(new Guid(p, bigEndian: true), TakeOutAnnexA.What)));
        var act = acts.Begin(actor, "Take out Annex A");
        act.Happened(new AnnexACopyTakenOut(copy.AsAt, id, copy.Sha256));
        await act.Save(id, ct);
        return (file.Content, $"annex-a-{copy.AsAt:yyyy-MM-dd}.xlsx");
    }

    private IQueryable<Row> Filtered(Guid id, AnnexAFilter filter, IQueryable<ChildOverview> readable, Actor actor)
    {
        var found = db.AnnexACopyFindings.AsNoTracking().Where(f => f.CopyId == id);
        if (filter.Matters is { } matters)
        {
            found = found.Where(f => matters.Contains(f.Matter));
        }
        if (filter.List is { } list)
        {
            found = found.Where(f => f.List == list);
        }
        if (!string.IsNullOrEmpty(filter.Code))
        {
            found = found.Where(f => f.Code == filter.Code);
        }
        var lines = Lines(found, readable, actor);
        return filter.TeamId is { } team ? lines.Where(l => l.TeamId == team) : lines;
    }

    /// <summary>Findings about children within reach; those about adopters, who have no record here, for whoever reaches all.</summary>
    private IQueryable<Row> Lines(IQueryable<AnnexACopyFinding> found, IQueryable<ChildOverview> readable, Actor actor)
    {
        var all = actor.WholeAuthority;
        return from f in found
            join o in readable on f.PersonId equals o.PersonId into os
            from o in os.DefaultIfEmpty()
            where o != null || (all && f.PersonId == null)
            join t in db.Teams on o.TeamId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            join w in db.Workers on o.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            select new Row
            {
                Finding = f,
                Name = o.DisplayName,
                TeamId = o.TeamId,
                TeamName = t.Name,
                WorkerName = w.Name,
            };
    }

    private static AnnexALine Words(Row row)
    {
        var f = row.Finding;
        var check = AnnexAChecks.Find(f.Code) ?? new AnnexACheck(f.Code, f.Matter, f.Code, "");
        return new AnnexALine(check, f.List, f.Column, f.PersonId, row.Name ?? $"Adopter {f.ChildId}", f.ChildId, row.TeamName, row.WorkerName, f.Said, f.Words);
    }

    private sealed class Row
    {
        public required AnnexACopyFinding Finding { get; init; }
        public string? Name { get; init; }
        public Guid? TeamId { get; init; }
        public string? TeamName { get; init; }
        public string? WorkerName { get; init; }
    }
}
