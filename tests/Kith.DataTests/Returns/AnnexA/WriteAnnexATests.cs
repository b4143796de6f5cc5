using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Import;
using Kith.Practice.Returns.AnnexA;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Standards.AnnexA;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Returns.AnnexA;

/// <summary>
/// The workbook of a council, opened by its raw parts: every cell of the kind that its column asks for, every code one
/// that the list allows, and as many rows as SQL counts that was written a second way.
/// </summary>
public sealed class WriteAnnexATests
{
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>List → SQL for its number of rows; @ is the day, with its windows.</summary>
    private static readonly (int List, string Sql)[] Counts =
    [
        (1, "SELECT count(*) FROM contact WHERE received_on BETWEEN {1} AND {0} AND source_ended_on IS NULL"),
        (2, "SELECT count(*) FROM early_help_episode WHERE started_on <= {0} AND NOT (coalesce(ended_on, {0}) < {1}) AND source_ended_on IS NULL"),
        (3, "SELECT count(*) FROM episode WHERE referred_on BETWEEN {1} AND {0} AND source_ended_on IS NULL"),
        (4, "SELECT count(*) FROM assessment WHERE started_on <= {0} AND NOT (coalesce(authorised_on, {0}) < {1}) AND source_ended_on IS NULL"),
        (5, "SELECT count(*) FROM section_47_enquiry WHERE started_on <= {0} AND NOT (coalesce(ended_on, {0}) < {1}) AND source_ended_on IS NULL"),
        (
            6,
            "SELECT count(*) FROM person p WHERE EXISTS (SELECT 1 FROM episode e WHERE e.person_id = p.id AND NOT e.no_further_action AND e.referred_on <= {0} AND (e.closed_on IS NULL OR e.closed_on >= {1}) AND (e.decided_on IS NOT NULL OR e.decision IS NOT NULL OR e.primary_need IS NOT NULL OR e.closed_on IS NOT NULL OR EXISTS (SELECT 1 FROM assessment a WHERE a.episode_id = e.id) OR EXISTS (SELECT 1 FROM cin_plan n WHERE n.episode_id = e.id)))"
        ),
        (7, "SELECT count(DISTINCT person_id) FROM protection_plan WHERE NOT other_authority AND started_on <= {0} AND (ended_on IS NULL OR ended_on >= {1})"),
        (8, "SELECT count(DISTINCT person_id) FROM care_episode WHERE started_on <= {0} AND (ceased_on IS NULL OR ceased_on >= {1})"),
    ];

    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_lists_of_a_council_hold_what_SQL_counts_and_only_what_the_edition_allows(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 60,
                        Years = 3,
                        Seed = 7,
                    }
                )
        );
        // Today, the last day of a long month after a short one, and a day of a year ago.
        foreach (var asAt in new DateOnly[] { new(2026, 11, 24), new(2026, 8, 31), new(2025, 11, 24) })
        {
            using var into = new MemoryStream();
            var findings = new List<AnnexAFinding>();
            var written = await authority.Do(s => s.GetRequiredService<WriteAnnexA>().Handle(asAt, into, findings.Add));
            var lists = Read(into.ToArray());
            Assert.Equal(11, lists.Count);
            foreach (var (list, sql) in Counts)
            {
                var six = asAt.AddMonths(-6);
#pragma warning disable EF1002 // the statements stand above
                var counted = await authority.Ask(db =>
                    db.Database.SqlQueryRaw<int>($"SELECT CAST(({sql.Replace("{0}", $"'{asAt:yyyy-MM-dd}'").Replace("{1}", $"'{six:yyyy-MM-dd}'")}) AS int) AS \"Value\"")
                        .SingleAsync()
                );
#pragma warning restore EF1002
                Assert.Equal((asAt, list, counted), (asAt, list, lists[list - 1].Count));
                Assert.Equal(counted, written.Rows[list - 1]);
            }
            Assert.All(lists.Take(7), l => Assert.NotEmpty(l));
            CheckCells(lists, asAt, findings);
        }
    }

    /// <summary>Care, leavers, adoption: services that another system keeps come in by a workbook, and stand in ours as far as the day asks for them.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Lists_of_other_services_come_in_by_a_workbook_and_go_out_with_ours(string engine)
    {
        await using var authority = await Authority.On(engine);
        var edition = AnnexAEdition.Latest;
        string[] Of(int list, string id, params (string Column, string Value)[] days) =>
            AnnexAImportTests.Row(
                list,
                [
                    .. edition[list]
                        .Columns.Where(c => c.Type == AnnexAType.Category && !c.Name.StartsWith("Reason", StringComparison.Ordinal))
                        .Select(c => (c.Name, c.AllowedValues[0].Written)),
                    (edition[list].Columns[0].Name, id),
                    ("Date of Birth", list == 9 ? "14/03/2007" : "14/03/2015"),
                    ("Allocated Team", "Children looked after"),
                    ("Allocated Worker", "Priya Nair"),
                    .. days,
                ]
            );
        (string, string) Adopted(string on) => ("Date of Adoption Order", on);
        (string, string) Decided(string on) => ("Date of Decision that Child Should be Placed for Adoption", on);
        (string, string) Reversed(string on) => ("Date of Decision that Child Should No Longer be Placed for Adoption", on);
        var lists = new Dictionary<int, List<string[]>>
        {
            [8] =
            [
                Of(
                    8,
                    "C8",
                    ("Date Started to be Looked After", "02/02/2026"),
                    ("Start date of current legal status", "02/02/2026"),
                    ("Start Date of Most Recent Placement", "03/02/2026"),
                    ("Date of Latest Statutory Review", "01/10/2026"),
                    ("Date of Last IRO Visit / Contact to the Child", "02/10/2026"),
                    ("Date of Last Health Assessment", "03/10/2026"),
                    ("Date of Last Dental Check", "04/10/2026"),
                    ("Placement postcode", "AM1 1AA"),
                    ("URN of Placement", "SC123456")
                ),
            ],
            [9] = [Of(9, "C9", ("Allocated Personal Advisor", "Rae Singh"), ("Latest Pathway Plan Review Date", "01/09/2026"), ("Latest Date of Contact", "20/11/2026"))],
            // The year to 24 November 2026 begins on 24 November 2025.
            [10] =
            [
                Of(10, "Stands", Decided("01/02/2024")),
                Of(10, "First day", Decided("01/02/2024"), Adopted("24/11/2025")),
                Of(10, "Day before", Decided("01/02/2024"), Adopted("23/11/2025")),
                Of(10, "Reversed in it", Decided("01/02/2024"), Reversed("24/11/2025")),
                Of(10, "Reversed before", Decided("01/02/2024"), Reversed("23/11/2025")),
            ],
            [11] =
            [
                Of(11, "In it", ("Date enquiry received", "01/01/2020")),
                Of(11, "Left on its first day", ("Date enquiry received", "01/01/2020"), ("Date of leaving adoption process", "24/11/2025")),
                Of(11, "Left before", ("Date enquiry received", "01/01/2020"), ("Date of leaving adoption process", "23/11/2025")),
                Of(11, "Adopted before", ("Date enquiry received", "01/01/2020"), Adopted("23/11/2025")),
            ],
        };
        var run = await authority.Load(Sources.AnnexA, AnnexAImportTests.Book(authority, "services.xlsx", lists));
        Assert.Equal((ImportState.Done, 0, null), (run.State, run.Refused, run.Failure));

        using var into = new MemoryStream();
        var findings = new List<AnnexAFinding>();
        await authority.Do(s => s.GetRequiredService<WriteAnnexA>().Handle(new DateOnly(2026, 11, 24), into, findings.Add));
        var written = Read(into.ToArray());
        Assert.Equal(["First day", "Reversed in it", "Stands"], Ids(10));
        Assert.Equal(["In it", "Left on its first day"], Ids(11));
        foreach (var list in new[] { 8, 9 })
        {
            var row = Assert.Single(written[list - 1]).ToDictionary(c => string.Concat(c.Attribute("r")!.Value.TakeWhile(char.IsAsciiLetter)));
            foreach (var (column, value) in edition[list].Columns.Zip(lists[list][0]).Where(c => c.Second.Length > 0))
            {
                var letter = column.Position <= 26 ? ((char)('A' + column.Position - 1)).ToString() : "A" + (char)('A' + column.Position - 27);
                // Whether it is a second period is worked out from the periods that are known.
                var expected =
                    column.Name.StartsWith("Is this a second", StringComparison.Ordinal) ? column.AllowedValues[1].Written
                    : column.Type == AnnexAType.Date
                        ? (DateOnly.ParseExact(value, "dd/MM/yyyy", CultureInfo.InvariantCulture).DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(
                            CultureInfo.InvariantCulture
                        )
                    : value;
                Assert.Equal((list, column.Name, expected), (list, column.Name, row.GetValueOrDefault(letter)?.Value));
            }
        }
        CheckCells(written, new DateOnly(2026, 11, 24), findings);

        List<string> Ids(int list) => [.. written[list - 1].Select(r => r[0].Value).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Taking_the_lists_out_stands_on_each_childs_record_and_nobody_without_the_right_may(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 12,
                        Years = 1,
                        Seed = 3,
                    }
                )
        );
        using var into = new MemoryStream();
        var written = await authority.Do(s => s.GetRequiredService<TakeOutAnnexA>().Handle(new DateOnly(2026, 11, 24), into, Loading.Officer));
        Assert.Equal(
            written.Children,
            await authority.Ask(db => db.TrailEntries.CountAsync(t => t.Event == nameof(Kith.Practice.Trail.RecordTakenOut) && t.Process == "Take out Annex A"))
        );
        Assert.Equal(1, await authority.Ask(db => db.TrailEntries.CountAsync(t => t.Event == nameof(AnnexATakenOut))));
        await authority.TrailIsWhole();

        var worker = new Actor
        {
            AccountId = Guid.NewGuid(),
            Name = "Somebody",
            Roles = [Role.SocialWorker],
        };
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.Do(s => s.GetRequiredService<TakeOutAnnexA>().Handle(new DateOnly(2026, 11, 24), Stream.Null, worker)));
        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<WriteAnnexA>().Handle(new DateOnly(2026, 11, 25), Stream.Null)));
    }

    private static void CheckCells(List<List<XElement[]>> lists, DateOnly asAt, List<AnnexAFinding> findings)
    {
        var edition = AnnexAEdition.InForce(asAt);
        var told = findings.Where(f => f.Check == AnnexAChecks.Blank || f.Check == AnnexAChecks.UnknownCode).Select(f => (f.List, f.Column, f.ChildId)).ToHashSet();
        var elsewhere = findings.Where(f => f.Check == AnnexAChecks.KeptElsewhere).Select(f => (f.List, f.ChildId)).ToHashSet();
        foreach (var list in edition.Lists)
        {
            foreach (var row in lists[list.Number - 1])
            {
                var byLetter = row.ToDictionary(c => string.Concat(c.Attribute("r")!.Value.TakeWhile(char.IsAsciiLetter)));
                var id = byLetter.GetValueOrDefault("A")?.Value;
                foreach (var column in list.Columns)
                {
                    var letter = column.Position <= 26 ? ((char)('A' + column.Position - 1)).ToString() : "A" + (char)('A' + column.Position - 27);
                    var cell = byLetter.GetValueOrDefault(letter);
                    if (cell is null)
                    {
                        Assert.True(
                            column.MayBeBlank != false || told.Contains((list.Number, column.Name, id)) || elsewhere.Contains((list.Number, id)),
                            $"List {list.Number}: {column.Name} is blank and nobody is told"
                        );
                        continue;
                    }
                    switch (column.Type)
                    {
                        case AnnexAType.Date:
                            Assert.Equal(("2", null), (cell.Attribute("s")!.Value, cell.Attribute("t")?.Value));
                            var day = new DateOnly(1899, 12, 30).AddDays(int.Parse(cell.Element(Sheet + "v")!.Value, CultureInfo.InvariantCulture));
                            Assert.True(day <= asAt, $"List {list.Number}: {column.Name} is {day:O}, after the day");
                            break;
                        case AnnexAType.Integer:
                            Assert.InRange(int.Parse(cell.Element(Sheet + "v")!.Value, CultureInfo.InvariantCulture), 0, 99);
                            break;
                        case AnnexAType.Category:
                            Assert.True(
                                column.AllowedValues.Any(v => v.Written == cell.Value) || told.Contains((list.Number, column.Name, id)),
                                $"List {list.Number}: {column.Name} is {cell.Value}"
                            );
                            break;
                        default:
                            Assert.Equal("inlineStr", cell.Attribute("t")!.Value);
                            break;
                    }
                }
            }
        }
    }

    /// <summary>The rows of every sheet below its headings, which are those of the edition.</summary>
    internal static List<List<XElement[]>> Read(byte[] book)
    {
        using var zip = new ZipArchive(new MemoryStream(book));
        var names = Part(zip, "xl/workbook.xml").Descendants(Sheet + "sheet").Select(s => s.Attribute("name")!.Value).ToList();
        Assert.Equal(AnnexAEdition.Latest.Lists.Select(l => l.SheetName), names);
        // Without a style for days, a day would be a number.
        Assert.Contains(Part(zip, "xl/styles.xml").Descendants(Sheet + "numFmt"), f => f.Attribute("formatCode")!.Value == "dd/mm/yyyy");
        var lists = new List<List<XElement[]>>();
        foreach (var list in AnnexAEdition.Latest.Lists)
        {
            var rows = Part(zip, $"xl/worksheets/sheet{list.Number}.xml").Descendants(Sheet + "row").Select(r => r.Elements(Sheet + "c").ToArray()).ToList();
            Assert.Equal(list.Columns.Select(c => c.Name), rows[0].Select(c => c.Value));
            lists.Add(rows[1..]);
        }
        return lists;
    }

    private static XDocument Part(ZipArchive zip, string name)
    {
        using var part = zip.GetEntry(name)!.Open();
        return XDocument.Load(part);
    }
}
