using System.CommandLine;
using Kith.Data.Sqlite;
using Kith.Practice;
using Kith.Practice.Operation;
using Kith.Practice.Projections;
using Kith.Practice.Retention;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>Commands that look after an authority: verify, rebuild, backup, restore, migrate.</summary>
internal static class AuthorityCommands
{
    public static void Register(RootCommand root)
    {
        Verify(root);
        Rebuild(root);
        Backup(root);
        Restore(root);
        Disposals(root);
        Migrate(root);
    }

    private static void Verify(RootCommand root)
    {
        var command = new Command("verify", "Walks the trail and names the first entry that is not as it was written.");
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        var verdict = await services.GetRequiredService<VerifyTrail>().Handle(n => Progress.Say($"{n:N0} entries checked"), ct);
                        Progress.End();
                        if (verdict.Broken is not null)
                        {
                            Console.WriteLine($"The trail is broken. {verdict.Broken}.");
                            return 1;
                        }
                        var head = await services.GetRequiredService<SealTrail>().Handle(ct);
                        Console.WriteLine($"The trail is whole: {verdict.Entries:N0} entries in {verdict.Chains:N0} chains.");
                        if (head is not null)
                        {
                            Console.WriteLine($"Head {head.Seq} of {head.At:yyyy-MM-dd HH:mm} UTC: {head.Hash}");
                        }
                        return 0;
                    }
                )
        );
        root.Subcommands.Add(command);
    }

    private static void Rebuild(RootCommand root)
    {
        var check = new Option<bool>("--check") { Description = "Only compare; change nothing." };
        var command = new Command("rebuild", "Makes everything that is derived from records again and reports any difference.") { check };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        var differences = await services.GetRequiredService<Projector>().Rebuild(parsed.GetValue(check), n => Progress.Say($"{n:N0} people"), ct);
                        Progress.End();
                        foreach (var difference in differences.Take(20))
                        {
                            Console.WriteLine($"{difference.PersonId} {difference.Projection}\n  stored:   {difference.Stored}\n  computed: {difference.Computed}");
                        }
                        Console.WriteLine(
                            differences.Count == 0
                                ? "No difference: what is stored is what the records give."
                                : $"{differences.Count:N0} differences{(parsed.GetValue(check) ? "" : ", put right")}."
                        );
                        return differences.Count == 0 ? 0 : 1;
                    }
                )
        );
        root.Subcommands.Add(command);
    }

    private static void Backup(RootCommand root)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write the backup." };
        var command = new Command("backup", "Writes a whole, consistent copy of the authority while others go on working.") { file };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        var target = parsed.GetRequiredValue(file);
                        UnfinishedFile.Demand(target);
                        DemandBackup(target);
                        var bytes = await services.GetRequiredService<WriteBackup>().Handle(target.FullName, ct);
                        Console.WriteLine(
                            $"Backup written: {target.FullName} ({bytes / 1048576.0:N1} MiB). Uploaded documents in it are locked: keep the authority's key, apart from it."
                        );
                        return 0;
                    }
                )
        );
        root.Subcommands.Add(command);
    }

    /// <summary>A backup takes the place of an older one, and of nothing else: a slip in its name must not cost a file.</summary>
    private static void DemandBackup(FileInfo target)
    {
        if (target is { Exists: true, Length: > 0 } && KindOf(target) == BackupKind.None)
        {
            throw new IOException($"{target.FullName} is there already and is no backup: name another file.");
        }
    }

    private enum BackupKind
    {
        None,
        Embedded,
        Postgres,
    }

    private static BackupKind KindOf(FileInfo file)
    {
        var head = new byte[16];
        using var from = file.OpenRead();
        var read = from.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head.AsSpan(0, read).StartsWith("SQLite format 3\0"u8) ? BackupKind.Embedded
            : head.AsSpan(0, read).StartsWith("PGDMP"u8) ? BackupKind.Postgres
            : BackupKind.None;
    }

    /// <summary>What stands where it should be restored is never read as a backup of itself, nor one engine's backup by the other.</summary>
    /// <param name="embedded">The database of an embedded authority; null for one on PostgreSQL.</param>
    private static void DemandRestorable(FileInfo source, string? embedded)
    {
        if (Directory.Exists(source.FullName))
        {
            throw new FileNotFoundException($"{source.FullName} is a folder: name the backup in it.");
        }
        if (!source.Exists)
        {
            throw new FileNotFoundException($"There is no file {source.FullName}.");
        }
        if ((source.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? source.FullName) == embedded)
        {
            throw new InvalidDataException($"{source.FullName} is the authority itself, not a backup of it. Nothing was changed.");
        }
        if (KindOf(source) == (embedded is null ? BackupKind.Embedded : BackupKind.Postgres))
        {
            throw new InvalidDataException(
                embedded is null
                    ? $"{source.Name} is a backup of an embedded authority: say with --data in which folder it goes. Nothing was changed."
                    : $"{source.Name} is a backup of an authority on PostgreSQL: say with --database where it goes. Nothing was changed."
            );
        }
    }

    private static void Restore(RootCommand root)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The backup to restore." };
        var list = new Option<FileInfo?>("--disposals")
        {
            Description = "The latest list of disposals (`kith disposals`): whoever is in it and comes back with the backup is disposed of again.",
        };
        var command = new Command("restore", "Replaces the authority by a backup. A damaged file is refused before anything is changed.") { file, list };
        command.SetAction(
            async (parsed, ct) =>
            {
                var anew = new MadeAnew(AuthorityOptions.Folder(parsed));
                try
                {
                    var source = parsed.GetRequiredValue(file);
                    DemandRestorable(
                        source,
                        AuthorityOptions.Address(parsed) is null ? Path.GetFullPath(Path.Combine(AuthorityOptions.Folder(parsed), SqliteEngine.FileName)) : null
                    );
                    var listed = parsed.GetValue(list) is { } kept ? DisposalList.Open(await File.ReadAllTextAsync(kept.FullName, ct), DocumentKeys.Of(parsed)) : default;
                    await using var provider = AuthorityOptions.Open(parsed);
                    await using var scope = provider.CreateAsyncScope();
                    var engine = scope.ServiceProvider.GetRequiredService<DatabaseEngine>();
                    var again = scope.ServiceProvider.GetRequiredService<DisposeAgain>();
                    var known = await again.Read(ct);
                    IReadOnlyList<Disposal> disposed = [.. (known ?? []).Concat(listed.Disposals ?? []).DistinctBy(d => d.Id)];
                    await engine.Restore(source.FullName, ct);
                    // At once, and whoever stops the command now waits for it: what was disposed of is known here and nowhere else.
                    var (back, takenUp) = await again.Again(disposed, CancellationToken.None);
                    var verdict = await scope.ServiceProvider.GetRequiredService<VerifyTrail>().Handle(null, ct);
                    Console.WriteLine(
                        verdict.Broken is null ? $"Restored. The trail is whole: {verdict.Entries:N0} entries." : $"Restored, but the trail is broken. {verdict.Broken}."
                    );
                    if (back.Count > 0)
                    {
                        Console.WriteLine(
                            $"{(back.Count == 1 ? "1 record is" : $"{back.Count:N0} records are")} back that had been disposed of since this backup: {string.Join(", ", back)}."
                                + (
                                    takenUp
                                        ? " They stand as agreed and are disposed of again within an hour of the service running, unless something holds them."
                                        : " This backup is older than disposals: run `kith migrate`, and have them proposed and agreed again."
                                )
                        );
                    }
                    if (listed.Disposals is not null)
                    {
                        Console.WriteLine($"The list of disposals is of {listed.MadeAt:yyyy-MM-dd HH:mm} UTC and names {listed.Disposals.Count:N0}.");
                    }
                    else if (known is null)
                    {
                        Console.WriteLine(
                            "Nothing here knows of disposals after this backup was made, and records that went since would be back. Where there is a list (`kith disposals`), restore once more with --disposals before anybody works in it."
                        );
                    }
                    return verdict.Broken is null ? 0 : 1;
                }
                catch
                {
                    // The files of an authority on PostgreSQL have a folder of their own, made before it is asked.
                    await anew.TakeAway(() => Task.FromResult(true));
                    throw;
                }
            }
        );
        root.Subcommands.Add(command);
    }

    private static void Disposals(RootCommand root)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write the list; one that is there is replaced." };
        var command = new Command("disposals", "Writes the list of what was disposed of, to be kept with the backups: a new machine knows of none by itself.") { file };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        var key =
                            DocumentKeys.Of(parsed).Current()
                            ?? throw new InvalidDataException("The list is locked with the authority's key, and there is none: give it as Kith__KeyFile.");
                        var disposed = await services.GetRequiredService<DisposeAgain>().Read(ct) ?? throw new InvalidDataException("Run `kith migrate` first.");
                        // Whole or not at all, also where the one before is still needed.
                        using var unfinished = UnfinishedFile.For(parsed.GetRequiredValue(file));
                        await File.WriteAllTextAsync(unfinished.Path, DisposalList.Close(disposed, services.GetRequiredService<Clock>().UtcNow, key), ct);
                        unfinished.Finish();
                        Console.WriteLine($"List written: {unfinished.Target} ({disposed.Count:N0} disposals).");
                        return 0;
                    }
                )
        );
        root.Subcommands.Add(command);
    }

    private static void Migrate(RootCommand root)
    {
        var command = new Command("migrate", "Brings the authority's database up to date with this version of Kith.");
        command.SetAction(
            async (parsed, ct) =>
            {
                AuthorityOptions.DemandThere(parsed);
                await using var provider = AuthorityOptions.Open(parsed);
                await using var scope = provider.CreateAsyncScope();
                var engine = scope.ServiceProvider.GetRequiredService<DatabaseEngine>();
                await engine.Migrate(scope.ServiceProvider.GetRequiredService<KithDb>(), ct);
                Console.WriteLine($"The {engine.Name} database is up to date.");
                return 0;
            }
        );
        root.Subcommands.Add(command);
    }
}
