using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Kith.Data.Postgres;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Operation;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kith.Bench.Cluster;

/// <summary>
/// R3: past one machine. Three nodes of PostgreSQL under Patroni and two web nodes behind a proxy, all on loopback, with
/// people at work; the primary's machine is lost, then a web node, then both web nodes are renewed. Nothing is installed.
/// </summary>
public sealed partial class FailoverBenchmark : Benchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public override string Name => "failover";

    public override string Does =>
        "loses the database's primary, then a web node, and renews both web nodes, while --size people (10 unless told) read and save; with --previous DIR (the web host of the release before) goes from that release to this one instead";

    /// <summary>Where not null: the published web host of the release before, from which to go to this one.</summary>
    public string? Previous { get; init; }

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        var missing = PatroniCluster.Missing();
        if (missing.Count > 0)
        {
            Console.WriteLine(
                $"  (nothing was measured: {string.Join(", ", missing)} not installed. On Debian: apt-get install --no-install-recommends {string.Join(' ', missing)}, then stop what that started by itself)"
            );
            yield return new Figure("R3", "programs that are missing", missing.Count, 1, "packages", 0);
            yield break;
        }
        var clock = Stopwatch.GetTimestamp();
        await using var cluster = await PatroniCluster.Start(Patience * 1.5);
        Say(clock, "three nodes of PostgreSQL are one cluster");
        await using (var admin = new NpgsqlConnection(PostgresServices.ConnectionString(cluster.Address("postgres"))))
        {
            await admin.OpenAsync();
            await using var command = new NpgsqlCommand("CREATE DATABASE kith", admin);
            await command.ExecuteNonQueryAsync();
        }
        if (Previous is not null)
        {
            await foreach (var figure in RollingUpgrade.Run(cluster, Path.GetFullPath(Previous), size ?? 10, clock, Patience))
            {
                yield return figure;
            }
            yield break;
        }
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddPractice()
            .AddKithPostgres(cluster.Address("kith"), Path.Combine(cluster.Folder, "files"))
            .BuildServiceProvider();
        await Do(services, async s => await s.GetRequiredService<DatabaseEngine>().Migrate(s.GetRequiredService<KithDb>()));
        await Do(services, async s => await s.GetRequiredService<SyntheticCouncil>().Make(new SyntheticOptions { Children = 150, Years = 2 }));
        Say(clock, "a council of 150 children is on it");
        await using var web = await WebNodes.Start(cluster.Folder, cluster.Address("kith"), Patience);
        Say(clock, "two web nodes answer behind the proxy");
        await using var morning = new Morning();
        foreach (var (client, children, number) in await SignIn(services, web.Address, size ?? 10))
        {
            morning.Join(client, children, number);
        }
        // Everybody is at work, and code is warm, before anything is lost.
        await PatroniCluster.Until(() => Task.FromResult(morning.Saved.Count >= 50), Patience, "people did not get to work");
        var before = morning.Since(0);
        Say(clock, $"people work: {before.Count(b => b.Good):N0} requests answered, {morning.Saved.Count:N0} saves acknowledged");
        yield return new Figure("R3", "requests that failed before anything was lost", before.Count(b => !b.Good), 1, "failed", 0);

        // 1. The machine of the primary is gone.
        var lost = await cluster.Primary() ?? throw new InvalidOperationException("there is no primary");
        await using var watch = new StandbyWatch(cluster.Address("kith"));
        await watch.Started;
        var killed = Stopwatch.GetTimestamp();
        PatroniCluster.Lose(lost);
        Say(clock, $"{lost.Name}, the primary, is lost");
        await PatroniCluster.Until(
            () => Task.FromResult(morning.Since(killed).Any(s => s.Good && s.Saving) && morning.Since(killed).Any(s => s.Good && !s.Saving)),
            Patience * 1.5,
            "nothing was saved again"
        );
        var leader = await cluster.Primary();
        await Task.Delay(TimeSpan.FromSeconds(4));
        Reasons(morning.Since(killed));
        var (saves, reads) = (First(morning, killed, saving: true), First(morning, killed, saving: false));
        Say(clock, $"{leader?.Name ?? "nobody"} is the primary");
        yield return new Figure("R3", "until saves are acknowledged again", saves, 30, "s", 1);
        yield return new Figure("R3", "until pages are read again (each reading is written down)", reads, 30, "s", 1);
        yield return new Figure("R3", "longest time without a standby that could be read", watch.Longest, 5, "s", 1);

        // 2. It comes back.
        var returned = Stopwatch.GetTimestamp();
        cluster.Return(lost);
        await PatroniCluster.Until(
            async () => (await cluster.Members()).Any(m => m.Name == lost.Name && m.Role is "replica" or "sync_standby" && m.State is "running" or "streaming"),
            Patience,
            $"{lost.Name} did not come back as a standby"
        );
        yield return new Figure("R3", "until the lost node is a standby again", Stopwatch.GetElapsedTime(returned).TotalSeconds, 60, "s", 1);
        Say(clock, $"{lost.Name} is a standby");

        // 3. A web node is gone.
        killed = Stopwatch.GetTimestamp();
        web.Nodes[0].Process!.Kill();
        Say(clock, "a web node is lost");
        await Task.Delay(TimeSpan.FromSeconds(8));
        var during = morning.Since(killed);
        yield return new Figure("R3", $"pages that failed of {during.Count(d => !d.Saving):N0} while a web node was lost", during.Count(d => !d.Saving && !d.Good), 1, "failed", 0);
        yield return new Figure(
            "R3",
            $"saves to be sent again of {during.Count(d => d.Saving):N0} (under way on the lost node)",
            during.Count(d => d.Saving && !d.Good),
            size ?? 10,
            "saves",
            1
        );
        yield return new Figure("R3", "until the next save after it", First(morning, killed, saving: true), 5, "s", 1);
        Reasons(during);
        web.Begin(web.Nodes[0]);
        await web.Ready(web.Nodes[0], Patience);
        await PatroniCluster.Until(async () => await web.State(web.Nodes[0]) == "UP", Patience, "the proxy did not take the node back");

        // 4. Both web nodes are renewed, one after the other.
        var renewed = Stopwatch.GetTimestamp();
        foreach (var node in web.Nodes)
        {
            await web.Renew(node, Patience);
        }
        await Task.Delay(TimeSpan.FromSeconds(2));
        during = morning.Since(renewed);
        Say(clock, "both web nodes are renewed");
        yield return new Figure("R3", $"requests that failed of {during.Count:N0} while both web nodes were renewed", during.Count(d => !d.Good), 1, "failed", 0);
        Reasons(during);

        // 5. What was acknowledged is there, once, on the primary and on the node that was lost.
        await morning.End();
        var saved = morning.Saved.ToList();
        var primary = await Texts(cluster.Address("kith"));
        yield return new Figure(
            "R3",
            $"acknowledged saves of {saved.Count:N0} that are not there",
            saved.Count(s => primary.GetValueOrDefault((s.Child, s.Text)) == 0),
            1,
            "lost",
            0
        );
        yield return new Figure("R3", "saves that are there twice", primary.Count(p => p.Value > 1), 1, "twice", 0);
        var alike = await Alike(PatroniCluster.AddressOn(lost, "kith"), primary);
        yield return new Figure(
            "R3",
            "acknowledged saves that the returned node does not have",
            saved.Count(s => alike.GetValueOrDefault((s.Child, s.Text)) == 0),
            1,
            "missing",
            0
        );
        yield return new Figure("R3", "backups that could not be written from the address of all hosts", await Backup(services, cluster.Folder) ? 0 : 1, 1, "failed", 0);
        var verdict = await Do(services, s => s.GetRequiredService<VerifyTrail>().Handle());
        Say(clock, verdict.Broken is null ? $"the trail is whole: {verdict.Entries:N0} entries" : $"the trail is broken: {verdict.Broken}");
        yield return new Figure("R3", $"broken places in a trail of {verdict.Entries:N0} entries", verdict.Broken is null ? 0 : 1, 1, "broken", 0);
        yield return new Figure("R3", "the whole rehearsal", Stopwatch.GetElapsedTime(clock).TotalSeconds, 300, "s", 1);
    }

    private static async Task<bool> Backup(ServiceProvider services, string folder)
    {
        try
        {
            return await Do(services, s => s.GetRequiredService<WriteBackup>().Handle(Path.Combine(folder, "kith.backup"))) > 0;
        }
        catch (Exception problem) when (problem is InvalidDataException or InvalidOperationException or IOException)
        {
            Console.WriteLine($"  ({problem.Message})");
            return false;
        }
    }

    internal static void Say(long since, string what) => Console.WriteLine($"  ({Stopwatch.GetElapsedTime(since).TotalSeconds, 4:0} s  {what})");

    internal static void Reasons(IReadOnlyList<Sent> during)
    {
        foreach (var reason in during.Where(d => !d.Good).GroupBy(d => d.What))
        {
            Console.WriteLine($"  ({reason.Count():N0} times {reason.Key})");
        }
    }

    /// <summary>Seconds from an instant until the first request that was sent after it was answered well.</summary>
    private static double First(Morning morning, long since, bool saving) =>
        Stopwatch.GetElapsedTime(since, morning.Since(since).Where(s => s.Good && s.Saving == saving).Min(s => s.Until)).TotalSeconds;

    /// <summary>How often each warning note of this run stands on each child.</summary>
    internal static async Task<Dictionary<(Guid Child, string Text), int>> Texts(string address)
    {
        await using var connection = new NpgsqlConnection(PostgresServices.ConnectionString(address));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT person_id, text, count(*) FROM warning_note WHERE text LIKE 'Rehearsal %' GROUP BY person_id, text", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new Dictionary<(Guid, string), int>();
        while (await reader.ReadAsync())
        {
            found[(reader.GetGuid(0), reader.GetString(1))] = (int)reader.GetInt64(2);
        }
        return found;
    }

    /// <summary>The same from a standby, once it has caught up: what is acknowledged is on one standby at once, on the others within moments.</summary>
    private static async Task<Dictionary<(Guid Child, string Text), int>> Alike(string address, Dictionary<(Guid, string), int> primary)
    {
        var found = new Dictionary<(Guid, string), int>();
        for (var i = 0; i < 50 && found.Count < primary.Count; i++)
        {
            await Task.Delay(200);
            found = await Texts(address);
        }
        return found;
    }

    internal static async Task<T> Do<T>(ServiceProvider services, Func<IServiceProvider, Task<T>> what)
    {
        await using var scope = services.CreateAsyncScope();
        return await what(scope.ServiceProvider);
    }

    private static Task Do(ServiceProvider services, Func<IServiceProvider, Task> what) =>
        Do(
            services,
            async s =>
            {
                await what(s);
                return true;
            }
        );

    /// <summary>Browsers of social workers and managers, signed in through the proxy, each with children whose records they may read.</summary>
    private static async Task<List<(HttpClient Client, List<Guid> Children, int Number)>> SignIn(ServiceProvider services, Uri address, int many)
    {
        var staff = await Do(
            services,
            async s =>
            {
                var db = s.GetRequiredService<KithDb>();
                var (access, actors) = (s.GetRequiredService<RecordAccess>(), s.GetRequiredService<Actors>());
                var found = new List<(Guid Account, List<Guid> Children)>();
                foreach (var account in await db.Users.Where(u => u.IsDemo).OrderBy(u => u.UserName).ToListAsync())
                {
                    if (await actors.Of(account.Id) is { TeamId: not null } actor && actor.May(Permission.RecordWork))
                    {
                        var children = await access.ReadableChildren(actor).OrderBy(o => o.PersonId).Select(o => o.PersonId).Take(60).ToListAsync();
                        if (children.Count > 0)
                        {
                            found.Add((account.Id, children));
                        }
                    }
                }
                return found;
            }
        );
        var people = new List<(HttpClient, List<Guid>, int)>();
        for (var i = 0; i < many; i++)
        {
            var (account, children) = staff[i % staff.Count];
            people.Add((await Browser(address, account), children, i));
        }
        return people;
    }

    /// <summary>A browser of somebody who signed in through the proxy.</summary>
    internal static async Task<HttpClient> Browser(Uri address, Guid account)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(40),
        };
        var page = await client.GetStringAsync("/sign-in");
        using var reply = await client.PostAsync(
            "/sign-in?handler=Demo",
            new FormUrlEncodedContent([new("__RequestVerificationToken", Token().Match(page).Groups[1].Value), new("person", account.ToString())])
        );
        return reply.StatusCode == HttpStatusCode.Redirect ? client : throw new InvalidOperationException($"Signing in answered {(int)reply.StatusCode}");
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Token();
}

/// <summary>Reads from a standby ten times a second: the longest time in which none could be read.</summary>
internal sealed class StandbyWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource over = new();
    private readonly TaskCompletionSource started = new();
    private readonly Task watching;
    private long longest;

    public StandbyWatch(string address) => watching = Task.Run(() => Watch(address));

    public Task Started => started.Task;

    /// <summary>Seconds.</summary>
    public double Longest => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref longest)).TotalSeconds;

    private async Task Watch(string address)
    {
        var builder = new NpgsqlConnectionStringBuilder(PostgresServices.ConnectionString(address))
        {
            TargetSessionAttributes = "prefer-standby",
            HostRecheckSeconds = 1,
            Timeout = 3,
        };
        await using var source = NpgsqlDataSource.Create(builder);
        var last = Stopwatch.GetTimestamp();
        while (!over.IsCancellationRequested)
        {
            try
            {
                await using var command = source.CreateCommand("SELECT count(*) FROM person");
                await command.ExecuteScalarAsync();
                var now = Stopwatch.GetTimestamp();
                Interlocked.Exchange(ref longest, Math.Max(longest, started.Task.IsCompleted ? now - last : 0));
                last = now;
                started.TrySetResult();
            }
            catch (NpgsqlException)
            {
                // Asked again at once.
            }
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await watching;
        over.Dispose();
    }
}
