namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child in need plan has a start date, no later than the reference date.</summary>
public sealed class Rule4010() : EpisodeRule("4010", RuleSeverity.Error, "CIN Plan start date is missing or out of data collection period")
{
    public override RuleModule Module => RuleModule.CINplanDates;

    public override IReadOnlyList<string> Reads => ["CINplanDates.CINPlanStartDate"];

    public override int FromYear => 2022;

    public override string WhatToDo => "Enter the date on which the plan began. A plan that begins after 31 March belongs to the next return.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-20</CINPlanStartDate>
              </CINPlanDates>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanEndDate>2025-06-20</CINPlanEndDate>
              </CINPlanDates>
            </CINdetails>
            """,
            "CINplanDates[0].CINPlanStartDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.PlanDates)
        {
            if (plan.StartDate is not { } started || started > at.ReferenceDate)
            {
                found.Add(plan.At(nameof(plan.CINPlanStartDate)));
            }
        }
    }
}
