namespace Kith.Standards.CinCensus.Rules;

/// <summary>A rule that a date, where there is one, falls in the collection period.</summary>
public abstract class InPeriodRule<T>(string code, RuleSeverity severity, string message) : EpisodeRule(code, severity, message)
    where T : CensusRecord
{
    protected abstract List<T> Of(CensusEpisode episode);

    protected abstract string Column { get; }

    protected abstract DateOnly? Date(T record);

    /// <inheritdoc/>
    protected sealed override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var record in Of(episode))
        {
            if (Date(record) is { } date && !at.IsInPeriod(date))
            {
                found.Add(record.At(Column));
            }
        }
    }
}
