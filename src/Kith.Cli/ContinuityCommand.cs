using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Kith.Data.Sqlite;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Keys;
using Kith.Practice.Operation.ContinuityCopies;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>`kith continuity`: a read-only copy that can be opened when the service is down.</summary>
internal static class ContinuityCommand
{
    private static readonly Option<FileInfo?> PassphraseFile = new("--passphrase-file")
    {
        Description = "A file whose first line is the passphrase; asked for on the terminal unless told.",
    };

    public static void Register(RootCommand root)
    {
        var continuity = new Command("continuity", "A copy of the authority, to read only, that can be opened on another machine when the service is down.");
        continuity.Subcommands.Add(Key());
        continuity.Subcommands.Add(Write());
        continuity.Subcommands.Add(Look());
        continuity.Subcommands.Add(Open());
        continuity.Subcommands.Add(Bring());
        root.Subcommands.Add(continuity);
    }

    private static Command Key()
    {
        var name = new Argument<string>("NAME") { Description = "NAME.pub locks and goes to the server; NAME.key opens and stays with whoever opens copies." };
        var command = new Command("key", "Makes a pair of keys for continuity copies, once.") { name, PassphraseFile };
        command.SetAction(
            async (parsed, ct) =>
            {
                var path = parsed.GetRequiredValue(name);
                foreach (var file in new[] { path + ".key", path + ".pub" }.Where(File.Exists))
                {
                    throw new IOException($"{file} is there already: copies that it opens would be lost with it.");
                }
                var (open, closed) = CopyKeys.Make(Passphrase(parsed, twice: true));
                await WriteNew(path + ".key", closed, ct);
                await WriteNew(path + ".pub", open, ct);
                Console.WriteLine($"Give {path}.pub to the server (kith continuity write FILE --for {path}.pub).");
                Console.WriteLine($"Keep {path}.key and its passphrase apart from the server and from each other. Without both no copy can be opened.");
                return 0;
            }
        );
        return command;
    }

    private static Command Write()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write the copy. Take it to another place: a copy that is lost with the server is none." };
        var holders = new Option<FileInfo[]>("--for")
        {
            Description = "The open half of the key of whoever may open the copy; several may be given.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("write", "Writes a continuity copy while others go on working. Only the holders of the keys can open it.") { file, holders };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(parsed, services => WriteCopy(services, DocumentKeys.Of(parsed), parsed.GetRequiredValue(file), parsed.GetRequiredValue(holders), ct))
        );
        return command;
    }

    private static async Task<int> WriteCopy(IServiceProvider services, AuthorityKeys keys, FileInfo target, FileInfo[] holders, CancellationToken ct)
    {
        UnfinishedFile.Demand(target);
        var open = holders.Select(h => CopyKeys.ReadOpen(h.FullName)).ToList();
        var db = services.GetRequiredService<KithDb>();
        var engine = services.GetRequiredService<DatabaseEngine>();
        var head = await services.GetRequiredService<SealTrail>().Handle(ct);
        var decided = await services.GetRequiredService<ReadCouncil>().Show(ct);
        var mark = new CopyMark(Guid.CreateVersion7(), decided.Name, services.GetRequiredService<Clock>().UtcNow, Release, head?.Hash);
        // Beside the copy and not in the common temporary folder: what lies there in clear for a minute lies where the
        // copies of this authority are kept, readable by its account alone.
        var folder = target.FullName + ".making";
        var whole = target.FullName + ".part";
        try
        {
            Remove(folder);
            MakePrivate(folder);
            var copied = await EmbeddedCopy.Make(db, engine, folder, CopyContents.LeftBehind, CopyContents.Forgotten, t => Progress.Say(t), ct);
            Progress.End();
            await using (var into = new FileStream(whole, New(FileMode.Create)))
            {
                await using var database = File.OpenRead(Path.Combine(folder, SqliteEngine.FileName));
                await SealedCopy.Write(into, mark, new CopySecrets(keys.Current()?.ToText()), database, open, ct);
                into.Flush(flushToDisk: true);
            }
            File.Move(whole, target.FullName, overwrite: true);
            var bytes = new FileInfo(target.FullName).Length;
            await services.GetRequiredService<TellCopy>().Handle(mark, copied.Rows, bytes, [.. open.Select(CopyKeys.MarkOf)], ct);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Continuity copy written: {target.FullName} ({bytes / 1048576.0:N1} MiB, {copied.Tables} tables, {copied.Rows:N0} rows)."
                )
            );
            return 0;
        }
        finally
        {
            File.Delete(whole);
            Remove(folder);
            open.ForEach(k => k.Dispose());
        }
    }

    private static Command Look()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A continuity copy." };
        var command = new Command("look", "Says of when a continuity copy is, without opening it.") { file };
        command.SetAction(
            async (parsed, ct) =>
            {
                await using var from = parsed.GetRequiredValue(file).OpenRead();
                var mark = await SealedCopy.Look(from, ct);
                Console.WriteLine($"{Whose(mark)}, made {mark.MadeAt:yyyy-MM-dd HH:mm} UTC by Kith {mark.Release}.");
                return 0;
            }
        );
        return command;
    }

    private static Command Open()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The continuity copy." };
        var key = new Option<FileInfo>("--key") { Description = "The closed half of the key.", Required = true };
        var into = new Option<string>("--into")
        {
            Description = "The folder for the opened copy. A copy that was opened there before is replaced, its trail kept beside it.",
            DefaultValueFactory = _ => Path.Combine("data", "continuity"),
        };
        var command = new Command("open", "Opens a continuity copy into a folder, from which `kith serve` then serves it, to read only.") { file, key, into, PassphraseFile };
        command.SetAction(
            async (parsed, ct) =>
            {
                var source = parsed.GetRequiredValue(file);
                if (!source.Exists)
                {
                    throw new FileNotFoundException($"There is no file {source.FullName}.");
                }
                var folder = Path.GetFullPath(parsed.GetRequiredValue(into));
                DemandOwn(folder);
                using var closed = CopyKeys.ReadClosed(parsed.GetRequiredValue(key).FullName, Passphrase(parsed, twice: false));
                var making = folder + ".opening";
                try
                {
                    Remove(making);
                    MakePrivate(making);
                    var mark = await OpenInto(source, closed, making, ct);
                    var kept = PutAside(folder);
                    Directory.Move(making, folder);
                    if (kept is not null)
                    {
                        Console.WriteLine($"The copy that was open here is {kept} now. Bring its trail (kith continuity bring {kept}) before you delete it.");
                    }
                    Console.WriteLine($"Opened: {Whose(mark)}, as it stood at {mark.MadeAt:yyyy-MM-dd HH:mm} UTC.");
                    Console.WriteLine($"Now: kith serve --data {folder}");
                    return 0;
                }
                finally
                {
                    Remove(making);
                }
            }
        );
        return command;
    }

    private static async Task<CopyMark> OpenInto(FileInfo source, RSA closed, string folder, CancellationToken ct)
    {
        await using var from = source.OpenRead();
        CopyMark mark;
        CopySecrets secrets;
        await using (var database = new FileStream(Path.Combine(folder, SqliteEngine.FileName), New(FileMode.CreateNew)))
        {
            (mark, secrets) = await SealedCopy.Open(from, closed, database, ct);
        }
        if (secrets.Key is { } key)
        {
            await WriteNew(Path.Combine(folder, AuthorityKeys.FileName), key + "\n", ct);
        }
        mark = mark with { Opening = Guid.CreateVersion7() };
        mark.Write(folder);
        return mark;
    }

    private static Command Bring()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of the opened copy." };
        var command = new Command("bring", "Brings who read what in an opened copy into the authority's trail, when it is back. May be repeated.") { folder };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        var place = Path.GetFullPath(parsed.GetRequiredValue(folder));
                        var mark = CopyMark.Of(place) ?? throw new InvalidDataException($"{place} is no opened continuity copy.");
                        await using var copy = new ServiceCollection().AddLogging().AddPractice().AddKithSqlite(place).BuildServiceProvider();
                        await using var scope = copy.CreateAsyncScope();
                        var opened = scope.ServiceProvider.GetRequiredService<KithDb>();
                        await scope.ServiceProvider.GetRequiredService<DatabaseEngine>().Migrate(opened, ct);
                        var done = await services.GetRequiredService<BringCopyTrail>().Handle(opened, mark, Actor.System("The person at the machine"), ct);
                        Console.WriteLine(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"Brought into the trail: {done.Entries:N0} {(done.Entries == 1 ? "entry" : "entries")}{(done.Before > 0 ? $"; {done.Before:N0} were there already" : "")}."
                            )
                        );
                        return 0;
                    }
                )
        );
        return command;
    }

    private static string Release =>
        typeof(ContinuityCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static string Whose(CopyMark mark) => mark.Council.Length > 0 ? $"Records of {mark.Council}" : "Records of an authority without a name";

    /// <summary>A folder is replaced only where it is a copy: never an authority that somebody works in.</summary>
    private static void DemandOwn(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, CopyMark.FileName)))
        {
            throw new IOException($"{folder} is not empty and no continuity copy. Name another folder with --into.");
        }
    }

    private static string? PutAside(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }
        if (CopyMark.Of(folder) is not { } before)
        {
            Directory.Delete(folder);
            return null;
        }
        var aside = $"{folder}-{before.MadeAt:yyyyMMdd-HHmm}-{before.Opening.ToString("N")[^6..]}";
        Directory.Move(folder, aside);
        return aside;
    }

    private static string Passphrase(ParseResult parsed, bool twice)
    {
        if (parsed.GetValue(PassphraseFile) is { } file)
        {
            return File.ReadLines(file.FullName).FirstOrDefault()?.TrimEnd('\r') ?? throw new InvalidDataException($"{file.FullName} is empty.");
        }
        if (Console.IsInputRedirected)
        {
            throw new InvalidDataException("There is no terminal to ask for the passphrase: name a file with --passphrase-file.");
        }
        var first = Ask("Passphrase: ");
        return !twice || first == Ask("The same again: ") ? first : throw new InvalidDataException("The two are not the same. Nothing was made.");
    }

    private static string Ask(string question)
    {
        Console.Error.Write(question);
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }

    private static async Task WriteNew(string path, string words, CancellationToken ct)
    {
        await using var file = new FileStream(path, New(FileMode.CreateNew));
        await file.WriteAsync(System.Text.Encoding.ASCII.GetBytes(words), ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Only its owner may read what is written here.</summary>
    private static FileStreamOptions New(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return options;
    }

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
