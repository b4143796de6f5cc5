using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Kith.Data.Postgres;
using Kith.Practice;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Npgsql;

namespace Kith.Bench.Cluster;

/// <summary>
/// R3 and R7: from the release before to this one while people work, with the same sessions. The council, its database and
/// both web nodes are those of the release before; the database is brought up to date under them, an old node is started
/// anew on it, and then one node after the other becomes this release. At the end the database is given what a release
/// after this one may add, since the rule holds for that one too (docs/decisions/0050-releases.md).
/// </summary>
internal static partial class RollingUpgrade
{
    private const int Children = 80;

    /// <summary>So long both releases, or an old one on the new database, serve people before the next step.</summary>
    private static readonly TimeSpan SideBySideFor = TimeSpan.FromSeconds(8);

    /// <summary>What a release after this one may do (docs/decisions/0050-releases.md): columns, a table that stands on one of ours, an index.</summary>
    private static readonly string[] Later =
    [
        "ALTER TABLE person ADD COLUMN of_a_later_release integer NOT NULL DEFAULT 0",
        "ALTER TABLE warning_note ADD COLUMN of_a_later_release text NULL",
        "CREATE TABLE of_a_later_release (person_id uuid PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE, said text NOT NULL)",
        "CREATE INDEX ix_of_a_later_release ON warning_note (of_a_later_release)",
        "INSERT INTO \"__EFMigrationsHistory\" (migration_id, product_version) VALUES ('99990101000000_OfALaterRelease', '99.0.0')",
    ];

    public static async IAsyncEnumerable<Figure> Run(PatroniCluster cluster, string previous, int people, long clock, TimeSpan patience)
    {
        var address = cluster.Address("kith");
        await using var web = await WebNodes.Start(cluster.Folder, address, patience, previous, Children);
        FailoverBenchmark.Say(clock, $"{VersionOf(previous)} made a council of {Children} children and answers on two nodes");
        await using var morning = new Morning();
        await SignIn(morning, web.Address, people);
        await PatroniCluster.Until(() => Task.FromResult(morning.Saved.Count >= 50), patience, "people did not get to work");
        var before = morning.Since(0);
        FailoverBenchmark.Say(clock, $"{people} people work: {before.Count(b => b.Good):N0} requests answered, {morning.Saved.Count:N0} saves acknowledged");
        yield return new Figure("R3", "requests that failed before anything was done", before.Count(b => !b.Good), 1, "failed", 0);
        FailoverBenchmark.Reasons(before);
        var began = Stopwatch.GetTimestamp();

        await using var services = new ServiceCollection().AddLogging().AddPractice().AddKithPostgres(address, Path.Combine(cluster.Folder, "files")).BuildServiceProvider();
        var missing = await FailoverBenchmark.Do(services, s => s.GetRequiredService<DatabaseEngine>().Missing(s.GetRequiredService<KithDb>()));

        // 1. A node of this release that was started too early waits for the database.
        var early = new WebNode("early", WebNodes.ThisRelease);
        web.Begin(early);
        try
        {
            if (missing.Count > 0)
            {
                (HttpStatusCode Ready, string Words, HttpStatusCode Page)? said = null;
                await PatroniCluster.Until(
                    async () => (said = await web.Says(early)) is { Words: var words } && words.Contains("kith migrate", StringComparison.Ordinal),
                    patience,
                    "a node of this release did not say that the database is older"
                );
                FailoverBenchmark.Say(clock, $"a node of this release on the old database: {said!.Value.Words.ReplaceLineEndings(" ")}");
                yield return new Figure(
                    "R7",
                    "nodes that were ready before the database was",
                    said.Value is { Ready: HttpStatusCode.OK } or { Page: HttpStatusCode.OK } ? 1 : 0,
                    1,
                    "ready",
                    0
                );
            }
            // 2. The database is brought up to date while both old nodes serve.
            var migrating = Stopwatch.GetTimestamp();
            await FailoverBenchmark.Do(
                services,
                async s =>
                {
                    await s.GetRequiredService<DatabaseEngine>().Migrate(s.GetRequiredService<KithDb>());
                    return true;
                }
            );
            var took = Stopwatch.GetElapsedTime(migrating).TotalSeconds;
            FailoverBenchmark.Say(clock, $"the database is up to date: {(missing.Count == 0 ? "nothing was missing" : string.Join(", ", missing))}");
            yield return new Figure("R7", "bringing the database up to date", took, 120, "s", 1);
            migrating = Stopwatch.GetTimestamp();
            await web.Ready(early, patience);
            yield return new Figure("R7", "until the node that waited was ready by itself", Stopwatch.GetElapsedTime(migrating).TotalSeconds, 60, "s", 1);
        }
        finally
        {
            await early.Process!.DisposeAsync();
        }
        await Task.Delay(SideBySideFor);

        // 3. An old node is started anew on the new database.
        await web.Renew(web.Nodes[1], patience);
        FailoverBenchmark.Say(clock, "an old node was started anew on the new database");
        await Task.Delay(SideBySideFor);

        // 4. One node after the other becomes this release.
        foreach (var node in web.Nodes)
        {
            node.Host = WebNodes.ThisRelease;
            await web.Renew(node, patience);
            FailoverBenchmark.Say(clock, $"{node.Name} is this release");
            await Task.Delay(SideBySideFor);
        }
        var during = morning.Since(began);
        yield return new Figure(
            "R3",
            $"requests that failed of {during.Count:N0} ({during.Count(d => d.Saving):N0} saves) while the release changed",
            during.Count(d => !d.Good),
            1,
            "failed",
            0
        );
        FailoverBenchmark.Reasons(during);

        // 5. What a release after this one may add is in nobody's way, and a node of this one starts on it.
        var later = Stopwatch.GetTimestamp();
        await using (var connection = new NpgsqlConnection(PostgresServices.ConnectionString(address)))
        {
            await connection.OpenAsync();
            foreach (var step in Later)
            {
                await using var command = new NpgsqlCommand(step, connection);
                await command.ExecuteNonQueryAsync();
            }
        }
        await web.Renew(web.Nodes[0], patience);
        await Task.Delay(SideBySideFor);
        during = morning.Since(later);
        FailoverBenchmark.Say(clock, "a later release added to the database, and a node of this one was started anew on it");
        yield return new Figure("R7", $"requests that failed of {during.Count:N0} after a later release had added to the database", during.Count(d => !d.Good), 1, "failed", 0);
        FailoverBenchmark.Reasons(during);

        // 6. What was acknowledged is there, once; the trail is whole; what is derived is what the records give.
        await morning.End();
        var saved = morning.Saved.ToList();
        var there = await FailoverBenchmark.Texts(address);
        yield return new Figure(
            "R3",
            $"acknowledged saves of {saved.Count:N0} that are not there",
            saved.Count(s => there.GetValueOrDefault((s.Child, s.Text)) == 0),
            1,
            "lost",
            0
        );
        yield return new Figure("R3", "saves that are there twice", there.Count(t => t.Value > 1), 1, "twice", 0);
        var verdict = await FailoverBenchmark.Do(services, s => s.GetRequiredService<VerifyTrail>().Handle());
        yield return new Figure("R3", $"broken places in a trail of {verdict.Entries:N0} entries", verdict.Broken is null ? 0 : 1, 1, "broken", 0);
        var differences = await FailoverBenchmark.Do(services, s => s.GetRequiredService<Projector>().Rebuild(check: true));
        foreach (var kind in differences.GroupBy(d => d.Projection))
        {
            Console.WriteLine($"  ({kind.Key}: {kind.Count():N0} differences, the first of {kind.First().PersonId})");
        }
        yield return new Figure("R7", "differences of rebuild --check", differences.Count, 1, "differ", 0);
        yield return new Figure("R3", "the whole rehearsal", Stopwatch.GetElapsedTime(clock).TotalSeconds, 420, "s", 1);
    }

    /// <summary>
    /// Social workers and managers sign in through the proxy. Who there is and which children they read is taken from the
    /// pages: the database is not yet what this release's own queries ask.
    /// </summary>
    private static async Task SignIn(Morning morning, Uri address, int many)
    {
        string page;
        using (var stranger = new HttpClient { BaseAddress = address })
        {
            page = await stranger.GetStringAsync("/sign-in");
        }
        var joined = 0;
        var staff = Person().Matches(page).Select(m => Guid.Parse(m.Groups[1].Value)).Distinct().ToList();
        for (var i = 0; joined < many && i < 4 * Math.Max(many, staff.Count); i++)
        {
            var client = await FailoverBenchmark.Browser(address, staff[i % staff.Count]);
            using var reply = await client.GetAsync("/children");
            var children = new List<Guid>();
            foreach (var child in Child().Matches(await reply.Content.ReadAsStringAsync()).Select(m => Guid.Parse(m.Groups[1].Value)).Distinct().Take(30))
            {
                // Whoever may not write there is not at work in this rehearsal.
                using var form = await client.GetAsync($"/people/{child}/warnings");
                if (form.StatusCode != HttpStatusCode.OK || !(await form.Content.ReadAsStringAsync()).Contains("name=\"New.Text\"", StringComparison.Ordinal))
                {
                    break;
                }
                children.Add(child);
            }
            if (children.Count == 0)
            {
                client.Dispose();
                continue;
            }
            morning.Join(client, children, joined++);
        }
        if (joined < many)
        {
            throw new InvalidOperationException($"Only {joined} of {many} people have children to work with");
        }
    }

    private static string VersionOf(string host) =>
        FileVersionInfo.GetVersionInfo(Path.Combine(host, "Kith.Web.dll")).ProductVersion is { } version ? version.Split('+')[0] : "the release before";

    [GeneratedRegex("""name="person"[^>]*value="([0-9a-f-]{36})""")]
    private static partial Regex Person();

    [GeneratedRegex("""href="/children/([0-9a-f-]{36})["/?]""")]
    private static partial Regex Child();
}
