namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child in need plan starts on or after the referral that it follows.</summary>
public sealed class Rule4015() : NotBeforeReferralRule<CensusPlanDates>("4015", RuleSeverity.Error, "The CIN Plan start date cannot be before the referral date")
{
    public override RuleModule Module => RuleModule.CINplanDates;

    public override IReadOnlyList<string> Reads => ["CINplanDates.CINPlanStartDate", "CINdetails.CINreferralDate"];

    public override int FromYear => 2022;

    public override string WhatToDo =>
        "Check when the child in need plan began and when the referral was received. A plan that belongs to an earlier referral goes with that referral.";

    public override string Difference =>
        "The open validator finds the same plans but reports the rows of the two tables the wrong way round. Kith reports the row of the plan and the row of its own referral.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <CINPlanDates>
                <CINPlanStartDate>2025-06-02</CINPlanStartDate>
              </CINPlanDates>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <CINPlanDates>
                <CINPlanStartDate>2025-04-30</CINPlanStartDate>
              </CINPlanDates>
            </CINdetails>
            """,
            "CINplanDates[0].CINPlanStartDate",
            "CINdetails[0].CINreferralDate"
        );

    protected override List<CensusPlanDates> Of(CensusEpisode episode) => episode.PlanDates;

    protected override string Column => nameof(CensusPlanDates.CINPlanStartDate);

    protected override DateOnly? Date(CensusPlanDates record) => record.StartDate;
}
