namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child in need plan does not start and end on one day.</summary>
public sealed class Rule4012Q()
    : EpisodeRule("4012Q", RuleSeverity.Query, "Please check and either amend or provide a reason: CIN Plan shown as starting and ending on the same day")
{
    public override RuleModule Module => RuleModule.CINplanDates;

    public override IReadOnlyList<string> Reads => ["CINplanDates.CINPlanStartDate", "CINplanDates.CINPlanEndDate"];

    public override int FromYear => 2022;

    public override string WhatToDo => "The plan starts and ends on the same day. Check both dates; if there was no plan after all, remove it.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-20</CINPlanStartDate>
                <CINPlanEndDate>2025-05-21</CINPlanEndDate>
              </CINPlanDates>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-20</CINPlanStartDate>
                <CINPlanEndDate>2025-05-20</CINPlanEndDate>
              </CINPlanDates>
            </CINdetails>
            """,
            "CINplanDates[0].CINPlanStartDate",
            "CINplanDates[0].CINPlanEndDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.PlanDates)
        {
            if (plan.StartDate is { } started && plan.EndDate == started)
            {
                found.Add(plan.At(nameof(plan.CINPlanStartDate)), plan.At(nameof(plan.CINPlanEndDate)));
            }
        }
    }
}
