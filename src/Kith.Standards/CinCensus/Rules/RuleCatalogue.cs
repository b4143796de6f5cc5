namespace Kith.Standards.CinCensus.Rules;

/// <summary>Every rule of every collection. Written out, so that nothing has to be searched for at the start.</summary>
internal static class RuleCatalogue
{
    public static IEnumerable<CensusRule> All() => [new Rule100(), new Rule1103(), new Rule2883(), new Rule8500(), new Rule8510()];
}
