namespace Kith.Standards.CinCensus.Rules;

/// <summary>At most one child in need plan of an episode is open.</summary>
public sealed class Rule4004() : EpisodeRule("4004", RuleSeverity.Error, "This child is showing more than one open CIN Plan, i.e. with no End Date")
{
    public override RuleModule Module => RuleModule.CINplanDates;

    public override IReadOnlyList<string> Reads => ["CINplanDates.CINPlanEndDate"];

    public override int FromYear => 2022;

    public override string WhatToDo =>
        "Two child in need plans have no end date. A child has one plan at a time: give the earlier one its end date, or remove the one entered twice.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-20</CINPlanStartDate>
                <CINPlanEndDate>2025-06-20</CINPlanEndDate>
              </CINPlanDates>
              <CINPlanDates>
                <CINPlanStartDate>2025-06-21</CINPlanStartDate>
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
              </CINPlanDates>
              <CINPlanDates>
                <CINPlanStartDate>2025-06-21</CINPlanStartDate>
              </CINPlanDates>
            </CINdetails>
            """,
            "CINplanDates[0].CINPlanEndDate",
            "CINplanDates[1].CINPlanEndDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.PlanDates.Count < 2)
        {
            return;
        }

        var open = episode.PlanDates.FindAll(p => p.EndDate is null);
        if (open.Count > 1)
        {
            found.Add([.. open.Select(p => p.At(nameof(p.CINPlanEndDate)))]);
        }
    }
}
