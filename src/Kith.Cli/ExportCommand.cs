using System.CommandLine;
using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Returns.Everything;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>`kith export`: the whole authority as open files.</summary>
internal static class ExportCommand
{
    public static void Register(RootCommand root)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder for the files; it must not be there yet, or be empty." };
        var command = new Command("export", "Writes everything that the authority keeps as open files, with a data dictionary: a clean exit on any day.") { folder };
        command.SetAction(
            (parsed, ct) => AuthorityOptions.On(parsed, services => Run(services, parsed.GetRequiredValue(folder), ct), services => DocumentKeys.Add(services, parsed))
        );
        root.Subcommands.Add(command);
    }

    private static async Task<int> Run(IServiceProvider services, string folder, CancellationToken ct)
    {
        using var unfinished = UnfinishedFolder.ForNew(folder, "what is old in it could be taken for what is new");
        var written = await services.GetRequiredService<ExportAuthority>().Handle(unfinished.Folder, Actor.System("The person at the machine"), t => Progress.Say(t), ct);
        Progress.End();
        unfinished.Finish();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{written.Tables.Count} tables, {written.Tables.Sum(t => t.Rows):N0} rows, {written.Documents:N0} {(written.Documents == 1 ? "document" : "documents")}: {unfinished.Target}"
            )
        );
        if (written.Locked + written.Fields == 0)
        {
            return 0;
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{written.Locked:N0} {(written.Locked == 1 ? "document" : "documents")} and {written.Fields:N0} {(written.Fields == 1 ? "field" : "fields")} stayed locked: bring the authority's key (Kith__Key, Kith__KeyFile or kith.key in the data folder) and export again."
            )
        );
        return 1;
    }
}
