namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child protection plan has its latest category of abuse.</summary>
public sealed class Rule8910() : EpisodeRule("8910", RuleSeverity.Error, "Latest Category of Abuse code missing or invalid (see Category of Abuse table in CIN Census code set)")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.LatestCategoryOfAbuse"];

    public override string WhatToDo =>
        "Enter the category decided at the latest conference (the same as the first, if it has not changed): neglect, physical, sexual or emotional abuse, or multiple.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <LatestCategoryOfAbuse>XXX</LatestCategoryOfAbuse>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].LatestCategoryOfAbuse"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.ProtectionPlans)
        {
            if (!CensusCodes.IsCategoryOfAbuse(plan.LatestCategoryOfAbuse))
            {
                found.Add(plan.At(nameof(plan.LatestCategoryOfAbuse)));
            }
        }
    }
}
