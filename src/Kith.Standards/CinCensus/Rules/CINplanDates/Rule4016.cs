namespace Kith.Standards.CinCensus.Rules;

/// <summary>No child in need plan starts while a child protection plan is open.</summary>
public sealed class Rule4016() : ChildRule("4016", RuleSeverity.Error, "A CIN Plan has been reported as open at the same time as a Child Protection Plan.")
{
    public override RuleModule Module => RuleModule.CINplanDates;

    public override IReadOnlyList<string> Reads => ["CINplanDates.CINPlanStartDate", "ChildProtectionPlans.CPPstartDate", "ChildProtectionPlans.CPPendDate"];

    public override int FromYear => 2022;

    public override string WhatToDo =>
        "A child in need plan starts while the child is on a child protection plan. It starts when child protection ends, at the earliest on that day: check both dates.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-09-01</CINPlanStartDate>
              </CINPlanDates>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
                <CPPendDate>2025-09-01</CPPendDate>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-08-31</CINPlanStartDate>
              </CINPlanDates>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
                <CPPendDate>2025-09-01</CPPendDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "CINplanDates[0].CINPlanStartDate",
            "ChildProtectionPlans[0].CPPstartDate",
            "ChildProtectionPlans[0].CPPendDate"
        );

    private static void Compare(CensusChild child, CensusProtectionPlan protection, DateOnly from, RuleContext at, Findings found)
    {
        var end = protection.EndDate;
        foreach (var episode in child.Episodes)
        {
            foreach (var plan in episode.PlanDates)
            {
                if (plan.StartDate is { } started && started >= from && (end is { } to ? started < to : started <= at.ReferenceDate))
                {
                    found.Add(plan.At(nameof(plan.CINPlanStartDate)), protection.At(nameof(protection.CPPstartDate)), protection.At(nameof(protection.CPPendDate)));
                }
            }
        }
    }

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        foreach (var with in child.Episodes)
        {
            foreach (var protection in with.ProtectionPlans)
            {
                if (protection.StartDate is { } from)
                {
                    Compare(child, protection, from, at, found);
                }
            }
        }
    }
}
