namespace Kith.Standards.CinCensus.Rules;

/// <summary>A rule that a factor is no longer used.</summary>
public abstract class FactorNotUsedRule(string code, RuleSeverity severity, string message, string factor) : EpisodeRule(code, severity, message)
{
    /// <inheritdoc/>
    public override RuleModule Module => RuleModule.Assessments;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reads => ["AssessmentFactorsList.AssessmentFactors"];

    /// <inheritdoc/>
    protected sealed override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var assessment in episode.Assessments)
        {
            if (assessment.HasFactor(factor))
            {
                found.Add(assessment.At(nameof(CensusFactor.AssessmentFactors)));
            }
        }
    }
}
