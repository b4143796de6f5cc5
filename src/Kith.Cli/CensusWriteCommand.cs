using System.CommandLine;
using System.Globalization;
using Kith.Practice.Acts;
using Kith.Practice.Returns.Census;
using Kith.Standards.CinCensus;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>`kith census write`: the return from the records.</summary>
internal static class CensusWriteCommand
{
    /// <summary>Adds `write` to the `census` command, which is made where nobody made it before.</summary>
    public static void Register(RootCommand root)
    {
        if (root.Subcommands.FirstOrDefault(c => c.Name == "census") is not { } census)
        {
            census = new Command("census", "The children in need census.");
            root.Subcommands.Add(census);
        }
        census.Subcommands.Add(Make());
    }

    private static Command Make()
    {
        var asAt = new Option<DateOnly?>("--as-at")
        {
            CustomParser = AuthorityOptions.Day,
            Description = "The day as at which the return is made, for example 2026-03-31; it decides the collection year.",
            Required = true,
        };
        var file = new Option<FileInfo>("--out") { Description = "The XML file to write.", Required = true };
        var serial = new Option<string>("--serial") { Description = "The serial number in the header; goes up with each submission of a year.", DefaultValueFactory = _ => "001" };
        var command = new Command("write", "Writes the children in need census return from the records, for any collection from 2020-21.") { asAt, file, serial };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        using var unfinished = UnfinishedFile.For(parsed.GetRequiredValue(file));
                        try
                        {
                            WrittenCensus written;
                            await using (var into = new FileStream(unfinished.Path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
                            {
                                written = await services
                                    .GetRequiredService<WriteCensus>()
                                    .Handle(parsed.GetRequiredValue(asAt)!.Value, into, parsed.GetRequiredValue(serial), n => Progress.Say($"{n:N0} children"), ct);
                                Progress.End();
                            }
                            unfinished.Finish();
                            TellOfStructure(unfinished.Target, written.Year);
                            Console.WriteLine(
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"{written.Children:N0} children in the return of {written.Year.Name}{(written.Year.IsDraft ? " (draft edition)" : "")}: {unfinished.Target}"
                                )
                            );
                            return 0;
                        }
                        catch (NotAcceptedException refused)
                        {
                            throw new InvalidDataException(refused.Message, refused);
                        }
                    }
                )
        );
        return command;
    }

    /// <summary>COLLECT takes no file in that is not built as it asks, so what it would refuse is said before anyone sends it.</summary>
    private static void TellOfStructure(string path, CollectionYear year)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var faults = CensusSchema.Check(file, year, out var count, most: 5);
        if (count == 0)
        {
            return;
        }
        Console.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"kith: {count:N0} {(count == 1 ? "place of the file is" : "places of the file are")} not built as the collection asks:")
        );
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  line {fault.Line}: {fault.Problem}"));
        }
    }
}
