using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Kith.DataTests.Support;
using Kith.Practice.Import;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Standards.AnnexA;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Import;

public sealed class AnnexAImportTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_workbook_becomes_children_workers_and_plans_and_again_writes_nothing(string engine)
    {
        await using var authority = await Authority.On(engine);
        var book = Book(authority, "one.xlsx", Lists());
        var run = await authority.Load(Sources.AnnexA, book);
        Assert.Equal((ImportState.Done, null), (run.State, run.Failure));
        Assert.Empty(await authority.Refusals(run));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var child = await db.People.SingleAsync(p => p.LaChildId == "C1");
            Assert.Equal(("F", "WBRI", new DateOnly(2015, 3, 14)), (child.Sex, child.Ethnicity, child.DateOfBirth));
            var overview = await db.ChildOverviews.SingleAsync(o => o.PersonId == child.Id);
            Assert.Equal((ChildStatus.ChildProtection, "NEG", "N1", true), (overview.Status, overview.Category, overview.PrimaryNeed, overview.Disabled));
            Assert.Equal("Priya Nair", await db.Workers.Where(w => w.Id == overview.WorkerId).Select(w => w.Name).SingleAsync());
            Assert.Equal("Safeguarding East", await db.Teams.Where(t => t.Id == overview.TeamId).Select(t => t.Name).SingleAsync());
            Assert.Equal((new DateOnly(2026, 11, 10), true), (overview.LastSeenOn!.Value, overview.LastSeenAlone));
            Assert.Equal("1A", await db.Episodes.Where(e => e.PersonId == child.Id).Select(e => e.SourceCode).SingleAsync());
            Assert.Equal("2A", (await db.Contacts.SingleAsync()).SourceCode);
            Assert.Equal(1, await db.Visits.CountAsync(v => v.Kind == VisitKind.ChildProtection));
            Assert.Equal(1, await db.ExtractRows.CountAsync(r => r.Table == "annex-a-list-11"));
        });
        await authority.ProjectionsAreRight();
        await authority.TrailIsWhole();
        var before = await authority.Everything();
        var again = await authority.Load(Sources.AnnexA, book);
        Assert.Equal((0, 0, 0, run.Added), (again.Added, again.Changed, again.Ended, again.Unchanged));
        Assert.Equal(before, await authority.Everything());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Later_workbooks_move_workers_keep_visits_and_forget_no_contact(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Load(Sources.AnnexA, Book(authority, "one.xlsx", Lists()));
        var lists = Lists();
        lists[1] = [Row(1, ("Child Unique ID", "C9"), ("Gender", "a) Male"), ("Date of Contact", "01/11/2026"), ("Contact Source", "q) 6: Police"))];
        foreach (var number in new[] { 6, 7 })
        {
            lists[number] = [.. lists[number].Select(r => r.Select((v, i) => i == AnnexAEdition.Latest[number]["Allocated Worker"].Position - 1 ? "Sam Okafor" : v).ToArray())];
        }
        lists[7] = [.. lists[7].Select(r => r.Select((v, i) => i == AnnexAEdition.Latest[7]["Date of the Last Statutory Visit"].Position - 1 ? "20/11/2026" : v).ToArray())];
        var run = await authority.Load(Sources.AnnexA, Book(authority, "two.xlsx", lists));
        Assert.Equal((ImportState.Done, null), (run.State, run.Failure));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            // A visit that was the latest did happen; a contact from before the window is still a contact.
            Assert.Equal(2, await db.Visits.CountAsync(v => v.Kind == VisitKind.ChildProtection && v.SourceEndedOn == null));
            Assert.Null(await db.Contacts.Where(c => c.SourceKey!.StartsWith("C1/")).Select(c => c.SourceEndedOn).SingleAsync());
            var overview = await db.ChildOverviews.SingleAsync(o => o.LaChildId == "C1");
            Assert.Equal(2, overview.WorkersInTwoYears);
            Assert.Equal(new DateOnly(2026, 11, 24), overview.WorkerSince);
            Assert.Equal(new DateOnly(2026, 11, 20), overview.LastSeenOn);
            Assert.Equal(new DateOnly(2026, 11, 24), await db.Allocations.Where(a => a.To != null).Select(a => a.To).SingleAsync());
        });
        await authority.ProjectionsAreRight();
    }

    [Fact]
    public async Task Headers_of_either_form_and_any_case_are_found_wherever_they_stand()
    {
        await using var authority = await Authority.On("SQLite");
        var header = AnnexAEdition.Latest[6].Columns.Select(c => "  " + c.OtherName.ToUpperInvariant() + " ").ToArray();
        var book = Book(authority, "x.xlsx", new() { [6] = Lists()[6] }, header: header, above: 4, sheet: "list 6 ");
        var run = await authority.Load(Sources.AnnexA, book);
        Assert.Null(run.Failure);
        Assert.Equal(1, await authority.Ask(db => db.Episodes.CountAsync()));
        Assert.Equal(1, await authority.Ask(db => db.Workers.CountAsync()));
    }

    [Fact]
    public async Task A_bad_row_is_refused_with_its_sheet_and_line_and_taken_when_put_right()
    {
        await using var authority = await Authority.On("SQLite");
        var lists = Lists();
        lists[4].Add(Row(4, ("Child Unique ID", "C1"), ("Continuous Assessment Start Date", "31/02/2026")));
        lists[4].Add(Row(4, ("Continuous Assessment Start Date", "01/02/2026")));
        var run = await authority.Load(Sources.AnnexA, Book(authority, "x.xlsx", lists));
        var refusals = await authority.Refusals(run);
        Assert.Equal([("List 4", 3L), ("List 4", 4L)], refusals.Select(r => (r.Place, r.Line)));
        Assert.Contains("31/02/2026", refusals[0].Reason, StringComparison.Ordinal);
        Assert.Contains("no Child Unique ID", refusals[1].Reason, StringComparison.Ordinal);
        lists[4][1] = Row(4, ("Child Unique ID", "C1"), ("Continuous Assessment Start Date", "28/02/2026"));
        await authority.Load(Sources.AnnexA, Book(authority, "y.xlsx", lists));
        Assert.NotNull((await authority.Refusals(run))[0].TakenAt);
    }

    [Fact]
    public async Task A_folder_of_lists_as_CSV_is_taken_too()
    {
        await using var authority = await Authority.On("SQLite");
        foreach (var (number, rows) in Lists())
        {
            authority.File(
                $"annex/List {number}.csv",
                string.Join(
                    '\n',
                    rows.Select(r => string.Join(',', r.Select(v => $"\"{v}\""))).Prepend(string.Join(',', AnnexAEdition.Latest[number].Columns.Select(c => $"\"{c.Name}\"")))
                )
            );
        }
        var run = await authority.Load(Sources.AnnexA, Path.Combine(authority.Folder, "annex"));
        Assert.Equal((ImportState.Done, null, 0), (run.State, run.Failure, run.Refused));
        Assert.Equal(1, await authority.Ask(db => db.ProtectionPlans.CountAsync()));
    }

    [Fact]
    public async Task What_is_no_workbook_or_a_hostile_one_is_refused_in_words()
    {
        await using var authority = await Authority.On("SQLite");
        async Task<string> Failure(string path)
        {
            var run = await authority.Load(Sources.AnnexA, path);
            Assert.Equal(ImportState.Failed, run.State);
            return run.Failure!;
        }
        Assert.Contains("not a whole zip or workbook", await Failure(authority.File("x.xlsx", "hello")), StringComparison.Ordinal);
        var old = Path.Combine(authority.Folder, "old.xlsx");
        await File.WriteAllBytesAsync(old, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]);
        Assert.Contains("old Excel file", await Failure(old), StringComparison.Ordinal);
        Assert.Contains(
            "none of the lists",
            await Failure(Book(authority, "y.xlsx", new() { [6] = [] }, header: ["Who", "From", "To"], sheet: "Holidays")),
            StringComparison.Ordinal
        );
        var book = Book(authority, "bomb.xlsx", Lists());
        using (var zip = ZipFile.Open(book, ZipArchiveMode.Update))
        {
            using var entry = zip.CreateEntry("xl/media/x.bin", CompressionLevel.SmallestSize).Open();
            for (var i = 0; i < 64; i++)
            {
                entry.Write(new byte[1 << 20]);
            }
        }
        Assert.Contains("far larger", await Failure(book), StringComparison.Ordinal);
        var dtd = Book(authority, "dtd.xlsx", Lists());
        using (var zip = ZipFile.Open(dtd, ZipArchiveMode.Update))
        {
            zip.GetEntry("xl/workbook.xml")!.Delete();
            using var entry = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open());
            entry.Write("<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><workbook>&a;</workbook>");
        }
        Assert.Contains("damaged workbook", await Failure(dtd), StringComparison.Ordinal);
        Assert.Equal(0, await authority.Ask(db => db.People.CountAsync()));
    }

    /// <summary>A small whole workbook, for the tests of faults.</summary>
    internal static string Small(Authority authority) => Book(authority, "small.xlsx", Lists());

    private static Dictionary<int, List<string[]>> Lists()
    {
        (string, string)[] who =
        [
            ("Child Unique ID", "C1"),
            ("Gender", "b) Female"),
            ("Ethnicity", "a) WBRI"),
            ("Date of Birth", "14/03/2015"),
            ("Does the Child have a Disability", "a) Yes"),
            ("Allocated Team", "Safeguarding East"),
            ("Allocated Worker", "Priya Nair"),
        ];
        return new()
        {
            [1] = [Row(1, [.. who, ("Date of Contact", "01/06/2026"), ("Contact Source", "e) 2A: Schools")])],
            [2] = [Row(2, [.. who, ("Assessment start date", "01/05/2026"), ("Organisation completing assessment", "Family hub")])],
            [3] = [Row(3, [.. who, ("Date of referral", "02/06/2026"), ("Referral Source", "a) 1A: Individual"), ("Referral NFA?", "b) No")])],
            [4] =
            [
                Row(
                    4,
                    [
                        .. who,
                        ("Continuous Assessment Start Date", "03/06/2026"),
                        ("Child Seen During Continuous Assessment", "a) Yes"),
                        ("Continuous Assessment Date of Authorisation", "01/07/2026"),
                    ]
                ),
            ],
            [5] =
            [
                Row(
                    5,
                    [
                        .. who,
                        ("Strategy discussion initiating Section 47 Enquiry Start Date", "05/06/2026"),
                        ("Date of Initial Child Protection Conference", "20/06/2026"),
                        ("Did the Initial Child Protection Conference Result in a Child Protection Plan", "a) Yes"),
                    ]
                ),
            ],
            [6] =
            [
                Row(
                    6,
                    [
                        .. who,
                        ("CIN Start Date", "02/06/2026"),
                        ("Primary Need Code", "N1 - Abuse or neglect"),
                        ("Date Child Was Last Seen", "10/11/2026"),
                        ("Case Status", "b) Child Protection plan"),
                    ]
                ),
            ],
            [7] =
            [
                Row(
                    7,
                    [
                        .. who,
                        ("Child Protection Plan Start Date", "20/06/2026"),
                        ("Initial Category of Abuse", "a) Neglect"),
                        ("Latest Category of Abuse", "a) Neglect"),
                        ("Date of the Last Statutory Visit", "10/11/2026"),
                        ("Was the Child Seen Alone?", "a) Yes"),
                        ("Date of latest review conference", "15/09/2026"),
                        ("Number of Previous Child Protection Plans", "0"),
                    ]
                ),
            ],
            [11] = [Row(11, ("Individual adopter identifier", "AD1"), ("Gender", "b) Female"), ("Date enquiry received", "01/02/2026"))],
        };
    }

    internal static string[] Row(int list, params (string Column, string Value)[] values)
    {
        var columns = AnnexAEdition.Latest[list].Columns;
        var row = columns.Select(_ => "").ToArray();
        foreach (var (column, value) in values)
        {
            if (columns.FirstOrDefault(c => c.Name == column) is { } at)
            {
                row[at.Position - 1] = value;
            }
        }
        return row;
    }

    internal static string Book(Authority authority, string name, Dictionary<int, List<string[]>> lists, string[]? header = null, int above = 0, string? sheet = null)
    {
        var path = Path.Combine(authority.Folder, name);
        using var book = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var workbook = book.AddWorkbookPart();
        var sheets = new Sheets();
        uint id = 0;
        foreach (var (number, rows) in lists)
        {
            var part = workbook.AddNewPart<WorksheetPart>();
            var data = new SheetData();
            for (var i = 0; i < above; i++)
            {
                data.Append(new Row(Cell("Prepared for inspection", false)));
            }
            var columns = AnnexAEdition.Latest[number].Columns;
            data.Append(new Row((header ?? [.. columns.Select(c => c.Name)]).Select(v => Cell(v, false))));
            foreach (var row in rows)
            {
                // Dates of one list as day numbers, as Excel itself keeps them; of the others as text.
                data.Append(new Row(row.Select((v, i) => Cell(v, number == 7 && columns[i].Type == AnnexAType.Date))));
            }
            part.Worksheet = new Worksheet(data);
            sheets.Append(
                new Sheet
                {
                    Id = workbook.GetIdOfPart(part),
                    SheetId = ++id,
                    Name = sheet ?? $"List {number}",
                }
            );
        }
        workbook.Workbook = new Workbook(sheets);
        return path;
    }

    private static Cell Cell(string value, bool asNumber) =>
        asNumber && DateTime.TryParseExact(value, "dd/MM/yyyy", null, System.Globalization.DateTimeStyles.None, out var date)
            ? new Cell { CellValue = new CellValue(date.ToOADate().ToString(System.Globalization.CultureInfo.InvariantCulture)) }
            : new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(value)) };
}
