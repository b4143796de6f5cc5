using System.Globalization;
using System.Reflection;

namespace Kith.Practice.Synthetic;

/// <summary>The data files that ship beside this folder, and the shares in rates.tsv with their sources.</summary>
internal static class Rates
{
    private static readonly Lazy<Dictionary<string, Weighted>> Groups = new(() =>
        Read("rates.tsv").GroupBy(r => r[0]).ToDictionary(g => g.Key, g => new Weighted([.. g.Select(r => (r[1], double.Parse(r[2], CultureInfo.InvariantCulture)))]))
    );

    /// <summary>The shares of a group, to be drawn from.</summary>
    public static Weighted Of(string group) => Groups.Value[group];

    /// <summary>One number of the group «scalar».</summary>
    public static double Number(string key) => Groups.Value["scalar"].WeightOf(key);

    /// <summary>Rows of a tab-separated file of this folder without its header; lines that begin with # are left out.</summary>
    public static IEnumerable<string[]> Read(string file)
    {
        var name = $"Kith.Practice.Synthetic.Data.{file}";
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The data file {file} is missing from this build.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                rows.Add(line.Split('\t'));
            }
        }
        return rows;
    }
}

/// <summary>Keys with weights, drawn in proportion.</summary>
internal sealed class Weighted
{
    private readonly (string Key, double Weight)[] items;
    private readonly double total;

    public Weighted((string Key, double Weight)[] items)
    {
        this.items = items;
        total = items.Sum(i => i.Weight);
    }

    public string Draw(SeededRandom random)
    {
        var at = random.Unit() * total;
        foreach (var (key, weight) in items)
        {
            at -= weight;
            if (at < 0)
            {
                return key;
            }
        }
        return items[^1].Key;
    }

    public double WeightOf(string key) => items.First(i => i.Key == key).Weight;
}
