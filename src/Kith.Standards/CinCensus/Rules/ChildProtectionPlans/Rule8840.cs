namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child protection plan does not start and end on one day.</summary>
public sealed class Rule8840() : EpisodeRule("8840", RuleSeverity.Error, "Child Protection Plan cannot start and end on the same day")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.CPPstartDate", "ChildProtectionPlans.CPPendDate"];

    public override string WhatToDo => "The plan starts and ends on the same day. Check both dates; if there was no plan after all, remove it.";

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
                <CPPendDate>2025-05-20</CPPendDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].CPPstartDate",
            "ChildProtectionPlans[0].CPPendDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.ProtectionPlans)
        {
            if (plan.StartDate is { } started && plan.EndDate == started)
            {
                found.Add(plan.At(nameof(plan.CPPstartDate)), plan.At(nameof(plan.CPPendDate)));
            }
        }
    }
}
