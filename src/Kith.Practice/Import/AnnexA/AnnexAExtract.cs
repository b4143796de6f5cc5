using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Kith.Standards.AnnexA;

namespace Kith.Practice.Import;

/// <summary>
/// An Annex A workbook (or a folder of its lists as CSV). Rows are sorted by child on disk; then each child comes
/// whole. The lists look back only so far and carry only the latest visit and review, so what they no longer show may
/// be true all the same: see <see cref="IsTrueThoughAbsent"/>.
/// </summary>
internal sealed class AnnexAExtract : Extract
{
    private const int HeaderWithin = 30;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string path;
    private readonly string name;
    private readonly ImportLimits limits;
    private readonly Clock clock;
    private readonly Spool spool;
    private readonly HashSet<int> read = [];

    private readonly Dictionary<string, int> rows = [];

    /// <summary>Where each list stands.</summary>
    private readonly Dictionary<string, string> stands = [];
    private readonly Dictionary<int, DateOnly> earliest = [];
    private readonly Dictionary<string, TeamIn> teams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkerIn> workers = new(StringComparer.Ordinal);
    private readonly ContentText text = new();
    private Dictionary<int, string>? sheets;
    private long total;

    private AnnexAExtract(string path, string name, Spool spool, ImportLimits limits, Clock clock)
    {
        this.path = path;
        this.name = name;
        this.spool = spool;
        this.limits = limits;
        this.clock = clock;
    }

    public override string Source => Sources.AnnexA;
    public override long Total => total;

    public override IReadOnlyDictionary<string, int> Rows => rows;

    /// <summary>Only with the list of children in need, and all of it, is the workbook a picture of everyone.</summary>
    public override bool NamesEverybody => read.Contains(6) && !IsPart(Name(6));

    public override IReadOnlyCollection<Type> Kinds { get; } =
    [
        typeof(Disability),
        typeof(Contact),
        typeof(EarlyHelpEpisode),
        typeof(Episode),
        typeof(Assessment),
        typeof(Section47Enquiry),
        typeof(InitialConference),
        typeof(ProtectionPlan),
        typeof(ReviewConference),
        typeof(CinPlan),
        typeof(Visit),
        typeof(CareEpisode),
        typeof(Placement),
        typeof(LegalStatus),
        typeof(Allocation),
        typeof(ExtractRow),
    ];

    /// <exception cref="ExtractFileException">It is no workbook of Annex A.</exception>
    public static AnnexAExtract Open(string path, string name, string work, ImportLimits limits, Clock clock)
    {
        var size = File.Exists(path) ? new FileInfo(path).Length * 10 : Directory.GetFiles(path).Sum(f => new FileInfo(f).Length);
        var spool = new Spool(work, clock.NewId(), size);
        try
        {
            var extract = new AnnexAExtract(path, name, spool, limits, clock);
            extract.ReadAll();
            spool.Seal();
            return extract;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    public override IEnumerable<ExtractedPerson> People()
    {
        for (var part = 0; part < spool.Parts; part++)
        {
            foreach (var person in spool.Read(part))
            {
                var rows = person.ToList();
                long hash = 0;
                foreach (var row in rows)
                {
                    text.Add(MappingVersion).Add(row.Table.ToString(CultureInfo.InvariantCulture));
                    foreach (var (column, value) in AnnexAEdition.Latest[row.Table].Columns.Zip(row.Values))
                    {
                        // Age is of the day on which the workbook was made and says nothing that the date of birth does not.
                        text.Add(column.Name.StartsWith("Age of", StringComparison.Ordinal) ? null : value);
                    }
                    hash += text.Take();
                }
                yield return new ExtractedPerson(person.Key, rows, hash, rows.Count);
            }
        }
    }

    public override void Map(ExtractedPerson person, PersonDraft draft) => new AnnexAMapping((List<SpooledRow>)person.Rows, draft, clock).Map();

    public override IEnumerable<TeamIn> Teams() => teams.Values;

    public override IEnumerable<WorkerIn> Workers() => workers.Values;

    public override IEnumerable<LooseRow> Loose()
    {
        if (!read.Contains(11))
        {
            yield break;
        }
        var list = AnnexAEdition.Latest[11];
        foreach (var (table, row) in Read(list, refuse: false))
        {
            if (row[0] is { } adopter)
            {
                yield return new LooseRow("annex-a-list-11", PersonDraft.Safe(adopter), Content(list, row), table.Place, table.Line);
            }
        }
    }

    /// <summary>
    /// A visit or review that was the latest once did happen; a contact, early help assessment or referral from before
    /// the earliest that the list now shows has only fallen out of its window; a list that was not sent says nothing.
    /// </summary>
    public override bool IsTrueThoughAbsent(string shortKey)
    {
        var parts = shortKey.Split('/');
        return parts[0] is "~visit" or "~review" || ListOf(parts[0]) is { } list && (!read.Contains(list) || list is 1 or 2 or 3 && Before(list)) || CutShort(shortKey) is not null;

        bool Before(int list) => !earliest.TryGetValue(list, out var first) || !DateOnly.TryParseExact(parts[1].Split('#')[0], "yyyy-MM-dd", out var on) || on < first;
    }

    public override string? CutShort(string shortKey) =>
        ListOf(shortKey.Split('/')[0]) is { } list && (Parts.ContainsKey(Name(list)) || (list > 3 && IsPart(Name(list)))) ? Name(list) : null;

    public override string PlaceOf(string table) => stands[table];

    private bool IsPart(string list) => Parts.ContainsKey(list) || (limits.MostMissing < 1 && rows.TryGetValue(list, out var count) && count == 0);

    private static string Name(int list) => string.Create(CultureInfo.InvariantCulture, $"List {list}");

    private static int? ListOf(string kind) =>
        kind switch
        {
            "contact" => 1,
            "early-help" => 2,
            "referral" => 3,
            "assessment" => 4,
            "section47" => 5,
            "episode" or "cin-plan" => 6,
            "protection" => 7,
            "care" or "legal" or "placement" or "list8" => 8,
            "list9" => 9,
            "list10" => 10,
            "annex-a-list-11" => 11,
            _ => null,
        };

    public override void Dispose() => spool.Dispose();

    /// <summary>A row as a JSON object of its filled columns.</summary>
    public static string Content(AnnexAList list, string?[] values) =>
        JsonSerializer.Serialize(list.Columns.Zip(values).Where(v => v.Second is not null).ToDictionary(v => v.First.Name, v => v.Second), Plain);

    public static string Raw(string?[] values) => SsdTables.Raw(values);

    private void ReadAll()
    {
        foreach (var list in AnnexAEdition.Latest.Lists)
        {
            var dates = list.Number switch
            {
                1 => "Date of Contact",
                2 => "Assessment start date",
                3 => "Date of referral",
                _ => null,
            };
            var dated = dates is null ? -1 : list[dates].Position - 1;
            var team = list.Columns.FirstOrDefault(c => c.Name == "Allocated Team")?.Position - 1;
            var worker = list.Columns.FirstOrDefault(c => c.Name == "Allocated Worker")?.Position - 1;
            foreach (var (at, row) in Read(list, refuse: true))
            {
                rows[Name(list.Number)]++;
                if (dated >= 0 && ExtractValues.TryDate(row[dated], out var on) && on is { } day && (!earliest.TryGetValue(list.Number, out var first) || day < first))
                {
                    earliest[list.Number] = day;
                }
                var teamName = Named(team, row);
                if (teamName is not null)
                {
                    teams.TryAdd(AnnexAMapping.KeyOf(teamName), new TeamIn(AnnexAMapping.KeyOf(teamName), teamName, null));
                }
                if (Named(worker, row) is { } who)
                {
                    var key = AnnexAMapping.KeyOf(who);
                    if (!workers.TryGetValue(key, out var known) || known.TeamName is null)
                    {
                        workers[key] = new WorkerIn(key, who, null, null, teamName, null, null);
                    }
                }
                if (list.Number == 11)
                {
                    continue;
                }
                if (row[0] is not { } child)
                {
                    Refusals.Add(new RowRefusal(at.Place, at.Line, null, "The row has no Child Unique ID", Raw(row)));
                }
                else if (IsSum(child))
                {
                    Refusals.Add(
                        new RowRefusal(at.Place, at.Line, null, $"«{child}» in the place of the Child Unique ID: the row adds up the list and is about no child", Raw(row))
                    );
                }
                else if (child.Length > 48)
                {
                    Refusals.Add(new RowRefusal(at.Place, at.Line, null, "The Child Unique ID is longer than 48 characters", Raw(row)));
                }
                else if (!spool.Add(new SpooledRow(child, (byte)list.Number, at.Line, row)))
                {
                    Refusals.Add(new RowRefusal(at.Place, at.Line, null, Spool.TooMany, Raw(row)));
                }
            }
        }
        if (read.Count == 0)
        {
            throw new ExtractFileException($"{name} holds none of the lists of Annex A: sheets are called List 1 to List 11.");
        }
        if (total == 0)
        {
            throw new ExtractFileException($"The lists of {name} hold no rows. Nothing was changed.");
        }
        if (read.Contains(6) && !NamesEverybody)
        {
            Notices.Add($"{stands[Name(6)]} has its headings and no rows, so no child was marked as no longer in the workbook for not being on the other lists.");
        }

        static string? Named(int? place, string?[] row) =>
            place is { } p && row[p] is { } text && text.Length <= 200 && !text.Equals("Unallocated", StringComparison.OrdinalIgnoreCase) ? text : null;
    }

    /// <summary>The rows of a list in the edition's order of columns, wherever its sheet or file is.</summary>
    private IEnumerable<((string Place, long Line) At, string?[] Values)> Read(AnnexAList list, bool refuse)
    {
        if (Directory.Exists(path))
        {
            var file = Directory
                .GetFiles(path)
                .Where(f => Packed.IsTable(f))
                .Order(StringComparer.Ordinal)
                .FirstOrDefault(f => AnnexAEdition.Latest.Find(Path.GetFileNameWithoutExtension(f)) == list);
            if (file is null)
            {
                yield break;
            }
            using var stream = File.OpenRead(file);
            using var csv = CsvRows.Open(stream, Path.GetFileName(file), limits);
            var place = Path.GetFileName(file);
            var places = csv.Header.Select(h => list.Find(h)?.Position - 1).ToArray();
            if (!IsHeader(list, places))
            {
                Say(refuse, place, 1, $"The file was not read: its first row is not the header of {list.SheetName}", string.Join(',', csv.Header));
                yield break;
            }
            Begin(list, places, place, refuse);
            foreach (var row in csv.Rows())
            {
                total += refuse ? 1 : 0;
                if (row.Row is null)
                {
                    Say(refuse, place, row.Line, row.Problem!, row.Raw);
                    continue;
                }
                yield return ((place, row.Line), Arrange(list, places, row.Row.Values, null));
            }
            yield break;
        }
        using var book = XlsxSheets.Open(path, name, limits);
        sheets ??= SheetsOf(book);
        if (sheets.GetValueOrDefault(list.Number) is not { } sheet)
        {
            if (refuse)
            {
                Notices.Add($"{name} has no {list.SheetName} ({list.Name}); what is known from earlier workbooks stays.");
            }
            yield break;
        }
        int?[]? header = null;
        foreach (var row in book.Rows(sheet))
        {
            if (row.Values.All(v => v is null))
            {
                continue;
            }
            if (header is null)
            {
                var places = row.Values.Select(h => list.Find(h)?.Position - 1).ToArray();
                if (IsHeader(list, places))
                {
                    header = places;
                    Begin(list, places, sheet, refuse);
                }
                else if (row.Line >= HeaderWithin)
                {
                    break;
                }
                continue;
            }
            total += refuse ? 1 : 0;
            yield return ((sheet, row.Line), Arrange(list, header, row.Values, book.From1904));
        }
        if (header is null)
        {
            Say(refuse, sheet, 1, $"The sheet was not read: no row of its first {HeaderWithin} is the header of {list.SheetName}", null);
        }
    }

    /// <summary>
    /// Which sheet each list is: by its name; where two have it, the one that is seen; a sheet of another name by its
    /// headings. What is read so, and what is left alone, is said.
    /// </summary>
    private Dictionary<int, string> SheetsOf(XlsxSheets book)
    {
        var found = new Dictionary<int, string>();
        foreach (var named in book.Names.Where(n => AnnexAEdition.Latest.Find(n) is not null).GroupBy(n => AnnexAEdition.Latest.Find(n)!))
        {
            var seen = named.Where(n => !book.Hidden.Contains(n)).ToList();
            found[named.Key.Number] =
                named.Count() == 1 ? named.Single()
                : seen.Count == 1 ? seen[0]
                : throw new ExtractFileException($"{name} has two sheets for {named.Key.SheetName} ({string.Join(", ", named)}): it cannot be told which is meant.");
            foreach (var copy in named.Where(n => n != found[named.Key.Number]))
            {
                Notices.Add($"The hidden sheet «{copy}» was left alone: {named.Key.SheetName} was read from «{found[named.Key.Number]}».");
            }
        }
        foreach (var other in book.Names.Where(n => AnnexAEdition.Latest.Find(n) is null))
        {
            AnnexAList? known;
            try
            {
                known = ByHeadings(book, other);
            }
            catch (ExtractFileException)
            {
                // A sheet of somebody's own that cannot be read, or has no end, is none of the lists: the others are.
                known = null;
            }
            if (known is not { } list)
            {
                Notices.Add($"The sheet «{other}» is none of the lists and was left alone.");
            }
            else if (found.TryAdd(list.Number, other))
            {
                Notices.Add($"The sheet «{other}» was read as {list.SheetName} ({list.Name}), by its headings.");
            }
            else
            {
                Notices.Add($"The sheet «{other}» looks like {list.SheetName} and was left alone: «{found[list.Number]}» was read.");
            }
        }
        return found;
    }

    /// <summary>The list whose headings a sheet has, four of five at least and no other's as well.</summary>
    private static AnnexAList? ByHeadings(XlsxSheets book, string sheet)
    {
        foreach (var row in book.Rows(sheet).TakeWhile(r => r.Line <= HeaderWithin))
        {
            var headings = row.Values.Count(v => v is not null);
            var alike = AnnexAEdition
                .Latest.Lists.Select(l => (List: l, Places: row.Values.Select(h => l.Find(h)?.Position - 1).ToArray()))
                .Where(l => IsHeader(l.List, l.Places))
                .Select(l => (l.List, Met: l.Places.OfType<int>().Distinct().Count()))
                .Select(l => (l.List, Share: (double)l.Met / (headings + l.List.Columns.Count - l.Met)))
                .Where(l => l.Share >= 0.8)
                .OrderByDescending(l => l.Share)
                .ToList();
            if (alike.Count == 1 || alike.Count > 1 && alike[0].Share > alike[1].Share)
            {
                return alike[0].List;
            }
        }
        return null;
    }

    /// <summary>A line under the list that adds it up.</summary>
    private static bool IsSum(string child) => child.TrimEnd(':', '.').ToUpperInvariant() is "TOTAL" or "TOTALS" or "GRAND TOTAL" or "COUNT" or "SUM";

    private static bool IsHeader(AnnexAList list, int?[] places) => places.Contains(0) && places.Count(p => p is not null) >= Math.Min(3, list.Columns.Count);

    private void Begin(AnnexAList list, int?[] places, string place, bool first)
    {
        read.Add(list.Number);
        if (!first)
        {
            return;
        }
        (rows[Name(list.Number)], stands[Name(list.Number)]) = (0, place);
        var missing = list.Columns.Where(c => !places.Contains(c.Position - 1)).Select(c => c.Name).ToList();
        if (missing.Count > 0)
        {
            Notices.Add($"{place} has no column {string.Join(", ", missing)}; what they would say stays unknown.");
        }
    }

    private void Say(bool refuse, string place, long line, string reason, string? raw)
    {
        if (refuse)
        {
            Refusals.Add(new RowRefusal(place, line, null, reason, raw));
        }
    }

    private static string?[] Arrange(AnnexAList list, int?[] places, string?[] values, bool? from1904)
    {
        var row = new string?[list.Columns.Count];
        for (var i = 0; i < Math.Min(places.Length, values.Length); i++)
        {
            if (places[i] is { } place && row[place] is null)
            {
                row[place] = values[i] is { } value && from1904 is { } old && list.Columns[place].Type == AnnexAType.Date ? ExtractValues.SerialDate(value, old) : values[i];
            }
        }
        return row;
    }
}
