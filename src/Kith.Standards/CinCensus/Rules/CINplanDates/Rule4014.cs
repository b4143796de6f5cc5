namespace Kith.Standards.CinCensus.Rules;

/// <summary>Child in need plans of one child do not overlap.</summary>
public sealed class Rule4014() : OverlapRule<CensusPlanDates>("4014", RuleSeverity.Error, "CIN Plan data contains overlapping dates")
{
    public override RuleModule Module => RuleModule.CINplanDates;

    public override IReadOnlyList<string> Reads => ["CINplanDates.CINPlanStartDate", "CINplanDates.CINPlanEndDate"];

    public override int FromYear => 2022;

    public override string WhatToDo =>
        "Two child in need plans were open at the same time. A child has one plan at a time: check when the earlier one ended and the later one began.";

    public override string Difference =>
        "The open validator reports a plan that starts on the day the earlier one ends as an error, unlike 4016 and 4017. Kith names the same places but makes that case a query (a warning), until it is confirmed what COLLECT does.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-01</CINPlanStartDate>
                <CINPlanEndDate>2025-06-01</CINPlanEndDate>
              </CINPlanDates>
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
              <CINPlanDates>
                <CINPlanStartDate>2025-05-01</CINPlanStartDate>
                <CINPlanEndDate>2025-06-01</CINPlanEndDate>
              </CINPlanDates>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-20</CINPlanStartDate>
              </CINPlanDates>
            </CINdetails>
            """,
            "CINplanDates[1].CINPlanStartDate",
            "CINplanDates[0].CINPlanStartDate",
            "CINplanDates[0].CINPlanEndDate"
        );

    private const string SameDay = "Please check: a CIN Plan starts on the day on which another ends";

    protected override string StartColumn => nameof(CensusPlanDates.CINPlanStartDate);

    protected override string EndColumn => nameof(CensusPlanDates.CINPlanEndDate);

    protected override List<CensusPlanDates> Of(CensusEpisode episode) => episode.PlanDates;

    protected override DateOnly? Start(CensusPlanDates record) => record.StartDate;

    protected override DateOnly? LastDay(CensusPlanDates record, RuleContext at) => record.EndDate ?? at.ReferenceDate;

    public override void Check(CensusChild child, RuleContext at, Findings found) => CompareAll(child, at, found);

    protected override void Report(CensusPlanDates running, CensusPlanDates other, DateOnly lastDay, DateOnly began, Findings found)
    {
        Place[] places = [other.At(StartColumn), running.At(StartColumn), running.At(EndColumn)];
        if (began == lastDay && running.StartDate != began && running.EndDate is not null)
        {
            found.Add(RuleSeverity.Query, SameDay, places);
        }
        else
        {
            found.Add(places);
        }
    }
}
