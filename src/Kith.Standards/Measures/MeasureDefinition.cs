namespace Kith.Standards.Measures;

/// <summary>Whose measure it is.</summary>
public enum MeasureOwner
{
    /// <summary>The Department for Education publishes it, or its parts.</summary>
    National,

    /// <summary>Managers and inspectors ask for it; there is no national definition.</summary>
    Local,

    /// <summary>Kith's own.</summary>
    Kith,
}

/// <summary>What the value of a measure is.</summary>
public enum MeasureUnit
{
    /// <summary>The numerator in a hundred of the denominator.</summary>
    Percent,

    /// <summary>The numerator for each 10,000 children of 0 to 17 in the area.</summary>
    Per10000,

    /// <summary>The numerator.</summary>
    Number,

    /// <summary>The numerator for each of the denominator.</summary>
    Ratio,

    /// <summary>Days, such that a quarter, a half or three quarters took at most so long; the denominator says of how many.</summary>
    Days25,
    Days50,
    Days75,
}

/// <summary>When something counts.</summary>
public enum MeasureWindow
{
    /// <summary>What happened in the year to the date, both days included; or in another period.</summary>
    Year,

    /// <summary>What stood on the date.</summary>
    Day,
}

/// <summary>One measure, as it is defined everywhere: in the dashboard, a document, an improvement plan, the command.</summary>
/// <param name="Id">The id of the national or local measure («assess_45»); a part of one has its own after a colon.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Group">The heading under which it is shown.</param>
/// <param name="Name">In plain words.</param>
/// <param name="Unit">What its value is.</param>
/// <param name="Window">When something counts.</param>
/// <param name="Better">Which way is better, if either.</param>
/// <param name="BenchmarkCode">Its code among the published figures; null where none are published.</param>
/// <param name="Numerator">What is counted; empty for days.</param>
/// <param name="Denominator">Of what; empty for plain numbers.</param>
/// <param name="Rules">What holds at the edges.</param>
/// <param name="Source">Where the definition comes from.</param>
public sealed record MeasureDefinition(
    string Id,
    MeasureOwner Owner,
    string Group,
    string Name,
    MeasureUnit Unit,
    MeasureWindow Window,
    Polarity Better,
    string? BenchmarkCode,
    string Numerator,
    string Denominator,
    string Rules,
    string Source
)
{
    /// <summary>True where the value is a length of time in the middle (or at a quarter) of many.</summary>
    public bool IsDays => Unit is MeasureUnit.Days25 or MeasureUnit.Days50 or MeasureUnit.Days75;

    /// <summary>The share of all below the value, for days.</summary>
    public double Share =>
        Unit switch
        {
            MeasureUnit.Days25 => 0.25,
            MeasureUnit.Days75 => 0.75,
            _ => 0.5,
        };

    /// <summary>
    /// True where workers are counted and not children: a worker is in as many groups as their children, and nobody's
    /// record is behind the number.
    /// </summary>
    public bool IsOfWorkers => Id is "caseload" or "caseload_worker" or "turnover" or "agency" or "vacancy" or "absence";

    /// <summary>True where objectives of the improvement plan are counted, or its actions: nobody's record is behind the number.</summary>
    public bool IsOfPlan => Id is ObjectivesOnCourse or "plan_actions_in_time";

    /// <summary>The measure that is worked out from the other measures, by the rules of the improvement plan.</summary>
    public const string ObjectivesOnCourse = "objective_on_course";

    /// <summary>True for measures that are shown first; parts of one stand below it, and those that have no whole stand with the wholes.</summary>
    public bool Leads => Id == Family || Family is "drift_cp" or "drift_cin" || Id == "assess_days:50";

    /// <summary>The measure that this is a part of («assess_band» of «assess_band:1-10»); its own id where it is whole.</summary>
    public string Family => Id.IndexOf(':', StringComparison.Ordinal) is var at and >= 0 ? Id[..at] : Id;
}

/// <summary>Every measure, in the order in which they are shown: data with the sources in it, and the parts that code sets give.</summary>
public static class MeasureCatalogue
{
    private const string Dashboard = "DfE children's social care dashboard, April 2026";
    private static readonly Lazy<IReadOnlyList<MeasureDefinition>> Loaded = new(Load);
    private static readonly Lazy<IReadOnlyList<MeasureDefinition>> Heads = new(() => [.. All.Where(m => m.Leads)]);
    private static readonly Lazy<Dictionary<string, int>> Places = new(() => All.Select((m, i) => (m.Id, i)).ToDictionary(m => m.Id, m => m.i, StringComparer.Ordinal));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MeasureDefinition> All => Loaded.Value;

    /// <summary>Those that are shown first.</summary>
    public static IReadOnlyList<MeasureDefinition> Leading => Heads.Value;

    /// <summary>The measure with this id, or null.</summary>
    public static MeasureDefinition? Find(string? id) => id is not null && Places.Value.TryGetValue(id, out var at) ? All[at] : null;

    /// <summary>The place of a measure in <see cref="All"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such measure.</exception>
    public static int PlaceOf(string id) => Places.Value.TryGetValue(id, out var at) ? at : throw new KeyNotFoundException($"No measure is called {id}.");

    private static List<MeasureDefinition> Load()
    {
        var all = Tsv.Read("Measures/measures.tsv")
            .Select(r => new MeasureDefinition(
                r["id"],
                Enum.Parse<MeasureOwner>(r["owner"]),
                r["group"],
                r["name"],
                Enum.Parse<MeasureUnit>(r["unit"]),
                Enum.Parse<MeasureWindow>(r["window"]),
                r["better"] switch
                {
                    "low" => Polarity.LowerIsBetter,
                    "high" => Polarity.HigherIsBetter,
                    _ => Polarity.None,
                },
                r.Optional("benchmark"),
                r["numerator"],
                r["denominator"],
                r["rules"],
                r["source"]
            ))
            .ToList();
        var after = all.FindLastIndex(m => m.Group == "Assessment") + 1;
        all.InsertRange(
            after,
            CodeSets.CodeSets.AssessmentFactors.Entries.Select(f => new MeasureDefinition(
                $"factor_rate:{f.Code}",
                MeasureOwner.National,
                "Factors found in assessments",
                CodeSets.CodeSets.AssessmentFactors.Describe(f.Code),
                MeasureUnit.Per10000,
                MeasureWindow.Year,
                Polarity.None,
                null,
                "Assessments authorised in the year in which it was found",
                "Children of 0 to 17 in the area",
                "An assessment may find several.",
                Dashboard
            ))
        );
        // Headings in the order in which they are first met, each once.
        var headings = all.Select(m => m.Group).Distinct().ToList();
        return [.. all.OrderBy(m => headings.IndexOf(m.Group))];
    }
}
