namespace Kith.Standards.CinCensus.Rules;

/// <summary>An assessment that ended in the year has factors, with valid codes.</summary>
public sealed class Rule8897Q() : EpisodeRule("8897Q", RuleSeverity.Query, "Parental or child factors at assessment information is missing from a completed assessment")
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["AssessmentFactorsList.AssessmentFactors", "Assessments.AssessmentAuthorisationDate"];

    public override int FromYear => 2024;

    public override string WhatToDo => "The assessment is finished. Record the factors that were identified; where there were none, record «No factors identified» (21).";

    public override string Difference =>
        "The open validator joins factors to assessments without the number of the episode, so a wrong factor of one episode can be reported on another. Kith looks at the factors of the assessment itself. The withdrawn codes 18A and 19A pass here; 8945Q and 8950Q ask about them.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
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
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
                <FactorsIdentifiedAtAssessment>
                  <AssessmentFactors>99</AssessmentFactors>
                </FactorsIdentifiedAtAssessment>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentFactors",
            "Assessments[0].AssessmentAuthorisationDate"
        );

    private static bool HasValidFactors(CensusAssessment assessment, RuleContext at)
    {
        foreach (var factor in assessment.Factors)
        {
            if (!CensusCodes.IsFactor(factor.AssessmentFactors, at.EndYear))
            {
                return false;
            }
        }

        return assessment.Factors.Count > 0;
    }

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var assessment in episode.Assessments)
        {
            if (assessment.AuthorisationDate >= at.FirstDay && !HasValidFactors(assessment, at))
            {
                found.Add(assessment.At(nameof(CensusFactor.AssessmentFactors)), assessment.At(nameof(assessment.AssessmentAuthorisationDate)));
            }
        }
    }
}
