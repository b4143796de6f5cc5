using System.CommandLine;
using System.Globalization;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Returns.AnnexA;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>`kith annex-a`: the workbook that an inspection asks for, and its check report.</summary>
internal static class AnnexACommand
{
    public static void Register(RootCommand root)
    {
        var asAt = new Option<DateOnly?>("--as-at")
        {
            CustomParser = AuthorityOptions.Day,
            Description = "The day as at which the lists are made, for example 2026-11-24.",
            Required = true,
        };
        var file = new Option<FileInfo>("--out") { Description = "The workbook to write (.xlsx).", Required = true };
        var check = new Option<FileInfo?>("--check") { Description = "Also check the lists and write what was found to this CSV file." };
        var command = new Command("annex-a", "Writes the child-level lists that an inspection asks for (Annex A) as a workbook, and checks them.") { asAt, file, check };
        command.SetAction(
            (parsed, ct) => AuthorityOptions.On(parsed, services => Run(services, parsed.GetRequiredValue(asAt)!.Value, parsed.GetRequiredValue(file), parsed.GetValue(check), ct))
        );
        root.Subcommands.Add(command);
    }

    private static async Task<int> Run(IServiceProvider services, DateOnly asAt, FileInfo file, FileInfo? check, CancellationToken ct)
    {
        if (!file.Extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The workbook is an .xlsx file: {file.Name} would not open as one.");
        }
        using var unfinished = UnfinishedFile.For(file);
        using var uncheckedReport = check is null ? null : UnfinishedFile.For(check);
        try
        {
            WrittenAnnexA written;
            await using (var into = new FileStream(unfinished.Path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            await using (
                var report = uncheckedReport is null
                    ? StreamWriter.Null
                    : new StreamWriter(uncheckedReport.Path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true))
            )
            {
                AnnexAReport.Line(report, AnnexAReport.Columns);
                written = await services
                    .GetRequiredService<TakeOutAnnexA>()
                    .Handle(
                        asAt,
                        into,
                        Actor.System("The person at the machine"),
                        f => AnnexAReport.Line(report, AnnexAReport.Cells(f)),
                        n => Progress.Say($"{n:N0} children"),
                        ct
                    );
                Progress.End();
            }
            unfinished.Finish();
            uncheckedReport?.Finish();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{written.Rows.Sum():N0} rows of {written.Children:N0} children in the lists as at {asAt:d MMMM yyyy} (edition {written.Edition}): {file.FullName}"
                )
            );
            if (check is null)
            {
                return 0;
            }
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{written.Wrong:N0} to put right, {written.AskedAbout:N0} that an inspector would ask about: {check.FullName}")
            );
            return written.Wrong == 0 ? 0 : 1;
        }
        catch (NotAcceptedException refused)
        {
            throw new InvalidDataException(refused.Message, refused);
        }
    }
}
