namespace Kith.Standards.CinCensus.Rules;

/// <summary>The rules in force for one collection, in the order of their codes.</summary>
public sealed class RuleSet
{
    private static readonly Dictionary<int, Lazy<RuleSet>> All = CollectionYear.All.ToDictionary(y => y.EndYear, y => new Lazy<RuleSet>(() => new RuleSet(y)));

    private RuleSet(CollectionYear year)
    {
        Year = year;
        Context = new RuleContext(year);
        Rules = [.. RuleCatalogue.All().Where(r => r.IsInForce(year.EndYear)).OrderBy(r => r.Order)];
        OfChild = [.. Rules.OfType<ChildRule>()];
        OfHeader = [.. Rules.OfType<HeaderRule>()];
        OfReturn = [.. Rules.OfType<ReturnRule>()];
        Unique = [.. Rules.OfType<UniqueRule>()];
    }

    public CollectionYear Year { get; }

    /// <summary>True while the rules could only be read from drafts.</summary>
    public bool IsDraft => Year.IsDraft;

    public RuleContext Context { get; }

    public IReadOnlyList<CensusRule> Rules { get; }

    /// <summary>The rules about one child.</summary>
    public IReadOnlyList<ChildRule> OfChild { get; }

    public IReadOnlyList<HeaderRule> OfHeader { get; }

    /// <summary>The rules about the return as a whole.</summary>
    public IReadOnlyList<ReturnRule> OfReturn { get; }

    /// <summary>The rules that no two children share a value.</summary>
    public IReadOnlyList<UniqueRule> Unique { get; }

    /// <summary>The rules of the collection that ends in the year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such collection in <see cref="CollectionYear.All"/>.</exception>
    public static RuleSet For(int endYear) =>
        All.TryGetValue(endYear, out var set)
            ? set.Value
            : throw new ArgumentOutOfRangeException(nameof(endYear), endYear, $"There are rules for {CollectionYear.All[0].EndYear} to {CollectionYear.All[^1].EndYear}.");

    /// <summary>The rule with the code, if it is in force.</summary>
    public CensusRule? Find(string code) => Rules.FirstOrDefault(r => r.Code == code);
}
