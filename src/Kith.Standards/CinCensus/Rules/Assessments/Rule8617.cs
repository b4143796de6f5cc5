namespace Kith.Standards.CinCensus.Rules;

/// <summary>Factor 8A is not a valid code (to 2022-23).</summary>
public sealed class Rule8617() : FactorNotUsedRule("8617", RuleSeverity.Error, "Code 8A has been returned. This code is not a valid code.", "8A")
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["AssessmentFactorsList.AssessmentFactors"];

    public override int? ToYear => 2023;

    public override string Source => "Message from the Bristol CIN census SQL toolkit, 2022; removal from DfE, CIN census guide 2023 to 2024, section 1.0";

    public override string WhatToDo => "Factor 8A is no longer used. Choose among 8B to 8F.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
                <FactorsIdentifiedAtAssessment>
                  <AssessmentFactors>8B</AssessmentFactors>
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
                  <AssessmentFactors>8A</AssessmentFactors>
                </FactorsIdentifiedAtAssessment>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentFactors"
        );
}
