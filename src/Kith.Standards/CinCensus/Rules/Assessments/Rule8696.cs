namespace Kith.Standards.CinCensus.Rules;

/// <summary>An assessment ends in the collection period.</summary>
public sealed class Rule8696() : InPeriodRule<CensusAssessment>("8696", RuleSeverity.Error, "Assessment end date must fall within the census year")
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["Assessments.AssessmentAuthorisationDate"];

    public override string WhatToDo =>
        "The assessment ended before 1 April or after 31 March. One that ended before the year is not returned; one that ends after it is returned without an end date.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-20</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-06-20</AssessmentAuthorisationDate>
              </Assessments>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-02-01</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-03-31</AssessmentAuthorisationDate>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentAuthorisationDate"
        );

    protected override List<CensusAssessment> Of(CensusEpisode episode) => episode.Assessments;

    protected override string Column => nameof(CensusAssessment.AssessmentAuthorisationDate);

    protected override DateOnly? Date(CensusAssessment record) => record.AuthorisationDate;
}
