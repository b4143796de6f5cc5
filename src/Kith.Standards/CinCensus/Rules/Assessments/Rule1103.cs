namespace Kith.Standards.CinCensus.Rules;

/// <summary>An assessment starts on or after the referral that it follows.</summary>
public sealed class Rule1103() : NotBeforeReferralRule<CensusAssessment>("1103", RuleSeverity.Error, "The assessment start date cannot be before the referral date")
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["Assessments.AssessmentActualStartDate", "CINdetails.CINreferralDate"];

    public override string WhatToDo =>
        "Check when the assessment began and when the referral was received, and correct the date that is wrong. An assessment that belongs to an earlier referral goes with that referral.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <Assessments>
                <AssessmentActualStartDate>2025-05-01</AssessmentActualStartDate>
              </Assessments>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <Assessments>
                <AssessmentActualStartDate>2025-04-30</AssessmentActualStartDate>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentActualStartDate",
            "CINdetails[0].CINreferralDate"
        );

    protected override List<CensusAssessment> Of(CensusEpisode episode) => episode.Assessments;

    protected override string Column => nameof(CensusAssessment.AssessmentActualStartDate);

    protected override DateOnly? Date(CensusAssessment record) => record.StartDate;
}
