using System.CommandLine;
using System.Globalization;
using Kith.Practice;
using Kith.Practice.Measures;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>`kith measures`: every measure for the year to a day.</summary>
internal static class MeasuresCommand
{
    public static void Register(RootCommand root)
    {
        var asAt = new Option<DateOnly?>("--as-at")
        {
            CustomParser = AuthorityOptions.Day,
            Description = "The day; the year to it is counted. For example 2026-03-31.",
            Required = true,
        };
        var format = new Option<string>("--format") { Description = "table or csv.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "csv");
        var command = new Command("measures", "Prints every measure for the year to a day: what was counted, of what, and the value.") { asAt, format };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        var day = parsed.GetRequiredValue(asAt)!.Value;
                        if (day > services.GetRequiredService<Clock>().Today)
                        {
                            throw new InvalidDataException($"{day:yyyy-MM-dd} has not come yet: measures are of a day that is over, or today.");
                        }
                        var figures = await services.GetRequiredService<TellMeasures>().Handle(day, ct);
                        Print(figures, parsed.GetValue(format) == "csv");
                        return 0;
                    }
                )
        );
        root.Subcommands.Add(command);
    }

    private static void Print(IReadOnlyList<MeasureFigure> figures, bool csv)
    {
        if (csv)
        {
            // The same line ends everywhere, so that two machines' files compare equal.
            Console.Out.Write("measure,numerator,denominator,value\n");
            foreach (var f in figures)
            {
                Console.Out.Write($"{f.Measure.Id},{Number(f.Numerator)},{Number(f.Denominator)},{Number(f.Value)}\n");
            }
            return;
        }
        var group = "";
        foreach (var f in figures)
        {
            if (f.Measure.Group != group)
            {
                group = f.Measure.Group;
                Console.WriteLine($"{Environment.NewLine}{group}");
            }
            Console.WriteLine($"  {f.Measure.Id, -26} {f.InWords, 12} {Number(f.Numerator), 9} of {Number(f.Denominator), -9} {f.Measure.Name}");
        }
    }

    private static string Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
