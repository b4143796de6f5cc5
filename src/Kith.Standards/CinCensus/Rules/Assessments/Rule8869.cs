namespace Kith.Standards.CinCensus.Rules;

/// <summary>Factor 21 stands alone.</summary>
public sealed class Rule8869() : EpisodeRule("8869", RuleSeverity.Error, "The assessment factors code “21” cannot be used in conjunction with any other assessment factors.")
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["AssessmentFactorsList.AssessmentFactors"];

    public override string WhatToDo => "«No factors identified» (21) is recorded together with factors. Keep the one that is right.";

    public override string Difference =>
        "The open validator compares the whole list of factors with the text «21», so nothing ever fires on a real return. Kith reports an assessment that has 21 and another factor.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
                <FactorsIdentifiedAtAssessment>
                  <AssessmentFactors>21</AssessmentFactors>
                </FactorsIdentifiedAtAssessment>
              </Assessments>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
                <FactorsIdentifiedAtAssessment>
                  <AssessmentFactors>21</AssessmentFactors>
                  <AssessmentFactors>2B</AssessmentFactors>
                </FactorsIdentifiedAtAssessment>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentFactors"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var assessment in episode.Assessments)
        {
            if (assessment.HasFactor("21") && assessment.Factors.Exists(f => f.AssessmentFactors != "21" && !CensusValue.IsBlank(f.AssessmentFactors)))
            {
                found.Add(assessment.At(nameof(CensusFactor.AssessmentFactors)));
            }
        }
    }
}
