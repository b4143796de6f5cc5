namespace Kith.Standards.CinCensus.Rules;

/// <summary>At most one child protection plan of a child is open.</summary>
public sealed class Rule8935() : ChildRule("8935", RuleSeverity.Error, "This child is showing more than one open Child Protection plan, i.e. with no End Date")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.CPPendDate"];

    public override string WhatToDo =>
        "Two child protection plans have no end date. A child has one plan at a time: give the earlier one its end date, or remove the one entered twice.";

    public override string Difference =>
        "The open validator counts by the number of the plan within its episode, and so misses two open plans in one episode. Kith counts the open plans of the child.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
                <CPPendDate>2025-08-20</CPPendDate>
              </ChildProtectionPlans>
            </CINdetails>
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-08-21</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-08-21</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].CPPendDate",
            "ChildProtectionPlans[1].CPPendDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var open = 0;
        foreach (var episode in child.Episodes)
        {
            foreach (var plan in episode.ProtectionPlans)
            {
                open += plan.EndDate is null ? 1 : 0;
            }
        }

        if (open < 2)
        {
            return;
        }

        // Records that share an identifier are judged as one child, and then a plan can be seen from two episodes.
        List<CensusProtectionPlan> plans = [.. child.Episodes.SelectMany(e => e.ProtectionPlans).Where(p => p.EndDate is null).Distinct()];
        if (plans.Count > 1)
        {
            found.Add([.. plans.Select(p => p.At(nameof(p.CPPendDate)))]);
        }
    }
}
