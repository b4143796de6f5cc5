namespace Kith.Standards.CinCensus.Rules;

/// <summary>
/// Judges children, headers and the figures of a return by the rules of one collection. Pure: the same input gives the
/// same findings in the same order, in any thread.
/// </summary>
public sealed class CensusValidator(RuleSet rules, RuleContext at)
{
    public CensusValidator(RuleSet rules)
        : this(rules, rules.Context) { }

    public CensusValidator(int endYear)
        : this(RuleSet.For(endYear)) { }

    public RuleSet Rules { get; } = rules;

    /// <summary>The collection and the period that children are judged by.</summary>
    public RuleContext At { get; } = at;

    /// <summary>What is wrong with one child, rules in the order of their codes.</summary>
    public IReadOnlyList<Finding> Check(CensusChild child)
    {
        var found = new Findings();
        Check(child, found);
        return found.All;
    }

    internal void Check(CensusChild child, Findings found)
    {
        found.About(child);
        foreach (var rule in Rules.OfChild)
        {
            found.Of(rule);
            rule.Check(child, At, found);
        }
    }

    /// <summary>What is wrong with the header.</summary>
    public IReadOnlyList<Finding> Check(CensusHeader header)
    {
        var found = new Findings();
        foreach (var rule in Rules.OfHeader)
        {
            found.Of(rule);
            rule.Check(header, At, found);
        }

        return found.All;
    }

    /// <summary>What is wrong with the return as a whole, from the sum of <see cref="ReturnFacts"/> of its children.</summary>
    public IReadOnlyList<Finding> Check(ReturnFacts facts)
    {
        var found = new Findings();
        foreach (var rule in Rules.OfReturn)
        {
            if (rule.Breaks(facts, At))
            {
                found.Of(rule);
                found.Add();
            }
        }

        return found.All;
    }

    /// <summary>The figures of one child that the whole-return rules add up.</summary>
    public ReturnFacts FactsOf(CensusChild child) => ReturnFacts.Of(child, At);
}
