using System.CommandLine;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>`kith import`: loads an extract alongside.</summary>
internal static class ImportCommands
{
    public static void Register(RootCommand root)
    {
        var import = new Command("import", "Loads an extract of the council's case system. Loading the same extract again changes nothing.");
        import.Subcommands.Add(Kind("cin-census", Sources.CinCensus, "FILE", "A children in need census return (XML) of 2020-21 to 2026-27."));
        import.Subcommands.Add(Kind("ssd", Sources.Ssd, "DIR", "A Standard Safeguarding Dataset extract: a folder (or zip) with a CSV file for each table."));
        import.Subcommands.Add(Kind("annex-a", Sources.AnnexA, "FILE", "An Annex A workbook (.xlsx), or a folder of its lists as CSV."));
        root.Subcommands.Add(import);
    }

    private static Command Kind(string name, string source, string argument, string description)
    {
        var path = new Argument<string>(argument) { Description = "What to load." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Compute everything, keep nothing." };
        var whole = new Option<bool>("--whole") { Description = "The extract is whole, though it holds much less than the last: what it lacks has ended." };
        var report = new Option<FileInfo?>("--report") { Description = "Write the refused rows to this CSV file." };
        var command = new Command(name, description) { path, dryRun, whole, report };
        command.SetAction(
            (parsed, ct) =>
            {
                // Before an authority is made for it.
                var from = Path.GetFullPath(parsed.GetRequiredValue(path));
                if (!File.Exists(from) && !Directory.Exists(from))
                {
                    throw new FileNotFoundException($"There is no file or folder {from}.");
                }
                if (parsed.GetValue(report) is { } refused)
                {
                    UnfinishedFile.Demand(refused);
                }
                return AuthorityOptions.On(
                    parsed,
                    services => Run(services, source, from, parsed.GetValue(dryRun), parsed.GetValue(whole), parsed.GetValue(report), ct),
                    makes: true,
                    tries: parsed.GetValue(dryRun)
                );
            }
        );
        return command;
    }

    private static async Task<int> Run(IServiceProvider services, string source, string path, bool dryRun, bool whole, FileInfo? report, CancellationToken ct)
    {
        var actor = Actor.System("The person at the machine");
        var id = await services.GetRequiredService<AskForImport>().Handle(new ImportInput(source, Path.GetFileName(path.TrimEnd('/', '\\')), null, dryRun, whole), actor, ct: ct);
        var run = await services.GetRequiredService<RunImport>().Handle(id, path, actor, progress: (done, of) => Progress.Say($"{done:N0} of {of:N0} rows"), ct: ct);
        Progress.End();
        if (run.State == ImportState.Failed)
        {
            await Console.Error.WriteLineAsync($"kith: {run.Failure?.ReplaceLineEndings(" ")}");
            return 2;
        }

        var details = ImportDetails.Of(run.Details);
        Console.WriteLine(dryRun ? "Dry run: this is what would be done. Nothing was kept." : $"Loaded {run.FileName}.");
        Console.WriteLine($"{"", -34}{"added", 10}{"changed", 10}{"unchanged", 11}{"ended", 10}");
        foreach (var (kind, count) in details.Kinds)
        {
            Console.WriteLine($"{kind, -34}{count.Added, 10:N0}{count.Changed, 10:N0}{count.Unchanged, 11:N0}{count.Ended, 10:N0}");
        }
        Console.WriteLine($"{"All", -34}{run.Added, 10:N0}{run.Changed, 10:N0}{run.Unchanged, 11:N0}{run.Ended, 10:N0}");
        foreach (var (notice, times) in details.Notices)
        {
            Console.WriteLine($"Note: {notice}{(times > 1 ? $" ({times:N0} times)" : "")}");
        }
        Console.WriteLine(
            run.Refused == 0 ? "No row was refused."
            : run.Refused == 1 ? "1 row was refused:"
            : $"{run.Refused:N0} rows were refused:"
        );
        var refusals = services.GetRequiredService<ListRefusals>();
        if (run.Refused > 0)
        {
            foreach (var reason in await refusals.Reasons(actor, id, ct))
            {
                Console.WriteLine($"  {reason.Times, 8:N0}  {reason.Place}: {reason.Reason} (first in line {reason.FirstLine:N0})");
            }
        }
        if (report is not null)
        {
            using var unfinished = UnfinishedFile.For(report);
            await using (var to = new StreamWriter(unfinished.Path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
            {
                await refusals.WriteCsv(actor, id, to, ct);
            }
            unfinished.Finish();
            Console.WriteLine($"The refused rows are in {report.FullName}.");
        }
        return run.Refused == 0 ? 0 : 1;
    }
}
