namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child in need plan ends in the collection period.</summary>
public sealed class Rule4013() : InPeriodRule<CensusPlanDates>("4013", RuleSeverity.Error, "CIN Plan end date must fall within the census year")
{
    public override RuleModule Module => RuleModule.CINplanDates;

    public override IReadOnlyList<string> Reads => ["CINplanDates.CINPlanEndDate"];

    public override int FromYear => 2022;

    public override string WhatToDo =>
        "The plan ended before 1 April or after 31 March. A plan that ended before the year is not returned; one that ends after it is returned without an end date.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-20</CINPlanStartDate>
                <CINPlanEndDate>2025-06-20</CINPlanEndDate>
              </CINPlanDates>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2024-12-01</CINPlanStartDate>
                <CINPlanEndDate>2025-03-31</CINPlanEndDate>
              </CINPlanDates>
            </CINdetails>
            """,
            "CINplanDates[0].CINPlanEndDate"
        );

    protected override List<CensusPlanDates> Of(CensusEpisode episode) => episode.PlanDates;

    protected override string Column => nameof(CensusPlanDates.CINPlanEndDate);

    protected override DateOnly? Date(CensusPlanDates record) => record.EndDate;
}
