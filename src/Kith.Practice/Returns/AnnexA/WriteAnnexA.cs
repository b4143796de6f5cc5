using System.Globalization;
using System.Text;
using Kith.Practice.Acts;
using Kith.Practice.Children.Lists;
using Kith.Practice.Documents;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Standards.AnnexA;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.AnnexA;

/// <summary>What a written workbook holds.</summary>
/// <param name="Rows">Rows of lists 1 to 11.</param>
/// <param name="Children">Children with a row on any list.</param>
public sealed record WrittenAnnexA(string Edition, DateOnly AsAt, IReadOnlyList<int> Rows, int Children, int Wrong, int AskedAbout);

/// <summary>
/// Writes the child-level lists of Annex A as at a day: every list that these records hold, and for services that other
/// systems keep (care, leavers, adoption) what was imported of them. One pass over the children; rows wait on disk.
/// </summary>
[UseCase]
public sealed class WriteAnnexA(KithDb db, DatabaseEngine engine, Clock clock)
{
    /// <summary>Years that the lists can be asked back for.</summary>
    private const int MostYears = 20;

    /// <param name="found">Called for everything that the checks find, child by child.</param>
    /// <param name="listed">Called for each child who is on a list.</param>
    /// <exception cref="NotAcceptedException">The day cannot be.</exception>
    public async Task<WrittenAnnexA> Handle(
        DateOnly asAt,
        Stream into,
        Action<AnnexAFinding>? found = null,
        Action<Guid>? listed = null,
        Action<int>? progress = null,
        CancellationToken ct = default
    )
    {
        var today = clock.Today;
        if (asAt > today)
        {
            throw new NotAcceptedException("AsAt", $"The lists cannot be made as at a day to come. Today is {DateWords.Long(today)}");
        }
        if (asAt < today.AddYears(-MostYears))
        {
            throw new NotAcceptedException("AsAt", $"The lists can be made as at a day of the last {MostYears} years");
        }
        var period = new AnnexAPeriod(asAt);
        var edition = AnnexAEdition.InForce(asAt);
        var children = new InspectedChildren(db, period);
        var staff = await children.Staff(ct);
        using var book = new Workbook(
            Path.Combine(engine.Folder, "uploads"),
            $"Annex A child-level lists as at {DateWords.Long(asAt)}",
            $"Edition {edition.Name}. Six months from {DateWords.Long(period.SixMonths)}, twelve from {DateWords.Long(period.TwelveMonths)}"
        );
        var sheets = edition.Lists.Select(l => book.Add(l.SheetName, [.. l.Columns.Select(c => c.Name)])).ToList();
        var (seen, wrong, asked) = (0, 0, 0);
        await foreach (var child in children.Children(ct))
        {
            var rows = AnnexARows.Of(child, period, staff);
            if (rows.Count == 0)
            {
                continue;
            }
            foreach (var row in rows)
            {
                sheets[row.List.Number - 1].Write(row.Cells);
            }
            listed?.Invoke(child.Person.Id);
            foreach (var finding in CheckAnnexA.Of(child, rows, period))
            {
                Count(finding);
            }
            if (++seen % 500 == 0)
            {
                progress?.Invoke(seen);
            }
        }
        await foreach (var adopter in Adopters(period, edition[11], ct))
        {
            sheets[10].Write(adopter.Cells);
            foreach (var finding in CheckAnnexA.Columns(adopter, null, adopter.Cells[0].ToString()))
            {
                Count(finding);
            }
        }
        book.Save(into);
        return new WrittenAnnexA(edition.Name, asAt, [.. sheets.Select(s => s.Rows)], seen, wrong, asked);

        void Count(AnnexAFinding finding)
        {
            _ = finding.Check.IsWrong ? wrong++ : asked++;
            found?.Invoke(finding);
        }
    }

    /// <summary>
    /// List 11 as it was imported: individuals who had contact with the adoption agency in the twelve months. Whoever left, or
    /// adopted, before that is on it no longer.
    /// </summary>
    private async IAsyncEnumerable<AnnexARow> Adopters(AnnexAPeriod period, AnnexAList list, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var imported = db
            .ExtractRows.AsNoTracking()
            .Where(r => r.Table == "annex-a-list-11" && r.SourceEndedOn == null)
            .OrderBy(r => r.SourceKey)
            .Select(r => new { r.Id, r.Content })
            .AsAsyncEnumerable();
        await foreach (var row in imported.WithCancellation(ct))
        {
            var cells = AnnexARows.Imported(list, new KeptRow("annex-a-list-11", InspectedChildren.Values(row.Content)), []);
            var ended = new[] { cells[16].Day, cells[17].Day }.Where(d => d is not null).Max();
            if ((ended is null || ended >= period.TwelveMonths) && (cells[6].Day is null || period.Knows(cells[6].Day!.Value)))
            {
                yield return new AnnexARow(list, row.Id, cells);
            }
        }
    }
}

/// <summary>The check report as a file, written while the workbook is: CSV, one line for each finding, wrong data first by list.</summary>
public static class AnnexAReport
{
    public static readonly IReadOnlyList<string> Columns = ["Kind", "Check", "List", "Column", "Child Unique ID", "Says", "What is the matter", "What to do", "Record"];

    /// <summary>A finding as cells.</summary>
    public static IReadOnlyList<string?> Cells(AnnexAFinding f) =>
        [
            AnnexAChecks.InWords(f.Check.Matter),
            f.Check.Code,
            f.List == 0 ? null : $"List {f.List.ToString(CultureInfo.InvariantCulture)}",
            f.Column,
            f.ChildId,
            f.Said,
            f.Words,
            f.Check.WhatToDo,
            f.PersonId is { } person ? $"/children/{person}" : null,
        ];

    /// <summary>A line of CSV that no spreadsheet reads as a formula.</summary>
    public static void Line(TextWriter into, IReadOnlyList<string?> cells)
    {
        var line = new StringBuilder();
        line.AppendJoin(',', cells.Select(ExportChildren.Cell)).Append("\r\n");
        into.Write(line);
    }
}
