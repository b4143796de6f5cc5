using System.CommandLine;
using System.Globalization;
using Kith.Data.Postgres;
using Kith.Data.Sqlite;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Operation;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>One authority of a hosting team's list: its name, and its folder or the address of its database.</summary>
public sealed record ListedAuthority(string Name, string Place)
{
    /// <summary>True where the place is the address of a PostgreSQL database, and not a folder.</summary>
    public bool IsPostgres => Place.StartsWith("postgres://", StringComparison.Ordinal) || Place.StartsWith("postgresql://", StringComparison.Ordinal);
}

/// <summary>What came of one authority.</summary>
/// <param name="Status">0 well, 1 something is wrong with it, 2 it could not be done.</param>
public sealed record AuthorityResult(string Name, int Status, string Words);

/// <summary>`kith authorities`: one command for every authority that a team hosts, each with a database of its own.</summary>
public static class AuthoritiesCommand
{
    private static readonly string[] InWords = ["well", "look", "could not"];

    internal static void Register(RootCommand root)
    {
        var command = new Command("authorities", "The same for every authority of a list: one a line, its name and its folder or database.");
        command.Subcommands.Add(Sub("status", "Versions, sizes, age of the last backup, and what is not well. Changes nothing.", (_, _) => Status));
        command.Subcommands.Add(Sub("verify", "Walks the trail of each.", (_, _) => Verify));
        command.Subcommands.Add(Sub("migrate", "Brings each database up to date with this version of Kith.", (_, _) => Migrate));
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Where to write: a file for each, NAME-2026-11-25-0130.kith." };
        var backup = Sub(
            "backup",
            "Writes a whole, consistent copy of each, while others go on working.",
            (parsed, now) => (services, authority, ct) => Backup(services, authority, parsed.GetRequiredValue(folder), now, ct)
        );
        backup.Arguments.Add(folder);
        command.Subcommands.Add(backup);
        root.Subcommands.Add(command);
    }

    private static Command Sub(string name, string does, Func<ParseResult, DateTime, Work> work)
    {
        var list = new Option<FileInfo>("--list") { Description = "The list. Where it holds passwords nobody but its owner may read it.", Required = true };
        var atOnce = new Option<int>("--at-once") { Description = "How many at the same time.", DefaultValueFactory = _ => 4 };
        var command = new Command(name, does) { list, atOnce };
        command.SetAction(
            async (parsed, ct) =>
            {
                var authorities = Read(parsed.GetRequiredValue(list));
                return await Each(authorities, Math.Max(1, parsed.GetValue(atOnce)), work(parsed, TimeProvider.System.GetUtcNow().UtcDateTime), Console.Out, ct);
            }
        );
        return command;
    }

    /// <summary>What is done with one authority.</summary>
    public delegate Task<AuthorityResult> Work(IServiceProvider services, ListedAuthority authority, CancellationToken ct);

    /// <summary>Reads a list: «name place» on a line, with blanks between; what follows # is for people.</summary>
    /// <exception cref="InvalidDataException">A line names no place, two have one name, a name would not do as a file's, or others may read passwords.</exception>
    public static IReadOnlyList<ListedAuthority> Read(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new FileNotFoundException($"There is no file {file.FullName}.");
        }
        var found = new List<ListedAuthority>();
        foreach (var (line, number) in File.ReadLines(file.FullName).Select((l, i) => (l.Trim(), i + 1)))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            var parts = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length != 2)
            {
                throw new InvalidDataException($"{file.Name}, line {number}: a name and a folder or database are needed.");
            }
            if (parts[0].Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            {
                throw new InvalidDataException($"{file.Name}, line {number}: a name is made of letters, digits, - and _.");
            }
            if (found.Any(f => f.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase)))
            {
                throw new InvalidDataException($"{file.Name}, line {number}: {parts[0]} is there twice.");
            }
            found.Add(new ListedAuthority(parts[0], parts[1]));
        }
        if (found.Count == 0)
        {
            throw new InvalidDataException($"{file.Name} names no authority.");
        }
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (!OperatingSystem.IsWindows() && found.Any(f => f.IsPostgres) && (file.UnixFileMode & others) != 0)
        {
            throw new InvalidDataException($"{file.Name} holds addresses of databases, and others may read it: chmod 600 {file.Name}");
        }
        return found;
    }

    /// <summary>Does it for each, several at a time, and prints a line for each in the order of the list. One that cannot be reached keeps none of the others.</summary>
    /// <returns>2 where any could not be done, else 1 where something is wrong with any, else 0.</returns>
    public static async Task<int> Each(IReadOnlyList<ListedAuthority> authorities, int atOnce, Work work, TextWriter to, CancellationToken ct = default)
    {
        var results = new AuthorityResult[authorities.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, authorities.Count),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct },
            async (i, stop) =>
            {
                results[i] = await Try(authorities[i], work, stop);
                Progress.Say($"{results.Count(r => r is not null)} of {authorities.Count}");
            }
        );
        Progress.End();
        var widest = Math.Max(9, results.Max(r => r.Name.Length));
        await to.WriteLineAsync($"{"authority".PadRight(widest)}  result     what");
        foreach (var result in results)
        {
            await to.WriteLineAsync($"{result.Name.PadRight(widest)}  {InWords[result.Status], -9}  {result.Words}");
        }
        await to.WriteLineAsync(
            $"{results.Length} authorities: {results.Count(r => r.Status == 0)} well, {results.Count(r => r.Status == 1)} to look at, {results.Count(r => r.Status == 2)} could not be done."
        );
        return results.Max(r => r.Status);
    }

    private static async Task<AuthorityResult> Try(ListedAuthority authority, Work work, CancellationToken ct)
    {
        try
        {
            var services = new ServiceCollection().AddLogging().AddPractice();
            if (authority.IsPostgres)
            {
                // Files of an authority that has a database wait with its web nodes: none is made here.
                services.AddKithPostgres(authority.Place, Path.GetTempPath());
            }
            else if (File.Exists(Path.Combine(authority.Place, SqliteEngine.FileName)))
            {
                services.AddKithSqlite(authority.Place);
            }
            else
            {
                return new AuthorityResult(authority.Name, 2, $"there is no authority in {authority.Place}");
            }
            await using var provider = services.BuildServiceProvider();
            await using var scope = provider.CreateAsyncScope();
            return await work(scope.ServiceProvider, authority, ct);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return new AuthorityResult(authority.Name, 2, Commands.Reason(problem));
        }
    }

    /// <summary>Versions, size, backup and what is not well; nothing is changed.</summary>
    public static async Task<AuthorityResult> Status(IServiceProvider services, ListedAuthority authority, CancellationToken ct)
    {
        var now = services.GetRequiredService<Clock>().UtcNow;
        var host = new HostFacts("", "", now, "", [], [], [], false);
        var view = await services.GetRequiredService<ShowOperation>().Show(Actor.System("Hosting"), host, ct);
        var backup = view.BackedUpAt is { } at ? $"backup {OperationRules.Old(now - at)} ago" : "no backup known";
        var facts = string.Create(CultureInfo.InvariantCulture, $"{view.Database.Version}, {view.Database.Bytes / 1048576.0:N0} MiB, {backup}, {view.Sessions} signed in");
        return new AuthorityResult(authority.Name, view.Findings.Count > 0 ? 1 : 0, string.Join(" ", new[] { $"{facts}." }.Concat(view.Findings.Select(f => f.What))));
    }

    /// <summary>Walks the trail.</summary>
    public static async Task<AuthorityResult> Verify(IServiceProvider services, ListedAuthority authority, CancellationToken ct)
    {
        var verdict = await services.GetRequiredService<VerifyTrail>().Handle(null, ct);
        if (verdict.Broken is not null)
        {
            return new AuthorityResult(authority.Name, 1, $"the trail is broken. {verdict.Broken}");
        }
        var head = await services.GetRequiredService<SealTrail>().Handle(ct);
        return new AuthorityResult(
            authority.Name,
            0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"whole: {verdict.Entries:N0} entries in {verdict.Chains:N0} chains{(head is null ? "" : $", head {head.Seq} {head.Hash}")}"
            )
        );
    }

    /// <summary>Brings the database up to date.</summary>
    public static async Task<AuthorityResult> Migrate(IServiceProvider services, ListedAuthority authority, CancellationToken ct)
    {
        var engine = services.GetRequiredService<DatabaseEngine>();
        await engine.Migrate(services.GetRequiredService<KithDb>(), ct);
        return new AuthorityResult(authority.Name, 0, $"the {engine.Name} database is up to date");
    }

    /// <summary>Writes a copy under the authority's name and the moment at which the command began.</summary>
    public static async Task<AuthorityResult> Backup(IServiceProvider services, ListedAuthority authority, DirectoryInfo folder, DateTime now, CancellationToken ct)
    {
        folder.Create();
        var file = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{authority.Name}-{now:yyyy-MM-dd-HHmm}.kith"));
        var bytes = await services.GetRequiredService<WriteBackup>().Handle(file, ct);
        return new AuthorityResult(authority.Name, 0, string.Create(CultureInfo.InvariantCulture, $"{file} ({bytes / 1048576.0:N1} MiB)"));
    }
}
