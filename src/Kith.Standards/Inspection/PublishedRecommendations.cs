using System.Globalization;
using System.Reflection;

namespace Kith.Standards.Inspection;

/// <summary>Something that Ofsted recommended to a local authority in a published report or letter.</summary>
/// <param name="PublishedOn">The day of publication.</param>
/// <param name="Report">«ILACS» or «focused visit».</param>
/// <param name="Tag">The National Framework tag as printed; null where the report has none.</param>
public sealed record PublishedRecommendation(DateOnly PublishedOn, string Authority, string Report, string Text, string? Tag);

/// <summary>
/// What Ofsted recommended to local authorities from January 2022 to August 2026: 1,244 points of 361 published reports of
/// inspections of local authority children's services and letters of focused visits. Ofsted, Crown copyright, Open
/// Government Licence v3.0.
/// </summary>
public static class PublishedRecommendations
{
    private static readonly Lazy<IReadOnlyList<PublishedRecommendation>> Loaded = new(() =>
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("Kith.Standards.Inspection.recommendations.tsv")
            ?? throw new InvalidOperationException("The published recommendations are missing from this build.");
        return Read(stream);
    });

    /// <summary>All of them, in the order of publication.</summary>
    public static IReadOnlyList<PublishedRecommendation> All => Loaded.Value;

    /// <summary>Reads a file of published recommendations: tabs between published, local_authority, report_type, recommendation and national_framework_tag.</summary>
    /// <exception cref="InvalidDataException">A column is missing, or a line cannot be read; it names the line.</exception>
    public static IReadOnlyList<PublishedRecommendation> Read(Stream file)
    {
        using var reader = new StreamReader(file);
        var head = (reader.ReadLine() ?? "").TrimStart('\ufeff').Split('\t');
        int At(string column) => Array.IndexOf(head, column) is var i and >= 0 ? i : throw new InvalidDataException($"The file has no column called {column}");
        var (on, authority, report, text, tag) = (At("published"), At("local_authority"), At("report_type"), At("recommendation"), At("national_framework_tag"));
        var read = new List<PublishedRecommendation>();
        for (var line = 2; reader.ReadLine() is { } row; line++)
        {
            if (row.Length == 0)
            {
                continue;
            }
            var cells = row.Split('\t');
            string Cell(int i) => i < cells.Length ? cells[i].Trim() : "";
            if (
                !DateOnly.TryParseExact(Cell(on), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var published)
                || Cell(authority).Length == 0
                || Cell(text).Length == 0
            )
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Line {line} has no day, no authority or no recommendation"));
            }
            read.Add(new(published, Cell(authority), Cell(report), Cell(text), Cell(tag) is { Length: > 0 } t ? t : null));
        }
        return read;
    }
}
