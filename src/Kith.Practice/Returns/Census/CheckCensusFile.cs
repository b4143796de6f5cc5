using System.Globalization;
using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Documents;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>Someone had a census file checked: what it is called, how many children it has and how much was found. Nothing of the file is kept but the report.</summary>
public sealed record CensusFileChecked(Guid Account, Guid Report, string FileName, int Children, int Errors, int Queries) : TrailEvent
{
    public override string Chain => $"account:{Account:N}";
}

/// <summary>
/// Checks any CIN census file by the rules and keeps the report for the one who asked, for a few days. The file itself
/// is not kept, and nothing of it comes into any record.
/// </summary>
[UseCase]
public sealed class CheckCensusFile(KithDb db, DatabaseEngine engine, Acts.Acts acts, Clock clock)
{
    /// <summary>How long a report is kept.</summary>
    public const int DaysKept = 7;

    /// <summary>Findings beyond this are counted, not kept: such a file has to be made again, not corrected.</summary>
    public const int MostKept = 50_000;

    /// <param name="file">The file; it must be able to seek, and stays open.</param>
    /// <param name="name">What the person calls it.</param>
    /// <param name="endYear">The collection whose rules judge it; null where its own header says.</param>
    /// <returns>The id of the report.</returns>
    /// <exception cref="NotAcceptedException">It is no census file, or it is cut short; nothing is kept.</exception>
    public async Task<Guid> Handle(Stream file, string name, int? endYear, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.PrepareReturns, "have a census file checked");
        if (await acts.AlreadyDone(key, ct) is { Result: { } earlier })
        {
            return earlier;
        }
        if (endYear is not null && CollectionYear.Find(endYear) is null)
        {
            throw new NotAcceptedException("Year", "Choose a collection year from the list");
        }
        CensusReport report;
        try
        {
            report = await Task.Run(() => CensusValidation.Run(file, new CensusValidationOptions { Year = endYear }), ct);
        }
        catch (CensusFileException error)
        {
            throw new NotAcceptedException(
                "File",
                error.Line > 0 && !error.Message.Contains("line", StringComparison.Ordinal)
                    ? $"{error.Message} (line {error.Line.ToString(CultureInfo.InvariantCulture)})"
                    : error.Message
            );
        }
        var kept = new CensusFileReport
        {
            Id = clock.NewId(),
            AccountId = actor.AccountId,
            FileName = FileNames.Safe(name, "census.xml"),
            At = clock.UtcNow,
            ExpiresAt = clock.UtcNow.AddDays(DaysKept),
            EndYear = report.Rules.Year.EndYear,
            HeaderYear = Cut(report.Header.Year, 20),
            Authority = Cut(report.Header.LEA, 20),
            Children = report.Children,
            ChildrenWithIssues = report.Issues.Where(i => i.Position >= 0).Select(i => i.Position).Distinct().Count(),
            Errors = report.Issues.Count(i => i.Severity == RuleSeverity.Error),
            Queries = report.Issues.Count(i => i.Severity == RuleSeverity.Query),
            NotKept = Math.Max(0, report.Issues.Count - MostKept),
            Notices = JsonSerializer.Serialize(report.Notices.Take(50).Select(n => $"Line {n.Line.ToString(CultureInfo.InvariantCulture)}: {n.Message}")),
        };
        var findings = report
            .Issues.Take(MostKept)
            .Select(
                (i, n) =>
                    new CensusFileFinding
                    {
                        ReportId = kept.Id,
                        Nth = n,
                        Rule = i.Rule.Code,
                        Severity = i.Severity,
                        Child = Cut(i.Child, 60),
                        ChildNo = i.Position + 1,
                        Field = i.Table is { } table ? $"{table}.{i.Column}" : null,
                        Row = i.Row + 1,
                        Value = Cut(i.Value, 200),
                        Message = i.Message == i.Rule.Message ? null : i.Message,
                    }
            )
            .ToList();
        // The findings first: a report that is there is whole. Rows of a report that never came are swept with it.
        await using (var turn = await engine.BeginWrite(db, ct))
        {
            await engine.BulkInsert(db, [kept], ct);
            await engine.BulkInsert(db, findings, ct);
            await turn.Commit(ct);
        }
        var act = acts.Begin(actor, "Have a census file checked", key: key);
        act.Happened(new CensusFileChecked(actor.AccountId, kept.Id, kept.FileName, kept.Children, kept.Errors, kept.Queries));
        return await act.Save(kept.Id, ct);
    }

    /// <summary>Throws a report of one's own away before its time.</summary>
    public async Task Forget(Guid id, Actor actor, CancellationToken ct = default)
    {
        var me = actor.AccountId;
        await using var turn = await engine.BeginWrite(db, ct);
        await db.CensusFileReports.Where(r => r.Id == id && r.AccountId == me).ExecuteDeleteAsync(ct);
        await turn.Commit(ct);
    }

    private static string? Cut(string? text, int most) => (text is { } t && t.Length > most ? t[..(most - 1)] + "…" : text)?.Replace('\0', '␀');
}
