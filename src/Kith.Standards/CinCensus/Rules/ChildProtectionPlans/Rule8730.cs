namespace Kith.Standards.CinCensus.Rules;

/// <summary>The number of earlier child protection plans is recorded.</summary>
public sealed class Rule8730() : EpisodeRule("8730", RuleSeverity.Error, "Total Number of previous Child Protection Plans missing")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.NumberOfPreviousCPP"];

    public override string WhatToDo => "Enter how many child protection plans the child has had with this council before this one: 0 for a first plan.";

    public override string Difference => "The open validator stops at a value that is not a number. Kith reports whatever is not a whole number of 0 or more.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <NumberOfPreviousCPP>0</NumberOfPreviousCPP>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <NumberOfPreviousCPP>none</NumberOfPreviousCPP>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].NumberOfPreviousCPP"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.ProtectionPlans)
        {
            if (plan.PreviousPlans is null or < 0)
            {
                found.Add(plan.At(nameof(plan.NumberOfPreviousCPP)));
            }
        }
    }
}
