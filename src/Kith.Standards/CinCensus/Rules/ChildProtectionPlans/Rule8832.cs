namespace Kith.Standards.CinCensus.Rules;

/// <summary>A referral without further action has no child protection plan.</summary>
public sealed class Rule8832() : EpisodeRule("8832", RuleSeverity.Error, "Child Protection details provided for a referral with no further action.")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["CINdetails.ReferralNFA", "ChildProtectionPlans.CPPstartDate"];

    public override string WhatToDo => "The referral is marked as no further action, yet it has a child protection plan. The mark is wrong, or the plan belongs elsewhere.";

    public override string Difference =>
        "The open validator names the wrong child, because it uses row numbers of one table on another. Kith names the child and the plans that fail.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <ReferralNFA>false</ReferralNFA>
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
              <ReferralNFA>1</ReferralNFA>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "CINdetails[0].ReferralNFA",
            "ChildProtectionPlans[0].LAchildID"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.IsNoFurtherAction == true && episode.ProtectionPlans.Count > 0)
        {
            found.Add([episode.At(nameof(episode.ReferralNFA)), .. episode.ProtectionPlans.Select(p => p.At(nameof(CensusIdentifiers.LAchildID)))]);
        }
    }
}
