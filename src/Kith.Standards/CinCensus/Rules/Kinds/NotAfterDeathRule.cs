namespace Kith.Standards.CinCensus.Rules;

/// <summary>A rule that no record of a kind has a date after the child died.</summary>
public abstract class NotAfterDeathRule<T>(string code, RuleSeverity severity, string message) : ChildRule(code, severity, message)
    where T : CensusRecord
{
    protected abstract List<T> Of(CensusEpisode episode);

    protected abstract string Column { get; }

    protected abstract DateOnly? Date(T record);

    /// <inheritdoc/>
    public sealed override void Check(CensusChild child, RuleContext at, Findings found)
    {
        if (child.Identifiers.DeathDate is not { } died)
        {
            return;
        }

        foreach (var episode in child.Episodes)
        {
            foreach (var record in Of(episode))
            {
                if (Date(record) > died)
                {
                    found.Add(record.At(Column), child.Identifiers.At(nameof(CensusIdentifiers.PersonDeathDate)));
                }
            }
        }
    }
}
