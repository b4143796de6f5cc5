namespace Kith.Standards.CinCensus.Rules;

/// <summary>No child protection plan starts while a child in need plan is open.</summary>
public sealed class Rule4017() : ChildRule("4017", RuleSeverity.Error, "A CIN Plan has been reported as open at the same time as a Child Protection Plan.")
{
    public override RuleModule Module => RuleModule.CINplanDates;

    public override IReadOnlyList<string> Reads => ["CINplanDates.CINPlanStartDate", "CINplanDates.CINPlanEndDate", "ChildProtectionPlans.CPPstartDate"];

    public override int FromYear => 2022;

    public override string WhatToDo =>
        "A child protection plan starts while a child in need plan is open. Give the child in need plan its end date: at the latest the day on which child protection began.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-01</CINPlanStartDate>
                <CINPlanEndDate>2025-05-20</CINPlanEndDate>
              </CINPlanDates>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-01</CINPlanStartDate>
                <CINPlanEndDate>2025-05-21</CINPlanEndDate>
              </CINPlanDates>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].CPPstartDate",
            "CINplanDates[0].CINPlanStartDate",
            "CINplanDates[0].CINPlanEndDate"
        );

    private static void Compare(CensusChild child, CensusPlanDates plan, DateOnly from, RuleContext at, Findings found)
    {
        var end = plan.EndDate;
        foreach (var episode in child.Episodes)
        {
            foreach (var protection in episode.ProtectionPlans)
            {
                if (protection.StartDate is { } started && started >= from && (end is { } to ? started < to : started <= at.ReferenceDate))
                {
                    found.Add(protection.At(nameof(protection.CPPstartDate)), plan.At(nameof(plan.CINPlanStartDate)), plan.At(nameof(plan.CINPlanEndDate)));
                }
            }
        }
    }

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        foreach (var with in child.Episodes)
        {
            foreach (var plan in with.PlanDates)
            {
                if (plan.StartDate is { } from)
                {
                    Compare(child, plan, from, at, found);
                }
            }
        }
    }
}
