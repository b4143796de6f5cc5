using System.Globalization;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;

namespace Kith.Cli.Census;

/// <summary>How findings are written out.</summary>
internal enum CensusFormat
{
    Table,
    Csv,
    Jsonl,
}

/// <summary>
/// `kith census validate`: judges a file by the rules of its collection. Needs no authority, and loads nothing of one:
/// a council runs it many times in a day of corrections, so it should be over before one looks up.
/// </summary>
internal static class ValidateCensus
{
    /// <summary>Validates the file and writes what was found. 0 where nothing was, 1 where something was, 2 where the file cannot be read.</summary>
    public static int Run(string path, int? year, CensusFormat format)
    {
        if (year is { } asked && CollectionYear.Find(asked) is null)
        {
            return Refuse($"there are rules for {CollectionYear.All[0].EndYear} to {CollectionYear.All[^1].EndYear} (2026 is 2025-26), not for {asked}");
        }

        try
        {
            using var stream = Open(path);
            var report = CensusValidation.Run(
                stream,
                new CensusValidationOptions { Year = year, Progress = Progress.IsShown ? read => Progress.Say(Share(read, stream.Length)) : null }
            );
            Progress.End();
            TellOfYear(report, year);
            using var output = Console.OpenStandardOutput();
            CensusOutput.Write(report, format, Path.GetFileName(path), output);
            return report.Issues.Count == 0 ? 0 : 1;
        }
        catch (CensusFileException refusal)
        {
            Progress.End();
            return Refuse(refusal.Message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Progress.End();
            return Refuse(problem.Message);
        }
    }

    private static FileStream Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a folder, not a file.");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file {path}.");
        }

        // No buffer of its own: the reader has one.
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        if (file.CanSeek)
        {
            return file;
        }

        // A pipe: kept in a file of its own until done, because children that share an identifier are looked up again.
        using (file)
        {
            var kept = new FileStream(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 0,
                FileOptions.DeleteOnClose
            );
            file.CopyTo(kept);
            kept.Position = 0;
            return kept;
        }
    }

    private static void TellOfYear(CensusReport report, int? asked)
    {
        var used = report.Rules.Year;
        if (report.HeaderYear is not { } said)
        {
            if (asked is null)
            {
                Tell($"the header names no collection year that is known; the rules of {used} were applied (--year chooses others)");
            }
        }
        else if (said != used.EndYear)
        {
            Tell($"the header says {said}; the rules of {used} were applied, as asked, to the year to {report.At.ReferenceDate:yyyy-MM-dd}");
        }

        if (report.Rules.IsDraft)
        {
            Tell($"the rules of {used} are a draft");
        }

        if (report.JudgedApart)
        {
            Tell("so many records share one identifier that they were judged one by one, not as one child");
        }
    }

    private static string Share(long read, long length) => string.Create(CultureInfo.InvariantCulture, $"Validating … {(length == 0 ? 100 : Math.Min(100, read * 100 / length))}%");

    private static int Refuse(string why)
    {
        Tell(why.ReplaceLineEndings(" "));
        return 2;
    }

    private static void Tell(string words) => Console.Error.WriteLine($"kith: {words}");
}
