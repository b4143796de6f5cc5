namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child protection plan does not end before it starts.</summary>
public sealed class Rule8925() : EpisodeRule("8925", RuleSeverity.Error, "Child Protection Plan End Date earlier than Start Date")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.CPPstartDate", "ChildProtectionPlans.CPPendDate"];

    public override string WhatToDo => "The plan ends before it starts. Check both dates.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
                <CPPendDate>2025-08-20</CPPendDate>
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
                <CPPendDate>2025-05-19</CPPendDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].CPPendDate",
            "ChildProtectionPlans[0].CPPstartDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.ProtectionPlans)
        {
            if (plan.EndDate < plan.StartDate)
            {
                found.Add(plan.At(nameof(plan.CPPendDate)), plan.At(nameof(plan.CPPstartDate)));
            }
        }
    }
}
