using System.Globalization;

namespace Kith.Bench;

/// <summary>One figure beside its limit or reference, both from this run.</summary>
/// <param name="Id">Row of quality.md, for example P3.</param>
/// <param name="Ours">Our figure, in <paramref name="Unit"/>.</param>
/// <param name="Reference">What it is held against: a limit in the same unit, or a reference measured in this run.</param>
/// <param name="Limit">How many times the reference ours may be (or, when more is better, must at least be).</param>
public sealed record Figure(string Id, string What, double Ours, double Reference, string Unit, double Limit, bool MoreIsBetter = false)
{
    public double Ratio => Reference == 0 ? 0 : Ours / Reference;

    public bool Within => MoreIsBetter ? Ratio >= Limit : Ratio <= Limit;

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Id, -4} {What, -62} {Ours, 10:0.###} {Unit, -8} reference {Reference, 10:0.###}  ratio {Ratio, 7:0.00} ({(MoreIsBetter ? "at least" : "at most")} {Limit:0.##}) {(Within ? "within" : "FALLS SHORT")}"
        );
}

/// <summary>A benchmark: makes its own data in a temporary folder, bounded in size and time, and cleans up.</summary>
public abstract class Benchmark
{
    public abstract string Name { get; }
    public abstract string Does { get; }
    public abstract IAsyncEnumerable<Figure> Run(int? size);

    /// <summary>The exponent of growth through several sizes: the slope of the line through the logarithms.</summary>
    internal static double Exponent(IReadOnlyCollection<(double Size, double Took)> points)
    {
        var logs = points.Select(p => (X: Math.Log(p.Size), Y: Math.Log(Math.Max(p.Took, 1e-9)))).ToList();
        var (x, y) = (logs.Average(p => p.X), logs.Average(p => p.Y));
        return logs.Sum(p => (p.X - x) * (p.Y - y)) / logs.Sum(p => (p.X - x) * (p.X - x));
    }

    protected static double Percentile(List<double> values, double p)
    {
        values.Sort();
        return values[Math.Min(values.Count - 1, (int)Math.Ceiling(values.Count * p) - 1)];
    }
}
