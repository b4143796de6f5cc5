namespace Kith.Standards.CinCensus.Rules;

/// <summary>Factor 19A is no longer used.</summary>
public sealed class Rule8950Q()
    : FactorNotUsedRule(
        "8950Q",
        RuleSeverity.Query,
        "Please check and either amend data or provide a reason: the assessment factors code '19A' should not be used ('19B' or '19C' should be used instead)",
        "19A"
    )
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["AssessmentFactorsList.AssessmentFactors"];

    public override int FromYear => 2025;

    public override string WhatToDo => "Factor 19A was divided in two. Choose 19B or 19C instead.";

    public override string Difference => "The open validator applies a text operation to a list, so nothing ever fires on a real return. Kith looks at each factor.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
                <FactorsIdentifiedAtAssessment>
                  <AssessmentFactors>19B</AssessmentFactors>
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
                  <AssessmentFactors>19A</AssessmentFactors>
                </FactorsIdentifiedAtAssessment>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentFactors"
        );
}
