namespace Kith.Standards.CinCensus.Rules;

/// <summary>A rule that looks at one episode of need at a time.</summary>
public abstract class EpisodeRule(string code, RuleSeverity severity, string message) : ChildRule(code, severity, message)
{
    /// <inheritdoc/>
    public sealed override void Check(CensusChild child, RuleContext at, Findings found)
    {
        foreach (var episode in child.Episodes)
        {
            Check(episode, child, at, found);
        }
    }

    /// <summary>Adds what is wrong with the episode.</summary>
    protected abstract void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found);
}
