using System.Globalization;

namespace Kith.Standards.Measures;

/// <summary>Which way is better, as DfE marks it.</summary>
public enum Polarity
{
    /// <summary>Neither: the figure describes, it does not judge.</summary>
    None,
    LowerIsBetter,
    HigherIsBetter,
}

/// <summary>One published figure.</summary>
/// <param name="MeasureCode">The code in DfE's Local Authority Interactive Tool: "ReReferral".</param>
/// <param name="Measure">Its name.</param>
/// <param name="Year">The year that ended on 31 March (for workforce figures, 30 September of that year).</param>
/// <param name="Area">"England", a region, an authority, or a median of neighbours.</param>
/// <param name="LaCode">The three-digit code where the area is an authority; else null.</param>
/// <param name="Value">The figure, in the unit of its measure (a number, a percentage, or a rate per 10,000).</param>
/// <param name="Polarity">Which way is better.</param>
public sealed record Benchmark(string MeasureCode, string Measure, int Year, string Area, string? LaCode, decimal Value, Polarity Polarity);

/// <summary>
/// Published figures to compare with: England, regions, Cheshire East and its statistical neighbours, years to March
/// 2021 to 2025 (Department for Education, Local Authority Interactive Tool, April 2026; Open Government Licence v3.0).
/// </summary>
public static class Benchmarks
{
    /// <summary>The name of the national area.</summary>
    public const string England = "England";

    private static readonly Lazy<IReadOnlyList<Benchmark>> Loaded = new(Load);
    private static readonly Lazy<Dictionary<(string Code, int Year, string Area), Benchmark>> Index = new(() => All.ToDictionary(b => (b.MeasureCode, b.Year, b.Area)));

    private static readonly Lazy<Dictionary<(string Code, string Area), Benchmark[]>> BySeries = new(() =>
        All.GroupBy(b => (b.MeasureCode, b.Area)).ToDictionary(g => g.Key, g => g.OrderBy(b => b.Year).ToArray())
    );

    private static readonly Lazy<Dictionary<string, Benchmark[]>> ReferralsByLa = new(() =>
        All.Where(b => b is { LaCode: not null, MeasureCode: "CPP_Total_NumRef" }).GroupBy(b => b.LaCode!).ToDictionary(g => g.Key, g => g.OrderBy(b => b.Year).ToArray())
    );

    private static readonly Lazy<IReadOnlyList<string>> AreaNames = new(() => [.. All.Select(b => b.Area).Distinct()]);

    /// <summary>Every figure that was published.</summary>
    public static IReadOnlyList<Benchmark> All => Loaded.Value;

    /// <summary>The areas, in the order of the published file.</summary>
    public static IReadOnlyList<string> Areas => AreaNames.Value;

    /// <summary>The figure of a measure, year and area, or null where none was published.</summary>
    public static Benchmark? Find(string measureCode, int year, string area = England) => Index.Value.GetValueOrDefault((measureCode, year, area));

    /// <summary>The newest figure of a measure and area, in a year up to the one given; or null.</summary>
    public static Benchmark? Latest(string measureCode, string area = England, int upToYear = int.MaxValue) => Series(measureCode, area).LastOrDefault(b => b.Year <= upToYear);

    /// <summary>The figures of a measure and area, oldest first.</summary>
    public static IReadOnlyList<Benchmark> Series(string measureCode, string area = England) => BySeries.Value.GetValueOrDefault((measureCode, area)) ?? [];

    /// <summary>
    /// Children of 0 to 17 in an authority, worked out from its published number and rate of referrals: the newest that was
    /// published up to the year. Within a hundredth of the estimate that DfE divided by. Null where none is published.
    /// </summary>
    public static int? PopulationOf(string laCode, int upToYear)
    {
        var number = ReferralsByLa.Value.GetValueOrDefault(laCode)?.LastOrDefault(b => b.Year <= upToYear);
        return number is not null && Find("CPP_Total_Rateper10,000", number.Year, number.Area) is { Value: > 0 } rate ? (int)Math.Round(number.Value * 10_000 / rate.Value) : null;
    }

    // A dash in the file is a figure that was not published (suppressed, or not returned by the authority).
    private static List<Benchmark> Load() =>
        [
            .. Tsv.Read("Measures/benchmarks.tsv")
                .Where(r => r["value"] != "-")
                .Select(r => new Benchmark(
                    r["measure_code"],
                    r["measure"],
                    int.Parse(r["year"], CultureInfo.InvariantCulture),
                    r["area"],
                    r.Optional("la_code"),
                    decimal.Parse(r["value"], NumberStyles.Float, CultureInfo.InvariantCulture),
                    r["polarity"] switch
                    {
                        "Low" => Polarity.LowerIsBetter,
                        "High" => Polarity.HigherIsBetter,
                        _ => Polarity.None,
                    }
                )),
        ];
}
