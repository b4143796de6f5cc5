using System.CommandLine;
using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Returns.Ssd;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>`kith ssd export`: the Standard Safeguarding Dataset from the records.</summary>
internal static class SsdCommands
{
    public static void Register(RootCommand root)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder for the files; it is made when it is not there." };
        var export = new Command("export", "Writes the Standard Safeguarding Dataset from the records: a CSV file for each table, held to its schema.") { folder };
        export.SetAction((parsed, ct) => AuthorityOptions.On(parsed, services => Run(services, parsed.GetRequiredValue(folder), ct)));
        root.Subcommands.Add(new Command("ssd", "The Standard Safeguarding Dataset.") { export });
    }

    private static async Task<int> Run(IServiceProvider services, string folder, CancellationToken ct)
    {
        using var unfinished = UnfinishedFolder.For(folder);
        var written = await services.GetRequiredService<WriteSsd>().Handle(unfinished.Folder, Actor.System("The person at the machine"), n => Progress.Say($"{n:N0} people"), ct);
        Progress.End();
        unfinished.FinishAmongOthers();
        foreach (var (table, rows) in written.Tables)
        {
            Console.WriteLine($"{table, -34}{rows, 10:N0}");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written.People:N0} people in {written.Tables.Count} tables: {unfinished.Target}"));
        if (written.FaultCount == 0)
        {
            return 0;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written.FaultCount:N0} values do not hold to the schema:"));
        foreach (var g in written.Faults.GroupBy(f => (f.Table, f.Column)).OrderByDescending(g => g.Count()).Take(20))
        {
            Console.WriteLine($"  {g.Count(), 8:N0}  {g.Key.Table}.{g.Key.Column}: {g.First().Problem} (first in {g.First().Row})");
        }
        return 1;
    }
}
