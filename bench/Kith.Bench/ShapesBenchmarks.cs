using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.Returns.AnnexA;
using Kith.Practice.Returns.Ssd;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Bench;

/// <summary>What leaves in the nation's shapes, from councils of three sizes with ten years behind them, on both engines.</summary>
public abstract class ShapesBenchmark : Benchmark
{
    private const int Rounds = 3;

    /// <summary>Some hundreds of children are in memory at a time (MiB): a council of fewer says nothing of growth.</summary>
    private const double OneBatch = 5;

    /// <summary>The id in quality.md.</summary>
    protected abstract string Id { get; }

    /// <summary>Writes it, and returns how many rows there are.</summary>
    private protected abstract Task<string> Write(BenchAuthority authority, string path, Action? underWay = null);

    /// <summary>The same rows read by plain SELECTs, and what was written written again: milliseconds each.</summary>
    private protected abstract Task<(Func<Task> Select, Func<Task> Stream)> Reference(BenchAuthority authority, string path);

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        var most = size ?? 2_100;
        await using var cluster = await PrivateCluster.Start();
        foreach (var engine in BenchAuthority.Engines(cluster))
        {
            var (times, peaks) = (new List<(double, double)>(), new List<(double, double)>());
            // Once for nothing, so that the smallest size does not pay for compiling and translating.
            foreach (var children in new[] { 60, most / 9, most / 3, most })
            {
                await using var authority = await BenchAuthority.On(engine, cluster, $"{Name.Replace('-', '_')}_{children}");
                await authority.Do(s =>
                    s.GetRequiredService<SyntheticCouncil>()
                        .Make(
                            new SyntheticOptions
                            {
                                Children = children,
                                Years = children == 60 ? 2 : 10,
                                DemoPeople = false,
                            }
                        )
                );
                await authority.Settle();
                var path = Path.Combine(authority.Folder, "written");
                var what = await Write(authority, path);
                var (select, stream) = await Reference(authority, path);
                var (ours, read, written) = (double.MaxValue, double.MaxValue, double.MaxValue);
                for (var round = 0; round < Rounds; round++)
                {
                    // In turn, so that whatever else the machine does falls on all alike; the best of each counts.
                    ours = Math.Min(ours, await Took(() => Write(authority, path)));
                    read = Math.Min(read, await Took(select));
                    written = Math.Min(written, await Took(stream));
                }
                var before = GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
                var peak = 0.0;
                await Write(authority, path, () => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) / 1048576.0 - before));
                if (children == 60)
                {
                    continue;
                }
                times.Add((children, ours));
                peaks.Add((children, Math.Max(peak, OneBatch)));
                Console.WriteLine(
                    $"    {children:N0} children, {engine}: {what} in {ours:0} ms; SELECTs {read:0} ms, the same written {written:0} ms; memory at most {peak:0.0} MiB more"
                );
                yield return new Figure(Id, $"{children:N0} children, {engine}, beside SELECTs and the same written", ours, read + written, "ms", 3);
            }
            yield return new Figure(Id, $"growth of time, {engine}", Exponent(times), 1.1, "exponent", 1);
            yield return new Figure(Id, $"growth of memory, {engine}", Math.Max(0, Exponent(peaks)), 0.3, "exponent", 1);
        }
    }

    private static async Task<double> Took(Func<Task> what)
    {
        var began = Stopwatch.GetTimestamp();
        await what();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>Every value that the statements give, read once and thrown away.</summary>
    private protected static Task Select(BenchAuthority authority, IEnumerable<string> statements) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            await db.Database.OpenConnectionAsync();
            foreach (var sql in statements)
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = sql;
                await using var reader = await command.ExecuteReaderAsync();
                var values = new object[reader.FieldCount];
                while (reader.Read())
                {
                    reader.GetValues(values);
                }
            }
        });

    private protected static string Columns(KithDb db, Type table, params string[] without) =>
        string.Join(", ", db.Model.FindEntityType(table)!.GetProperties().Select(p => p.GetColumnName()).Where(c => !without.Contains(c)));
}

/// <summary>P8: the workbook of the council.</summary>
public sealed class AnnexABenchmark : ShapesBenchmark
{
    public override string Name => "annex-a";

    public override string Does =>
        "the workbook of Annex A with its checks, from councils of --size open children (a ninth, a third and the whole of 2,100 unless told) with ten years";

    protected override string Id => "P8";

    private protected override Task<string> Write(BenchAuthority authority, string path, Action? underWay = null) =>
        authority.Do(async s =>
        {
            await using var into = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
            var written = await s.GetRequiredService<WriteAnnexA>().Handle(s.GetRequiredService<Clock>().Today, into, progress: _ => underWay?.Invoke());
            underWay?.Invoke();
            return $"{written.Rows.Sum():N0} rows of {written.Children:N0} children";
        });

    private protected override async Task<(Func<Task> Select, Func<Task> Stream)> Reference(BenchAuthority authority, string path)
    {
        var sheets = Cells(path);
        var statements = await authority.Do(async s =>
        {
            var today = s.GetRequiredService<Clock>().Today;
            var six = $"'{today.AddMonths(-6).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'";
            // Whom a list may concern, and of them the rows that the lists are made of.
            var open = $"(ended_on IS NULL OR ended_on >= {six})";
            // Found once, as whoever writes plain SQL would do, and then joined to.
            var found =
                $"SELECT person_id FROM contact WHERE received_on >= {six} UNION SELECT person_id FROM early_help_episode WHERE {open} UNION SELECT person_id FROM episode WHERE referred_on >= {six} OR (NOT no_further_action AND (closed_on IS NULL OR closed_on >= {six})) UNION SELECT person_id FROM assessment WHERE authorised_on IS NULL OR authorised_on >= {six} UNION SELECT person_id FROM section_47_enquiry WHERE {open} UNION SELECT person_id FROM protection_plan WHERE {open} UNION SELECT person_id FROM care_episode WHERE ceased_on IS NULL OR ceased_on >= {six}";
            const string concerned = "person_id IN (SELECT person_id FROM bench_concerned)";
#pragma warning disable EF1002 // the statement stands above
            await s.GetRequiredService<KithDb>().Database.ExecuteSqlRawAsync($"CREATE TABLE bench_concerned AS {found}");
#pragma warning restore EF1002
            string[] all =
            [
                found,
                $"SELECT id, la_child_id, given_name, family_name, known_as, date_of_birth, expected_date_of_birth, date_of_death, sex, ethnicity, immigration_status FROM person WHERE {concerned.Replace("person_id IN", "id IN", StringComparison.Ordinal)}",
                $"SELECT person_id, code FROM disability WHERE {concerned}",
                $"SELECT id, person_id, received_on, source_code FROM contact WHERE received_on >= {six}",
                $"SELECT id, person_id, started_on, ended_on, organisation FROM early_help_episode WHERE {open}",
                $"SELECT id, person_id, referred_on, source_code, primary_need, no_further_action, decided_on, decision, closed_on, closure_reason, team_id, taken_by_team_id, worker_id FROM episode WHERE {concerned}",
                $"SELECT id, person_id, episode_id, started_on, authorised_on, child_seen, outcome, conclusion, team_id, worker_id FROM assessment WHERE (authorised_on IS NULL OR authorised_on >= {six}) AND {concerned}",
                $"SELECT id, person_id, started_on, ended_on, conference_on, conference_not_required, team_id, worker_id FROM section_47_enquiry WHERE {concerned}",
                $"SELECT id, person_id, enquiry_id, plan_id, held_on, led_to_plan FROM initial_conference WHERE {concerned}",
                $"SELECT id, person_id, episode_id, started_on, ended_on, initial_category, latest_category, previous_plans, other_authority FROM protection_plan WHERE {concerned}",
                $"SELECT id, person_id, plan_id, held_on FROM review_conference WHERE person_id IN (SELECT person_id FROM protection_plan WHERE {open})",
                $"SELECT id, person_id, episode_id, started_on, ended_on FROM cin_plan WHERE {concerned}",
                $"SELECT c.person_id, c.visit_id, c.seen, c.seen_alone, v.on, v.kind FROM visit_child c JOIN visit v ON v.id = c.visit_id WHERE v.missed IS NULL AND c.person_id IN (SELECT person_id FROM episode WHERE NOT no_further_action AND (closed_on IS NULL OR closed_on >= {six}))".Replace(
                    "v.on,",
                    "v.\"on\",",
                    StringComparison.Ordinal
                ),
                $"SELECT id, person_id, worker_id, team_id, \"from\", \"to\" FROM allocation WHERE role = 'Lead' AND {concerned}",
                $"SELECT id, person_id, started_on, ceased_on, ceased_reason FROM care_episode WHERE {concerned}",
                $"SELECT id, person_id, code, \"from\", \"to\" FROM legal_status WHERE {concerned}",
                $"SELECT id, person_id, started_on, ended_on, kind, provider, postcode FROM placement WHERE {concerned}",
                $"SELECT id, person_id, missing_from, kind, interview_offered, interview_accepted FROM missing_episode WHERE person_id IN (SELECT person_id FROM care_episode)",
            ];
            return all;
        });
        return (
            () => Select(authority, statements),
            () =>
                Task.Run(() =>
                {
                    using var book = new Workbook(Path.Combine(authority.Folder, "uploads"), "The same", "cells");
                    foreach (var (name, rows) in sheets)
                    {
                        var sheet = book.Add(name, [.. rows[0].Select(c => c.ToString())]);
                        foreach (var row in rows.Skip(1))
                        {
                            sheet.Write(row);
                        }
                    }
                    using var into = new FileStream(path + ".beside", FileMode.Create, FileAccess.ReadWrite);
                    book.Save(into);
                })
        );
    }

    /// <summary>The cells of a workbook, by sheet.</summary>
    private static List<(string Name, List<WorkbookCell[]> Rows)> Cells(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        var sheets = new List<(string, List<WorkbookCell[]>)>();
        for (var n = 1; zip.GetEntry($"xl/worksheets/sheet{n}.xml") is { } part; n++)
        {
            using var xml = XmlReader.Create(part.Open());
            var rows = new List<WorkbookCell[]>();
            var cells = new List<WorkbookCell>();
            var (isDay, at) = (false, 0);
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "c")
                {
                    isDay = xml.GetAttribute("s") == "2";
                    var letters = xml.GetAttribute("r")!.TakeWhile(char.IsAsciiLetter).Aggregate(0, (sum, c) => sum * 26 + c - 'A' + 1);
                    for (at = letters - 1; cells.Count < at; )
                    {
                        cells.Add(WorkbookCell.Nothing);
                    }
                }
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "t" or "v")
                {
                    var isNumber = xml.LocalName == "v";
                    var text = xml.ReadElementContentAsString();
                    cells.Add(
                        !isNumber ? text
                        : isDay ? new DateOnly(1899, 12, 30).AddDays(int.Parse(text, CultureInfo.InvariantCulture))
                        : int.Parse(text, CultureInfo.InvariantCulture)
                    );
                }
                if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row")
                {
                    rows.Add([.. cells]);
                    cells.Clear();
                }
            }
            sheets.Add(($"List {n}", rows));
        }
        return sheets;
    }
}

/// <summary>The Standard Safeguarding Dataset of the council.</summary>
public sealed class SsdBenchmark : ShapesBenchmark
{
    private static readonly Actor Officer = Actor.System("Data officer");

    public override string Name => "ssd";

    public override string Does =>
        "the Standard Safeguarding Dataset, held to its schema, from councils of --size open children (a ninth, a third and the whole of 2,100 unless told) with ten years";

    protected override string Id => "SSD";

    private protected override Task<string> Write(BenchAuthority authority, string path, Action? underWay = null) =>
        authority.Do(async s =>
        {
            var written = await s.GetRequiredService<WriteSsd>().Handle(path, Officer, _ => underWay?.Invoke());
            return $"{written.Tables.Sum(t => t.Rows):N0} rows of {written.People:N0} people";
        });

    private protected override async Task<(Func<Task> Select, Func<Task> Stream)> Reference(BenchAuthority authority, string path)
    {
        var files = Directory.GetFiles(path).Select(f => (Path.GetFileName(f), File.ReadAllLines(f))).ToList();
        var (statements, people) = await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            // What workers wrote in words is not read by the export, so the reference does not read it either.
            string[] words = ["summary", "decision_reason", "closure_summary", "analysis", "rationale", "child_view", "family_view", "danger", "safety"];
            Type[] tables =
            [
                typeof(Practice.Children.Person),
                typeof(Practice.Children.PersonAddress),
                typeof(Practice.Children.Disability),
                typeof(Practice.Children.PersonIdentifier),
                typeof(Practice.Contacts.Contact),
                typeof(Practice.EarlyHelp.EarlyHelpEpisode),
                typeof(Practice.Referrals.Episode),
                typeof(Practice.Assessments.Assessment),
                typeof(Practice.Assessments.AssessmentFactor),
                typeof(Practice.Plans.CinPlan),
                typeof(Practice.Protection.Section47Enquiry),
                typeof(Practice.Protection.InitialConference),
                typeof(Practice.Protection.ProtectionPlan),
                typeof(Practice.Protection.ReviewConference),
                typeof(Practice.LookedAfter.CareEpisode),
                typeof(Practice.LookedAfter.Placement),
                typeof(Practice.LookedAfter.LegalStatus),
                typeof(Practice.EdgeOfCare.MissingEpisode),
                typeof(Practice.Workforce.Allocation),
            ];
            var all = tables
                .Select(t => $"SELECT {string.Join(", ", Columns(db, t, words).Split(", ").Select(c => $"\"{c}\""))} FROM {db.Model.FindEntityType(t)!.GetTableName()}")
                .ToList();
            all.Add("SELECT c.id, c.person_id, c.seen, c.seen_alone, c.bedroom_seen, v.\"on\", v.kind FROM visit_child c JOIN visit v ON v.id = c.visit_id WHERE v.missed IS NULL");
            return (all, await db.People.Where(p => p.HasChildRecord).Select(p => p.Id).ToListAsync());
        });
        return (
            () => Select(authority, statements),
            async () =>
            {
                Directory.CreateDirectory(path + ".beside");
                foreach (var (name, lines) in files)
                {
                    await using var into = new StreamWriter(Path.Combine(path + ".beside", name), append: false, new UTF8Encoding(false), 1 << 16);
                    foreach (var line in lines)
                    {
                        into.Write(line);
                        into.Write("\r\n");
                    }
                }
                // Each record has to say that it was taken out, whoever writes the files.
                await authority.Services.GetRequiredService<ReadLedger>().WriteAll(Officer, "Bench", people.Select(p => new RecordTakenOut(p, "Bench")));
            }
        );
    }
}
