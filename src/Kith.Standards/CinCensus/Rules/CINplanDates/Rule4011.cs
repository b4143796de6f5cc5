namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child in need plan does not end before it starts.</summary>
public sealed class Rule4011() : EpisodeRule("4011", RuleSeverity.Error, "CIN Plan End Date earlier than Start Date")
{
    public override RuleModule Module => RuleModule.CINplanDates;

    public override IReadOnlyList<string> Reads => ["CINplanDates.CINPlanStartDate", "CINplanDates.CINPlanEndDate"];

    public override int FromYear => 2022;

    public override string WhatToDo => "The plan ends before it starts. Check both dates.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-20</CINPlanStartDate>
                <CINPlanEndDate>2025-05-20</CINPlanEndDate>
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
                <CINPlanEndDate>2025-05-19</CINPlanEndDate>
              </CINPlanDates>
            </CINdetails>
            """,
            "CINplanDates[0].CINPlanEndDate",
            "CINplanDates[0].CINPlanStartDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.PlanDates)
        {
            if (plan.EndDate < plan.StartDate)
            {
                found.Add(plan.At(nameof(plan.CINPlanEndDate)), plan.At(nameof(plan.CINPlanStartDate)));
            }
        }
    }
}
