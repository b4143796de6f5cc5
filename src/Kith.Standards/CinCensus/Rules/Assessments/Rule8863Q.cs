namespace Kith.Standards.CinCensus.Rules;

/// <summary>Assessments of one episode do not overlap.</summary>
public sealed class Rule8863Q() : OverlapRule<CensusAssessment>("8863Q", RuleSeverity.Query, "An Assessment is shown as starting when there is another Assessment ongoing.")
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["Assessments.AssessmentActualStartDate", "Assessments.AssessmentAuthorisationDate"];

    public override int FromYear => 2024;

    public override string WhatToDo => "An assessment started while another was still going on. Check when the earlier one ended.";

    public override string Difference => "None. As in the open validator the last day counts as going on, and two assessments with the same two dates are not compared.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
              </Assessments>
              <Assessments>
                <AssessmentActualStartDate>2025-05-21</AssessmentActualStartDate>
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
              </Assessments>
              <Assessments>
                <AssessmentActualStartDate>2025-05-20</AssessmentActualStartDate>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[1].AssessmentActualStartDate",
            "Assessments[0].AssessmentActualStartDate",
            "Assessments[0].AssessmentAuthorisationDate"
        );

    protected override string StartColumn => nameof(CensusAssessment.AssessmentActualStartDate);

    protected override string EndColumn => nameof(CensusAssessment.AssessmentAuthorisationDate);

    protected override List<CensusAssessment> Of(CensusEpisode episode) => episode.Assessments;

    protected override DateOnly? Start(CensusAssessment record) => record.StartDate;

    protected override DateOnly? LastDay(CensusAssessment record, RuleContext at) => record.AuthorisationDate ?? at.ReferenceDate;

    protected override bool Skips(CensusAssessment one, CensusAssessment other) => one.StartDate == other.StartDate && one.AuthorisationDate == other.AuthorisationDate;

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        foreach (var episode in child.Episodes)
        {
            Compare(Of(episode), at, found);
        }
    }
}
