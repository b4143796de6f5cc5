using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.DataTests.Support;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Kith.WebTests.Speed;

/// <summary>No page asks more of the database because there is more in it, and nothing big is read from end to end.</summary>
public sealed partial class QueryTests(SmallCouncil small) : IClassFixture<SmallCouncil>
{
    /// <summary>
    /// The most statements of one page: ten, and the entry of the trail that it was read. A search is two requests.
    /// </summary>
    private const int Most = 11;

    /// <summary>
    /// Kept small by their nature: there are as many as there are teams, staff, settings, patterns of letters, receivers,
    /// extracts loaded, migrations, forms that are half written today, years of published figures, changes of how work is done, courses, posts, surveys, quarters, audit tools, audit cycles with
    /// their teams and auditors, calibrations, staff times courses, agencies with their people, panels with who sits on them, roles asked for, or inspections and what is done about them.
    /// Everything else grows with children or with years.
    /// </summary>
    private static readonly HashSet<string> Small =
    [
        "team",
        "care_cost",
        "context_plan",
        "panel",
        "panel_member",
        "professional",
        "worker",
        "setting",
        "letter_template",
        "question_set",
        "figure_set",
        "place_set",
        "team_base",
        "published_set",
        "process_start",
        "account",
        "account_token",
        "account_passkey",
        "role_grant",
        // One row; and what changed since it was counted, which is counted into it once it is five hundred.
        "kept_tally",
        "child_facts_before",
        // Some tens in a year, in the largest councils some hundreds.
        "subject_request",
        "role_request",
        "deputising",
        "import_run",
        "draft",
        "__EFMigrationsHistory",
        "dispatch_channel",
        "api_client",
        "webhook",
        "restriction",
        "data_protection_key",
        "schema_stamp",
        "trail_head",
        "competency",
        "course",
        "course_competency",
        "course_done",
        "asye_step",
        "training_budget",
        "funded_posts",
        "pulse_survey",
        "exploitation_map",
        "map_member",
        "pulse_result",
        "audit_tool",
        "audit_cycle",
        "audit_cycle_team",
        "audit_cycle_auditor",
        "calibration_set",
        "assurance_edition",
        "partner_agency",
        "inspection",
        "inspection_judgement",
        "inspection_point",
        "improvement_objective",
        "objective_measure",
        "improvement_decision",
        "improvement_evidence",
        "board_report",
        "inspection_room",
        "room_inspector",
        "room_child",
        "given_record",
        "room_request",
        "room_meeting",
        "room_note",
        "room_paper",
        "self_evaluation",
        "evaluation_section",
    ];

    /// <summary>
    /// Owed: pages that do read such a table from end to end today. The list only ever gets shorter. A restricted set
    /// («person_id IN readable») is worked out for everybody before the few are looked at: ask the few first.
    /// </summary>
    private static readonly HashSet<(string Route, string Table)> Owed =
    [
        ("/data", "assessment"),
        ("/data", "census_standing"),
        ("/data", "census_issue"),
        ("/data/issues", "census_issue"),
    ];

    /// <summary>Owed: pages that ask more than <see cref="Most"/>, with how many at most. A number here only goes down.</summary>
    private static readonly Dictionary<string, int> OwedStatements = new()
    {
        ["/search"] = 12,
        ["/children/{id:guid}/contingency/make"] = 12,
        ["/maps/{map:guid}/on/{node:guid}"] = 12,
        ["/audits/leaders"] = 12,
        ["/audits/{id:guid}"] = 12,
        ["/my-day"] = 12,
    };

    /// <summary>Owed: pages that ask more because there is more.</summary>
    private static readonly HashSet<string> OwedGrowth = [];

    private static string RouteOf(string where) => where[..where.LastIndexOf(" as ", StringComparison.Ordinal)];

    private static bool IsOwed(string where, string table) => Owed.Contains((RouteOf(where), table));

    [Fact]
    public async Task No_page_asks_more_because_there_is_more()
    {
        var few = Counts(small.Visited);
        await using var larger = await KithHost.With(populated: false);
        await Walk.Fill(larger, 240);
        var many = Counts(await Walk.Of(larger, larger.Folder));
        // What grows is asked again and again in the same words. That a child of the larger council happens to have a
        // family network, and one of the smaller none, is no growth; how many different things a page may ask is the limit's.
        var grown = many.Where(m => few.ContainsKey(m.Key) && !OwedGrowth.Contains(RouteOf(m.Key)))
            .SelectMany(m =>
            {
                var before = few[m.Key].CountBy(s => s.Text).ToDictionary();
                return m
                    .Value.CountBy(s => s.Text)
                    .Where(s => s.Value > Math.Max(1, before.GetValueOrDefault(s.Key)))
                    .Select(s => $"{m.Key}: asked {before.GetValueOrDefault(s.Key)} times in a small council, {s.Value} times in a larger:\n{s.Key}");
            })
            .ToList();
        var over = many.Where(m => m.Value.Count > OwedStatements.GetValueOrDefault(RouteOf(m.Key), Most)).Select(m => $"{m.Key}: {m.Value.Count} statements");
        if (Environment.GetEnvironmentVariable("KITH_REPORTS") is { Length: > 0 } reports)
        {
            // For whoever brings a page down: what each asks, the most first.
            await File.WriteAllLinesAsync(
                Path.Combine(reports, "statements.txt"),
                many.OrderByDescending(m => m.Value.Count).Select(m => $"{m.Value.Count} {m.Key}\n{string.Concat(m.Value.Select(s => $"    {Line().Replace(s.Text, " ")}\n"))}")
            );
        }
        var faults = grown.Concat(over).ToList();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(many.Count > 80, $"only {many.Count} pages were walked");

        static Dictionary<string, IReadOnlyList<Statement>> Counts(List<Visited> visited) =>
            visited.GroupBy(v => $"{v.Route} as {v.Person}").ToDictionary(g => g.Key, g => g.MaxBy(v => v.Statements.Count)!.Statements);
    }

    [Fact]
    public async Task Every_list_has_its_index_on_SQLite()
    {
        var faults = await small.Host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            await db.Database.OpenConnectionAsync();
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            // The twin: a look-up that has no index is found.
            Assert.NotEmpty(Scans(connection, "SELECT id FROM person WHERE nationality = 'x'"));
            Assert.Empty(Scans(connection, "SELECT id FROM person WHERE nhs_number = 'x'"));
            return Distinct(small.Visited)
                .SelectMany(v => Scans(connection, v.Statement.Text).Where(t => !IsOwed(v.Where, t)).Select(t => $"{t} is read from end to end by {v.Where}:\n{v.Statement.Text}"))
                .ToList();
        });
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    [Fact]
    public async Task Every_list_has_its_index_on_PostgreSQL()
    {
        var (address, database) = await Authority.EmptyPostgres();
        await using var host = await KithHost.With(new() { ["Kith:Database"] = address }, populated: false);
        await Walk.Fill(host, 60);
        var visited = await Walk.Of(host, $"Database={database}");
        await using var source = NpgsqlDataSource.Create(Kith.Data.Postgres.PostgresServices.ConnectionString(address));
        await using var connection = await source.OpenConnectionAsync();
        await using (var setting = connection.CreateCommand())
        {
            // With so few rows a planner rightly reads a table whole. Forbidden to, it does so only where no index would do.
            setting.CommandText = "ANALYZE; SET enable_seqscan = off; SET enable_bitmapscan = on";
            await setting.ExecuteNonQueryAsync();
        }
        Assert.NotEmpty(await SequentialScans(connection, new Statement("SELECT id FROM person WHERE nationality = 'x'", [])));
        Assert.Empty(await SequentialScans(connection, new Statement("SELECT id FROM person WHERE nhs_number = 'x'", [])));
        var faults = new List<string>();
        foreach (var (where, statement) in Distinct(visited))
        {
            faults.AddRange((await SequentialScans(connection, statement)).Where(t => !IsOwed(where, t)).Select(t => $"{t} is read from end to end by {where}:\n{statement.Text}"));
        }
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    private static IEnumerable<(string Where, Statement Statement)> Distinct(IEnumerable<Visited> visited) =>
        visited
            .SelectMany(v => v.Statements.Select(s => (Where: $"{v.Route} as {v.Person}", Statement: s)))
            .Where(v =>
                v.Statement.Text.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase)
                || v.Statement.Text.TrimStart().StartsWith("WITH", StringComparison.OrdinalIgnoreCase)
            )
            // Asked of nobody («WHERE 0»): answered without looking.
            .Where(v => !v.Statement.Text.Split('\n').Any(l => l.Trim() is "WHERE 0" or "WHERE FALSE"))
            .DistinctBy(v => v.Statement.Text);

    /// <summary>Big tables that SQLite would read from end to end without even an index to go by.</summary>
    private static List<string> Scans(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {text}";
        // What a statement is asked with does not change its plan here: SQLite plans before it knows.
        foreach (var name in ParameterName().Matches(text).Select(m => m.Value).Distinct())
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }
        var aliases = Alias().Matches(text).DistinctBy(m => m.Groups["as"].Value).ToDictionary(m => m.Groups["as"].Value, m => m.Groups["table"].Value);
        var scans = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var line = reader.GetString(3);
            // Along an index is end to end all the same, unless a limit stops it: then the order is what it is read for.
            if (Scan().Match(line) is { Success: true } scan && !(line.Contains("USING", StringComparison.Ordinal) && text.Contains("LIMIT @", StringComparison.Ordinal)))
            {
                var name = scan.Groups[1].Value;
                var table = aliases.GetValueOrDefault(name, name);
                if (IsBig(connection, table))
                {
                    scans.Add(table);
                }
            }
        }
        return scans;
    }

    private static bool IsBig(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = @name";
        command.Parameters.AddWithValue("@name", table);
        // Neither a table of the schema nor one of ours: a list of parameters or an inner result.
        return (long)command.ExecuteScalar()! == 1 && !Small.Contains(table);
    }

    private static async Task<List<string>> SequentialScans(NpgsqlConnection connection, Statement statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN (FORMAT JSON) {statement.Text}";
        foreach (var parameter in statement.Parameters.Cast<NpgsqlParameter>())
        {
            command.Parameters.Add(parameter.Clone());
        }
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync())!);
        var scans = new List<string>();
        Look(plan.RootElement);
        return scans;

        void Look(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var inner in element.EnumerateArray())
                {
                    Look(inner);
                }
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                if (
                    element.TryGetProperty("Node Type", out var kind)
                    && kind.GetString() == "Seq Scan"
                    && element.GetProperty("Relation Name").GetString() is { } table
                    && !Small.Contains(table)
                )
                {
                    scans.Add(table);
                }
                foreach (var property in element.EnumerateObject())
                {
                    Look(property.Value);
                }
            }
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Line();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"(?:FROM|JOIN)\s+""(?<table>\w+)"" AS ""(?<as>\w+)""")]
    private static partial Regex Alias();

    [GeneratedRegex(@"^SCAN (\w+)")]
    private static partial Regex Scan();
}

/// <summary>Every page of a council of sixty on SQLite, walked once for both tests that ask about it.</summary>
public sealed class SmallCouncil : IAsyncLifetime
{
    public KithHost Host { get; private set; } = null!;
    public List<Visited> Visited { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Host = await KithHost.With(populated: false);
        await Walk.Fill(Host, 60);
        Visited = await Walk.Of(Host, Host.Folder);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
