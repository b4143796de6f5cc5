namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child protection plan has a start date, no later than the reference date.</summary>
public sealed class Rule8720() : EpisodeRule("8720", RuleSeverity.Error, "Child Protection Plan Start Date missing or out of data collection period")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.CPPstartDate"];

    public override string WhatToDo => "Enter the date on which the child protection plan began. A plan that begins after 31 March belongs to the next return.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
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
              <ChildProtectionPlans/>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].CPPstartDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.ProtectionPlans)
        {
            if (plan.StartDate is not { } started || started > at.ReferenceDate)
            {
                found.Add(plan.At(nameof(plan.CPPstartDate)));
            }
        }
    }
}
