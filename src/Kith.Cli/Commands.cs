using System.CommandLine;
using System.Data.Common;
using System.Text.RegularExpressions;
using Kith.Cli.Census;
using Kith.Data.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kith.Cli;

/// <summary>Every command, and how their failures are told.</summary>
public static partial class Commands
{
    /// <summary>Runs one. 0: done; 1: done, and something is wrong with the data; 2: could not run, with the reason in one line on standard error.</summary>
    public static async Task<int> Run(string[] args)
    {
        var root = Root();
        try
        {
            var parsed = root.Parse(args);
            if (Problem(parsed) is { } problem)
            {
                await Console.Error.WriteLineAsync($"kith: {problem} `kith --help` lists the commands.");
                return 2;
            }
            // Whoever stops it (Ctrl-C, the end of a service) waits until what is under way is put away.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
        }
        catch (Exception error)
        {
            // One line that a person at the machine can act on; the whole of it only when asked for.
            Progress.End();
            await Console.Error.WriteLineAsync($"kith: {Reason(error)}");
            if (Environment.GetEnvironmentVariable("KITH_TRACE") is not null)
            {
                await Console.Error.WriteLineAsync(error.ToString());
            }
            return 2;
        }
    }

    /// <summary>What is wrong with a command line, in one line without names of the program's own; null for nothing.</summary>
    public static string? Problem(params string[] args) => Problem(Root().Parse(args));

    /// <summary>Why a command could not run, in one line.</summary>
    public static string Reason(Exception error) => InWords(error).ReplaceLineEndings(" ");

    private static string InWords(Exception error) =>
        error switch
        {
            OperationCanceledException => "Stopped before the end. What is written is whole, and the same may be run again.",
            SqliteException embedded => Embedded(embedded),
            DbUpdateException { InnerException: { } database } => InWords(database),
            InvalidOperationException { InnerException: DbException database } => InWords(database),
            DbException database => PostgresProblem.InWords(database) ?? database.Message,
            // What the platform says of files names them and nothing more, and in its own words.
            FileNotFoundException { FileName: { Length: > 0 } name } => $"There is no file {name}.",
            DirectoryNotFoundException => $"There is no such folder: {error.Message}",
            UnauthorizedAccessException => $"This account may not read or write that: {error.Message}",
            _ => error.Message,
        };

    private static string Embedded(SqliteException problem) =>
        problem.SqliteErrorCode switch
        {
            5 or 6 => "Others went on writing to the database for too long. Try again when they are done.",
            8 => "The database cannot be written: it, its folder or its disk is read-only, or belongs to somebody else.",
            11 or 26 => "kith.db in the data folder is damaged or is no database. Bring it back with `kith restore`.",
            13 => "There is no room left on the disk.",
            // What SQLite says of a file that it cannot open names neither the file nor what to do.
            14 => "A file could not be opened or written: its folder is not there, is read-only, or belongs to somebody else.",
            _ => problem.Message,
        };

    private static string? Problem(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return null;
        }
        var said = Spaces().Replace(parsed.Errors[0].Message, " ");
        if (said.StartsWith("Required command", StringComparison.Ordinal))
        {
            return parsed.UnmatchedTokens.Count > 0 ? $"There is no command «{parsed.UnmatchedTokens[0]}»." : "Say which command.";
        }
        if (Unknown().Match(said) is { Success: true } unknown && parsed.Errors[0].SymbolResult is System.CommandLine.Parsing.OptionResult asked)
        {
            return $"{asked.Option.Name} cannot be «{unknown.Groups["value"].Value}»: give one of {unknown.Groups["choices"].Value.Trim().Replace("'", "", StringComparison.Ordinal).Replace(" ", ", ", StringComparison.Ordinal)}.";
        }
        if (Unread().Match(said) is not { Success: true } unread)
        {
            return Stray().Match(said) is { Success: true } stray
                ? $"There is no {(stray.Groups["word"].Value.StartsWith('-') ? "option" : "place for")} «{stray.Groups["word"].Value}» here."
                : said;
        }
        var wanted = unread.Groups["type"].Value switch
        {
            "System.Int32" or "System.Int64" or "System.Nullable`1[System.Int32]" => "a whole number",
            _ when unread.Groups["choices"].Value.Trim() is { Length: > 0 } choices => $"one of {choices.ToLowerInvariant().Replace(" ", ", ", StringComparison.Ordinal)}",
            _ => "something else",
        };
        return $"{unread.Groups["option"].Value} cannot be «{unread.Groups["value"].Value}»: give {wanted}.";
    }

    [GeneratedRegex(@"^Argument '(?<value>.*)' not recognized\. Must be one of:(?<choices>.*)$")]
    private static partial Regex Unknown();

    [GeneratedRegex("^Unrecognized command or argument '(?<word>.*)'\\.$")]
    private static partial Regex Stray();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(
        @"^Cannot parse argument '(?<value>.*)' for (?:option|argument|command) '(?<option>[^']*)' as expected type '(?<type>[^']*)'\.(?: Did you mean one of the following\?(?<choices>.*))?$"
    )]
    private static partial Regex Unread();

    private static RootCommand Root()
    {
        var root = new RootCommand("Kith: the practice system of a council's children's services.");
        root.Options.Add(AuthorityOptions.Data);
        root.Options.Add(AuthorityOptions.Database);
        AuthorityCommands.Register(root);
        AuthoritiesCommand.Register(root);
        ImportCommands.Register(root);
        SynthesiseCommand.Register(root);
        CensusCommands.Register(root);
        CensusWriteCommand.Register(root);
        AnnexACommand.Register(root);
        SsdCommands.Register(root);
        FeedCommand.Register(root);
        ExportCommand.Register(root);
        MeasuresCommand.Register(root);
        MatchCommand.Register(root);
        UserCommands.Register(root);
        KeyCommand.Register(root);
        ContinuityCommand.Register(root);
        SbomCommand.Register(root);
        return root;
    }
}
