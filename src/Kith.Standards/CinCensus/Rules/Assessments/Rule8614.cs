namespace Kith.Standards.CinCensus.Rules;

/// <summary>Factors are recorded only when the assessment is finished.</summary>
public sealed class Rule8614() : EpisodeRule("8614", RuleSeverity.Error, "Parental or child factors at assessment should only be present for a completed assessment.")
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["Assessments.AssessmentAuthorisationDate", "AssessmentFactorsList.AssessmentFactors"];

    public override string WhatToDo => "The assessment has factors and no end date. If it is finished, enter the date on which it was authorised; if not, factors come at the end.";

    public override string Difference => "The open validator stops at every assessment that breaks this rule and reports none. Kith reports each.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-20</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-06-20</AssessmentAuthorisationDate>
                <FactorsIdentifiedAtAssessment>
                  <AssessmentFactors>2B</AssessmentFactors>
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
                <AssessmentActualStartDate>2025-05-20</AssessmentActualStartDate>
                <FactorsIdentifiedAtAssessment>
                  <AssessmentFactors>2B</AssessmentFactors>
                </FactorsIdentifiedAtAssessment>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentAuthorisationDate",
            "Assessments[0].AssessmentFactors"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var assessment in episode.Assessments)
        {
            if (assessment.AuthorisationDate is null && assessment.Factors.Exists(f => !CensusValue.IsBlank(f.AssessmentFactors)))
            {
                found.Add(assessment.At(nameof(assessment.AssessmentAuthorisationDate)), assessment.At(nameof(CensusFactor.AssessmentFactors)));
            }
        }
    }
}
