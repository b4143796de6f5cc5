using System.CommandLine;
using System.Globalization;

namespace Kith.Cli.Census;

/// <summary>`kith census`: the Children in Need census.</summary>
internal static class CensusCommands
{
    public static void Register(RootCommand root)
    {
        var census = new Command("census", "The Children in Need census.");
        census.Subcommands.Add(Validate());
        root.Subcommands.Add(census);
    }

    private static Command Validate()
    {
        var file = new Argument<string>("FILE") { Description = "The return (XML)." };
        var year = new Option<int?>("--year") { Description = "The year in which the collection ends (2026 is 2025-26); the header decides unless given." };
        var format = new Option<CensusFormat>("--format") { Description = "table (for people), csv or jsonl.", DefaultValueFactory = _ => CensusFormat.Table };
        var command = new Command("validate", "Judges a return by the rules of its collection. Needs no authority.") { file, year, format };
        command.SetAction(parsed => ValidateCensus.Run(parsed.GetRequiredValue(file), parsed.GetValue(year), parsed.GetValue(format)));
        return command;
    }

    /// <summary>
    /// `census validate` in its plain forms, without the machinery that other commands need. Null for anything else,
    /// which then goes the usual way and is told there what is wrong with it.
    /// </summary>
    public static int? TryQuickly(string[] args)
    {
        if (args is not ["census", "validate", ..])
        {
            return null;
        }

        string? path = null;
        int? year = null;
        var format = CensusFormat.Table;
        for (var i = 2; i < args.Length; i++)
        {
            var (name, value) =
                args[i].StartsWith("--", StringComparison.Ordinal) && args[i].IndexOf('=', StringComparison.Ordinal) is > 0 and var at
                    ? (args[i][..at], args[i][(at + 1)..])
                    : (args[i], null);
            switch (name)
            {
                case "--year" when int.TryParse(value ?? Following(args, ref i), NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    year = number;
                    break;
                case "--format" when Format(value ?? Following(args, ref i)) is { } known:
                    format = known;
                    break;
                default:
                    if (name.StartsWith('-') || path is not null)
                    {
                        return null;
                    }

                    path = name;
                    break;
            }
        }

        return path is null ? null : ValidateCensus.Run(path, year, format);
    }

    private static string? Following(string[] args, ref int at) => at + 1 < args.Length ? args[++at] : null;

    private static CensusFormat? Format(string? name) =>
        name switch
        {
            "table" => CensusFormat.Table,
            "csv" => CensusFormat.Csv,
            "jsonl" => CensusFormat.Jsonl,
            _ => null,
        };
}
