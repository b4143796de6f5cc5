namespace Kith.Standards.CinCensus.Rules;

/// <summary>A rule that no record of a kind has a date before the referral of its own episode. Records without the date are passed over.</summary>
public abstract class NotBeforeReferralRule<T>(string code, RuleSeverity severity, string message) : EpisodeRule(code, severity, message)
    where T : CensusRecord
{
    protected abstract List<T> Of(CensusEpisode episode);

    protected abstract string Column { get; }

    protected abstract DateOnly? Date(T record);

    /// <inheritdoc/>
    protected sealed override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        var records = Of(episode);
        if (records.Count == 0 || episode.ReferralDate is not { } referral)
        {
            return;
        }

        foreach (var record in records)
        {
            if (Date(record) < referral)
            {
                found.Add(record.At(Column), episode.At(nameof(episode.CINreferralDate)));
            }
        }
    }
}
