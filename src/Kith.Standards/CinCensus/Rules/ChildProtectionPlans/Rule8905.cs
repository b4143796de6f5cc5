namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child protection plan has its first category of abuse.</summary>
public sealed class Rule8905() : EpisodeRule("8905", RuleSeverity.Error, "Initial Category of Abuse code missing or invalid (see Category of Abuse table in CIN Census code set)")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.InitialCategoryOfAbuse"];

    public override string WhatToDo => "Enter the category decided at the initial conference: neglect, physical, sexual or emotional abuse, or multiple.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <InitialCategoryOfAbuse>XXX</InitialCategoryOfAbuse>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].InitialCategoryOfAbuse"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.ProtectionPlans)
        {
            if (!CensusCodes.IsCategoryOfAbuse(plan.InitialCategoryOfAbuse))
            {
                found.Add(plan.At(nameof(plan.InitialCategoryOfAbuse)));
            }
        }
    }
}
