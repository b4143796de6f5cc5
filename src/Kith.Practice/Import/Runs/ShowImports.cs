using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Import;

/// <summary>One run for lists and its own page.</summary>
public sealed record ImportView(
    Guid Id,
    string Source,
    string FileName,
    bool DryRun,
    ImportState State,
    DateTime AskedAt,
    DateTime? StartedAt,
    DateTime? FinishedAt,
    string? By,
    long Progress,
    long? ProgressOf,
    int Added,
    int Changed,
    int Unchanged,
    int Ended,
    int Refused,
    string? Failure,
    ImportDetails Details
)
{
    /// <summary>How far it is, 0 to 100; null while that cannot be told.</summary>
    public int? Percent => ProgressOf is > 0 ? (int)Math.Min(100, Progress * 100 / ProgressOf.Value) : null;

    /// <summary>True while the page should look again by itself.</summary>
    public bool IsUnderWay => State is ImportState.Waiting or ImportState.Running;
}

/// <summary>One row that was not taken.</summary>
public sealed record RefusalView(string Place, long Line, string? RowKey, string Reason, string? Raw, DateTime? TakenAt);

/// <summary>One reason why rows were not taken, with how often and where first.</summary>
public sealed record RefusalReason(string Place, string Reason, int Times, long FirstLine);

/// <summary>A page of a list.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, int Page, int Pages, int Total);

/// <summary>The runs, newest first.</summary>
[UseCase]
public sealed class ShowImports(KithDb db)
{
    public const int RowsOnPage = 50;

    public async Task<PageOf<ImportView>> List(Actor actor, int page, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ImportExtracts, "see what was loaded");
        var total = await db.ImportRuns.CountAsync(ct);
        var pages = Math.Max(1, (total + RowsOnPage - 1) / RowsOnPage);
        page = Math.Clamp(page, 1, pages);
        var runs = await Views(db.ImportRuns.AsNoTracking().OrderByDescending(r => r.AskedAt).ThenByDescending(r => r.Id).Skip((page - 1) * RowsOnPage).Take(RowsOnPage))
            .ToListAsync(ct);
        return new PageOf<ImportView>([.. runs.Select(r => View(r.Run, r.By))], page, pages, total);
    }

    /// <returns>Null when there is no such run.</returns>
    public async Task<ImportView?> Show(Actor actor, Guid id, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ImportExtracts, "see what was loaded");
        return await Views(db.ImportRuns.AsNoTracking().Where(r => r.Id == id)).FirstOrDefaultAsync(ct) is { } found ? View(found.Run, found.By) : null;
    }

    private IQueryable<RunBy> Views(IQueryable<ImportRun> runs) =>
        runs.Select(r => new RunBy { Run = r, By = db.Users.Where(a => a.Id == r.ByAccountId).Select(a => a.DisplayName).FirstOrDefault() });

    private static ImportView View(ImportRun r, string? by) =>
        new(
            r.Id,
            r.Source,
            FileNames.Safe(r.FileName, "extract"),
            r.DryRun,
            r.State,
            r.AskedAt,
            r.StartedAt,
            r.FinishedAt,
            by,
            r.Progress,
            r.ProgressOf,
            r.Added,
            r.Changed,
            r.Unchanged,
            r.Ended,
            r.Refused,
            r.Failure,
            ImportDetails.Of(r.Details)
        );

    private sealed class RunBy
    {
        public required ImportRun Run { get; init; }
        public string? By { get; init; }
    }
}

/// <summary>The rows that a run did not take.</summary>
[UseCase]
public sealed class ListRefusals(KithDb db)
{
    public const int RowsOnPage = 50;

    public async Task<PageOf<RefusalView>> List(Actor actor, Guid run, int page, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ImportExtracts, "see refused rows");
        var rows = db.ImportRefusals.AsNoTracking().Where(r => r.RunId == run);
        var total = await rows.CountAsync(ct);
        var pages = Math.Max(1, (total + RowsOnPage - 1) / RowsOnPage);
        page = Math.Clamp(page, 1, pages);
        return new PageOf<RefusalView>(
            await rows.OrderBy(r => r.Place)
                .ThenBy(r => r.Line)
                .ThenBy(r => r.Id)
                .Skip((page - 1) * RowsOnPage)
                .Take(RowsOnPage)
                .Select(r => new RefusalView(r.Place, r.Line, r.RowKey, r.Reason, r.Raw, r.TakenAt))
                .ToListAsync(ct),
            page,
            pages,
            total
        );
    }

    /// <summary>The reasons of a run with how often each was given and where first, the commonest first; at most fifty.</summary>
    public async Task<IReadOnlyList<RefusalReason>> Reasons(Actor actor, Guid run, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ImportExtracts, "see refused rows");
        return await db
            .ImportRefusals.AsNoTracking()
            .Where(r => r.RunId == run)
            .GroupBy(r => new { r.Place, r.Reason })
            .Select(g => new
            {
                g.Key.Place,
                g.Key.Reason,
                Times = g.Count(),
                First = g.Min(r => r.Line),
            })
            .OrderByDescending(g => g.Times)
            .ThenBy(g => g.Place)
            .ThenBy(g => g.First)
            .Take(50)
            .Select(g => new RefusalReason(g.Place, g.Reason, g.Times, g.First))
            .ToListAsync(ct);
    }

    /// <summary>
    /// Writes the refused rows as CSV with a header. A value that a spreadsheet would take for a formula begins with an
    /// apostrophe, so that opening the file runs nothing.
    /// </summary>
    public async Task WriteCsv(Actor actor, Guid run, TextWriter to, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ImportExtracts, "download refused rows");
        await to.WriteAsync("place,line,row,reason,as it came,taken later\r\n");
        await foreach (
            var r in db
                .ImportRefusals.AsNoTracking()
                .Where(r => r.RunId == run)
                .OrderBy(r => r.Place)
                .ThenBy(r => r.Line)
                .ThenBy(r => r.Id)
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
        {
            await to.WriteAsync($"{Cell(r.Place)},{r.Line},{Cell(r.RowKey)},{Cell(r.Reason)},{Cell(r.Raw)},{r.TakenAt:yyyy-MM-dd}\r\n");
        }
    }

    /// <summary>A value of a CSV file that is safe to open.</summary>
    public static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }
        var value = new StringBuilder(text.Length + 4);
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            value.Append('\'');
        }
        value.Append(text);
        return value.ToString().AsSpan().IndexOfAny(",;\"\n\r\t'") >= 0 ? $"\"{value.Replace("\"", "\"\"")}\"" : value.ToString();
    }
}
