using System.CommandLine;
using System.Globalization;
using System.Text;
using Kith.Practice.Search;

namespace Kith.Cli;

/// <summary>`kith match`: the records of one person within a file, or between two.</summary>
internal static class MatchCommand
{
    public static void Register(RootCommand root)
    {
        var first = new Argument<FileInfo>("FILE")
        {
            Description = "A CSV file of people: the columns id, first, middle, last, dob, sex, nhs, upn, line1, postcode; any may be missing.",
        };
        var second = new Argument<FileInfo?>("FILE2")
        {
            Description = "A second file: links between the two are found. Without it, duplicates within the first.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var map = new Option<FileInfo?>("--map") { Description = "A file that says which column is which, one a line: ours, a comma, the file's («last,Surname»)." };
        var file = new Option<FileInfo>("--out") { Description = "The CSV file of links to write: left, right, score, reasons.", Required = true };
        var least = new Option<double>("--at-least")
        {
            Description = "How likely two records must be of one person to be linked, from 0 to 1.",
            DefaultValueFactory = _ => Matching.Linker.UsualThreshold,
        };
        var command = new Command(
            "match",
            "Finds the records of one person within a file of people, or between two files, and says why. It needs no authority and changes nothing."
        )
        {
            first,
            second,
            map,
            file,
            least,
        };
        command.SetAction(
            (parsed, ct) =>
            {
                var threshold = parsed.GetValue(least);
                if (threshold is not (> 0 and < 1))
                {
                    throw new InvalidDataException("--at-least is a probability: more than 0 and less than 1.");
                }
                var columns = new Dictionary<string, string>() as IReadOnlyDictionary<string, string>;
                if (parsed.GetValue(map) is { } mapped)
                {
                    using var reader = new StreamReader(Present(mapped).FullName);
                    columns = LinkFiles.ReadMap(reader);
                }
                var (left, right) = (Present(parsed.GetRequiredValue(first)), parsed.GetValue(second) is { } other ? Present(other) : null);
                using var unfinished = UnfinishedFile.For(parsed.GetRequiredValue(file));
                LinkedFiles done;
                using (var into = new StreamWriter(unfinished.Path, append: false, new UTF8Encoding(false), 1 << 16))
                {
                    done = new LinkFiles(Progress.Say).Handle(left, right, columns, into, threshold, cancel: ct);
                }
                Progress.End();
                unfinished.Finish();
                foreach (var row in done.Refused.Take(20))
                {
                    Console.Error.WriteLine($"kith: {row}");
                }
                if (done.RefusedCount > 20)
                {
                    Console.Error.WriteLine($"kith: and {done.RefusedCount - 20:N0} rows more that could not be read.");
                }
                if (done.UnreadDates > 0)
                {
                    Console.Error.WriteLine($"kith: {done.UnreadDates:N0} dates of birth are no dates; these people were compared without them.");
                }
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{done.Links:N0} {(done.Links == 1 ? "link" : "links")} among {done.People:N0} people, from {done.Compared:N0} comparisons: {unfinished.Target}"
                    )
                );
                return Task.FromResult(done.RefusedCount > 0 ? 1 : 0);
            }
        );
        root.Subcommands.Add(command);
    }

    private static FileInfo Present(FileInfo file) => file.Exists ? file : throw new FileNotFoundException($"There is no file {file.FullName}.");
}
