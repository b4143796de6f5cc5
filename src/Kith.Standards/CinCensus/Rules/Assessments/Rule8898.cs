namespace Kith.Standards.CinCensus.Rules;

/// <summary>No factor is recorded twice.</summary>
public sealed class Rule8898() : EpisodeRule("8898", RuleSeverity.Error, "The assessment has more than one parental or child factors with the same code")
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["AssessmentFactorsList.AssessmentFactors"];

    public override string WhatToDo => "The same factor is recorded twice for one assessment. Remove one.";

    public override string Difference => "The open validator stops at every assessment that breaks this rule and reports none. Kith reports each.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
                <FactorsIdentifiedAtAssessment>
                  <AssessmentFactors>2B</AssessmentFactors>
                  <AssessmentFactors>3A</AssessmentFactors>
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
                  <AssessmentFactors>2B</AssessmentFactors>
                  <AssessmentFactors>2B</AssessmentFactors>
                </FactorsIdentifiedAtAssessment>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentFactors"
        );

    private static bool HasTwice(List<CensusFactor> factors)
    {
        for (var i = 1; i < factors.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (factors[i].AssessmentFactors == factors[j].AssessmentFactors && !CensusValue.IsBlank(factors[i].AssessmentFactors))
                {
                    return true;
                }
            }
        }

        return false;
    }

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var assessment in episode.Assessments)
        {
            if (HasTwice(assessment.Factors))
            {
                found.Add(assessment.At(nameof(CensusFactor.AssessmentFactors)));
            }
        }
    }
}
