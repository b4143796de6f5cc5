namespace Kith.Standards.CinCensus.Rules;

/// <summary>Factor 18A is no longer used.</summary>
public sealed class Rule8945Q()
    : FactorNotUsedRule(
        "8945Q",
        RuleSeverity.Query,
        "Please check and either amend data or provide a reason: the assessment factors code '18A' should not be used ('18B' or '18C' should be used instead)",
        "18A"
    )
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["AssessmentFactorsList.AssessmentFactors"];

    public override int FromYear => 2025;

    public override string WhatToDo => "Factor 18A was divided in two. Choose 18B or 18C instead.";

    public override string Difference => "The open validator applies a text operation to a list, so nothing ever fires on a real return. Kith looks at each factor.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
                <FactorsIdentifiedAtAssessment>
                  <AssessmentFactors>18B</AssessmentFactors>
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
                  <AssessmentFactors>18A</AssessmentFactors>
                </FactorsIdentifiedAtAssessment>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentFactors"
        );
}
