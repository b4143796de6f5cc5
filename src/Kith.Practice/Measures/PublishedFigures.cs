using Kith.Practice.Store;
using Kith.Standards.CodeSets;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures;

/// <summary>A file of published figures that was loaded: a later one speaks before an earlier one, and before what Kith brings.</summary>
public sealed class FigureSet : Record
{
    public required string FileName { get; set; }

    /// <summary>Where the figures come from, as who loaded them said.</summary>
    public required string Origin { get; set; }
    public DateTime LoadedAt { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }

    /// <summary>How many figures, and of which years.</summary>
    public int Figures { get; set; }
    public int FirstYear { get; set; }
    public int LastYear { get; set; }

    /// <summary>When it was taken back, and why; the figures stay, and are not used.</summary>
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnReason { get; set; }
}

/// <summary>One figure of a loaded file.</summary>
public sealed class LoadedFigure
{
    public Guid SetId { get; set; }
    public required string Code { get; set; }
    public int Year { get; set; }
    public required string Area { get; set; }
    public string? LaCode { get; set; }

    /// <summary>Null for a figure that was not published.</summary>
    public decimal? Value { get; set; }
}

/// <summary>The areas that a council compares itself with.</summary>
/// <param name="Own">Its own name among the published areas; null where its code is not known.</param>
/// <param name="Neighbours">The median of its statistical neighbours, where one is published.</param>
public sealed record ComparedAreas(string? Own, string? Region, string? Neighbours)
{
    /// <summary>For an authority's code.</summary>
    public static ComparedAreas Of(string laCode)
    {
        var entry = CodeSets.LocalAuthority.Find(laCode);
        var own = Benchmarks.All.FirstOrDefault(b => b.LaCode == laCode)?.Area ?? entry?.Description;
        var region = entry?.Column("region") is { } name ? (name.EndsWith("London", StringComparison.Ordinal) ? "London" : name) : null;
        return new(
            own,
            region,
            own is null ? null : Benchmarks.Areas.FirstOrDefault(a => a.StartsWith("Median of", StringComparison.Ordinal) && a.Contains(own, StringComparison.Ordinal))
        );
    }

    /// <summary>The nation, the region, the neighbours, the council itself: those that are known.</summary>
    public IReadOnlyList<string> All => [.. new[] { Benchmarks.England, Region, Neighbours, Own }.OfType<string>()];
}

/// <summary>Published figures: those that Kith brings, and over them those that the authority has loaded.</summary>
public sealed class PublishedFigures
{
    /// <summary>Initial conferences by working days after the enquiry began: published as numbers of conferences.</summary>
    private static readonly string[] CountedBands = ["10_ICPC", "15_ICPC", "20_ICPC", "21_ICPC"];

    private readonly Dictionary<(string Code, string Area), Dictionary<int, decimal?>> loaded;

    private PublishedFigures(Dictionary<(string, string), Dictionary<int, decimal?>> loaded) => this.loaded = loaded;

    /// <summary>For some areas: two queries, of as many rows as were loaded for them.</summary>
    public static async Task<PublishedFigures> Load(KithDb db, IReadOnlyCollection<string> areas, CancellationToken ct = default)
    {
        // Extracts that were loaded are asked for in the same statement: what they cannot know stands beside the figures too.
        var loads = await db
            .FigureSets.AsNoTracking()
            .Where(s => s.WithdrawnAt == null)
            .Select(s => new
            {
                s.Id,
                At = s.LoadedAt,
                Source = "",
            })
            .Concat(
                db.ImportRuns.AsNoTracking()
                    .Where(r => r.State == Import.ImportState.Done && !r.DryRun)
                    .Select(r => new
                    {
                        r.Id,
                        At = r.AskedAt,
                        r.Source,
                    })
            )
            .ToListAsync(ct);
        var sets = loads.Where(s => s.Source.Length == 0).OrderBy(s => s.At).ToList();
        var all = new Dictionary<(string, string), Dictionary<int, decimal?>>();
        if (sets.Count > 0)
        {
            var order = sets.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i);
            var rows = await db.LoadedFigures.AsNoTracking().Where(f => areas.Contains(f.Area)).ToListAsync(ct);
            foreach (var f in rows.Where(f => order.ContainsKey(f.SetId)).OrderBy(f => order[f.SetId]))
            {
                if (!all.TryGetValue((f.Code, f.Area), out var years))
                {
                    all[(f.Code, f.Area)] = years = [];
                }
                years[f.Year] = f.Value;
            }
        }
        return new(all) { Extracts = [.. loads.Where(l => l.Source.Length > 0).Select(l => (l.Source, DateOnly.FromDateTime(l.At)))] };
    }

    /// <summary>Extracts that were loaded: from which source, and when.</summary>
    internal IReadOnlyList<(string Source, DateOnly On)> Extracts { get; private init; } = [];

    /// <summary>The figures of a code and area by year, oldest first; those that were not published are left out.</summary>
    public IReadOnlyList<(int Year, decimal Value)> Series(string? code, string area)
    {
        if (code is null)
        {
            return [];
        }
        if (!CountedBands.Contains(code))
        {
            return AsPublished(code, area);
        }
        // A share of conferences is measured here, so the published numbers are made one: only of years with every band.
        var bands = CountedBands.Select(c => AsPublished(c, area).ToDictionary(f => f.Year, f => f.Value)).ToList();
        return
        [
            .. AsPublished(code, area)
                .Where(f => bands.TrueForAll(b => b.ContainsKey(f.Year)))
                .Select(f => (f.Year, Of: bands.Sum(b => b[f.Year]), f.Value))
                .Where(f => f.Of > 0)
                .Select(f => (f.Year, Math.Round(100 * f.Value / f.Of, 1))),
        ];
    }

    private IReadOnlyList<(int Year, decimal Value)> AsPublished(string code, string area)
    {
        var years = Benchmarks.Series(code, area).ToDictionary(b => b.Year, b => (decimal?)b.Value);
        foreach (var (year, value) in loaded.GetValueOrDefault((code, area)) ?? [])
        {
            years[year] = value;
        }
        return [.. years.Where(y => y.Value is not null).OrderBy(y => y.Key).Select(y => (y.Key, y.Value!.Value))];
    }

    /// <summary>The newest figure up to a year.</summary>
    public (int Year, decimal Value)? Latest(string? code, string area, int upTo) => Series(code, area).Where(f => f.Year <= upTo).Select(f => ((int, decimal)?)f).LastOrDefault();
}
