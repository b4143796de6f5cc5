namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child in need plan and a child protection plan are not open together.</summary>
public sealed class Rule4001() : EpisodeRule("4001", RuleSeverity.Error, "A CIN Plan cannot run concurrently with a Child Protection Plan")
{
    public override RuleModule Module => RuleModule.CINplanDates;

    public override IReadOnlyList<string> Reads => ["CINplanDates.CINPlanStartDate", "CINplanDates.CINPlanEndDate", "ChildProtectionPlans.CPPendDate"];

    public override int FromYear => 2022;

    public override string WhatToDo =>
        "The child has an open child protection plan and an open child in need plan. A child protection plan takes the place of the other: give the child in need plan its end date.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-20</CINPlanStartDate>
                <CINPlanEndDate>2025-06-20</CINPlanEndDate>
              </CINPlanDates>
              <ChildProtectionPlans>
                <CPPstartDate>2025-06-20</CPPstartDate>
              </ChildProtectionPlans>
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
              <ChildProtectionPlans>
                <CPPstartDate>2025-06-20</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "CINplanDates[0].CINPlanEndDate",
            "ChildProtectionPlans[0].CPPendDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.PlanDates)
        {
            if (plan.StartDate is null || plan.EndDate is not null)
            {
                continue;
            }

            foreach (var protection in episode.ProtectionPlans)
            {
                if (protection.EndDate is null)
                {
                    found.Add(plan.At(nameof(plan.CINPlanEndDate)), protection.At(nameof(protection.CPPendDate)));
                }
            }
        }
    }
}
