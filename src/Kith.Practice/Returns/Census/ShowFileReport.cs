using System.Globalization;
using System.Text;
using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Children.Lists;
using Kith.Practice.Store;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>Which findings of a report to show.</summary>
public sealed record ReportFilter(string? Rule = null, RuleSeverity? Severity = null, string? Child = null, int Page = 1);

/// <summary>One child of a checked file with what was found on it.</summary>
public sealed record FileChild(int ChildNo, string? Child, IReadOnlyList<FileFinding> Findings);

/// <summary>One finding in words.</summary>
public sealed record FileFinding(string Rule, RuleSeverity Severity, string Message, string WhatToDo, string Field, int? Row, string? Value);

/// <summary>How often a rule found something in a file.</summary>
public sealed record FileRule(string Rule, RuleSeverity Severity, string Message, int Count);

/// <summary>A report as it is read.</summary>
public sealed record FileReportView(
    CensusFileReport Report,
    CollectionYear Year,
    IReadOnlyList<FileRule> Rules,
    IReadOnlyList<FileFinding> Whole,
    IReadOnlyList<FileChild> Children,
    int Matching,
    int Page,
    int Pages,
    IReadOnlyList<string> Notices
);

/// <summary>Reports of files that the actor had checked. Nobody else's are there.</summary>
[UseCase]
public sealed class ShowFileReport(KithDb db, Clock clock)
{
    /// <summary>Children on a page.</summary>
    public const int PageSize = 25;

    /// <summary>The actor's own reports, newest first.</summary>
    public Task<List<CensusFileReport>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.PrepareReturns, "see reports of census files");
        var (me, now) = (actor.AccountId, clock.UtcNow);
        return db.CensusFileReports.AsNoTracking().Where(r => r.AccountId == me && r.ExpiresAt > now).OrderByDescending(r => r.At).Take(50).ToListAsync(ct);
    }

    /// <summary>One report, children grouped; null where it is not the actor's or its time is up.</summary>
    public async Task<FileReportView?> Show(Guid id, ReportFilter filter, Actor actor, CancellationToken ct = default)
    {
        if (await Own(id, actor, ct) is not { } report)
        {
            return null;
        }
        var rules = RuleSet.For(report.EndYear);
        var found = Filtered(id, filter);
        var counts = await db
            .CensusFileFindings.AsNoTracking()
            .Where(f => f.ReportId == id)
            .GroupBy(f => new { f.Rule, f.Severity })
            .Select(g => new
            {
                g.Key.Rule,
                g.Key.Severity,
                Count = g.Count(),
            })
            .ToListAsync(ct);
        var children = found.Where(f => f.ChildNo > 0).GroupBy(f => f.ChildNo).Select(g => new { No = g.Key, Nth = g.Min(f => f.Nth) });
        var matching = await children.CountAsync(ct);
        var pages = Math.Max(1, (matching + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var numbers = await children.OrderBy(c => c.No).Skip((page - 1) * PageSize).Take(PageSize).Select(c => c.No).ToListAsync(ct);
        var rows = await found.Where(f => numbers.Contains(f.ChildNo) || (f.ChildNo == 0 && page == 1)).OrderBy(f => f.Nth).ToListAsync(ct);
        return new FileReportView(
            report,
            rules.Year,
            [
                .. counts
                    .Select(c => new FileRule(c.Rule, c.Severity, CensusWords.Plain(rules.Find(c.Rule)?.Message ?? c.Rule), c.Count))
                    .OrderBy(c => c.Severity)
                    .ThenByDescending(c => c.Count)
                    .ThenBy(c => c.Rule, StringComparer.Ordinal),
            ],
            [.. rows.Where(r => r.ChildNo == 0).Select(r => Words(r, rules))],
            [.. rows.Where(r => r.ChildNo > 0).GroupBy(r => r.ChildNo).OrderBy(g => g.Key).Select(g => new FileChild(g.Key, g.First().Child, [.. g.Select(r => Words(r, rules))]))],
            matching,
            page,
            pages,
            report.Notices is null ? [] : JsonSerializer.Deserialize<List<string>>(report.Notices) ?? []
        );
    }

    /// <summary>The findings as CSV; null as <see cref="Show"/>.</summary>
    public async Task<byte[]?> Csv(Guid id, ReportFilter filter, Actor actor, CancellationToken ct = default)
    {
        if (await Own(id, actor, ct) is not { } report)
        {
            return null;
        }
        var text = new StringBuilder("\uFEFF");
        Line(text, FileReportSheet.Columns);
        await foreach (var row in Rows(id, filter, report))
        {
            Line(text, row);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The findings as an Excel workbook; null as <see cref="Show"/>.</summary>
    public async Task<byte[]?> Workbook(Guid id, ReportFilter filter, Actor actor, CancellationToken ct = default)
    {
        if (await Own(id, actor, ct) is not { } report)
        {
            return null;
        }
        using var into = new MemoryStream();
        await FileReportSheet.Write(into, Rows(id, filter, report), ct);
        return into.ToArray();
    }

    private async IAsyncEnumerable<IReadOnlyList<string?>> Rows(Guid id, ReportFilter filter, CensusFileReport report)
    {
        var rules = RuleSet.For(report.EndYear);
        await foreach (var row in Filtered(id, filter).OrderBy(f => f.Nth).AsAsyncEnumerable())
        {
            var f = Words(row, rules);
            yield return
            [
                f.Rule,
                f.Severity.ToString(),
                row.Child,
                row.ChildNo == 0 ? null : row.ChildNo.ToString(CultureInfo.InvariantCulture),
                row.Field,
                f.Field,
                f.Row?.ToString(CultureInfo.InvariantCulture),
                f.Value,
                f.Message,
                f.WhatToDo,
            ];
        }
    }

    private IQueryable<CensusFileFinding> Filtered(Guid id, ReportFilter filter)
    {
        var found = db.CensusFileFindings.AsNoTracking().Where(f => f.ReportId == id);
        if (!string.IsNullOrEmpty(filter.Rule))
        {
            found = found.Where(f => f.Rule == filter.Rule);
        }
        if (filter.Severity is { } severity)
        {
            found = found.Where(f => f.Severity == severity);
        }
        if (!string.IsNullOrWhiteSpace(filter.Child))
        {
            var child = filter.Child.Trim();
            found = found.Where(f => f.Child == child);
        }
        return found;
    }

    private static FileFinding Words(CensusFileFinding f, RuleSet rules)
    {
        var rule = rules.Find(f.Rule);
        return new FileFinding(f.Rule, f.Severity, CensusWords.Plain(f.Message ?? rule?.Message ?? f.Rule), rule?.WhatToDo ?? "", CensusWords.Field(f.Field), f.Row, f.Value);
    }

    private async Task<CensusFileReport?> Own(Guid id, Actor actor, CancellationToken ct)
    {
        RecordAccess.Demand(actor, Permission.PrepareReturns, "see reports of census files");
        var (me, now) = (actor.AccountId, clock.UtcNow);
        return await db.CensusFileReports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.AccountId == me && r.ExpiresAt > now, ct);
    }

    private static void Line(StringBuilder text, IReadOnlyList<string?> cells) => text.AppendJoin(',', cells.Select(ExportChildren.Cell)).Append("\r\n");
}
