using System.Globalization;

namespace Kith.Standards.Clocks;

/// <summary>Every clock of the work, from clocks.tsv, with sources from timescales.tsv.</summary>
public static class ClockCatalogue
{
    /// <summary>The source of clocks that no guidance names: the authority sets their length.</summary>
    private const string Own = "No published timescale; Kith suggests one and the authority sets it";
    private static readonly Lazy<IReadOnlyList<Timescale>> LoadedTimescales = new(LoadTimescales);
    private static readonly Lazy<IReadOnlyList<ClockDefinition>> Loaded = new(Load);

    /// <summary>The table of timescales as it was read from its sources, including those without a length.</summary>
    public static IReadOnlyList<Timescale> Timescales => LoadedTimescales.Value;

    /// <summary>Every definition, in the order of the data file; one id may have several, for different dates.</summary>
    public static IReadOnlyList<ClockDefinition> All => Loaded.Value;

    /// <summary>The definition in force for a clock that starts on the date (or the latest, without a date).</summary>
    /// <exception cref="KeyNotFoundException">There is no such clock, or none in force on the date.</exception>
    public static ClockDefinition Get(string id, DateOnly? start = null) => Find(id, start) ?? throw new KeyNotFoundException($"No clock called {id} is in force.");

    /// <summary>The definition in force for a clock that starts on the date (or the latest, without a date); null if none.</summary>
    public static ClockDefinition? Find(string id, DateOnly? start = null) => All.LastOrDefault(c => c.Id == id && (start is null || c.IsInForce(start.Value)));

    private static List<Timescale> LoadTimescales() =>
        [
            .. Tsv.Read("Clocks/timescales.tsv")
                .Select(r => new Timescale(
                    r["id"],
                    r["name"],
                    r["trigger"],
                    r["limit"],
                    r["unit"],
                    r["day_zero"],
                    r["status"],
                    r["suggested_default"],
                    r["configurable"],
                    r["source"],
                    r["confidence"]
                )),
        ];

    private static List<ClockDefinition> Load()
    {
        var timescales = Timescales.ToDictionary(t => t.Id);
        return
        [
            .. Tsv.Read("Clocks/clocks.tsv")
                .Select(r => new ClockDefinition(
                    r["id"],
                    r["name"],
                    Enum.Parse<ClockEvent>(r["starts_with"]),
                    Enum.Parse<ClockEvent>(r["stops_with"]),
                    int.Parse(r["length"], CultureInfo.InvariantCulture),
                    Enum.Parse<ClockUnit>(r["unit"]),
                    Enum.Parse<ClockStatus>(r["status"]),
                    r["authority"] switch
                    {
                        "fixed" => ClockChoice.Fixed,
                        "shorten" => ClockChoice.MayShorten,
                        _ => ClockChoice.AuthoritySets,
                    },
                    Enum.Parse<ClockConcern>(r["concerns"]),
                    Enum.Parse<ClockKind>(r["kind"], ignoreCase: true),
                    r["timescale"].Length == 0 ? Own : timescales[r["timescale"]].Source,
                    r["timescale"].Length == 0 ? "Kith's suggestion" : timescales[r["timescale"]].Confidence,
                    r["edition"],
                    Date(r.Optional("from")),
                    Date(r.Optional("to"))
                )),
        ];
    }

    private static DateOnly? Date(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
