namespace Kith.Standards.CinCensus.Rules;

/// <summary>A referral that led to further action has a primary need.</summary>
public sealed class Rule8610() : EpisodeRule("8610", RuleSeverity.Error, "Primary Need code is missing for a referral which led to further action.")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.PrimaryNeedCode", "CINdetails.ReferralNFA"];

    public override string WhatToDo => "Enter the child’s main need at the time the case was opened. If two weigh the same, take the one that stands first in the list.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <PrimaryNeedCode>N1</PrimaryNeedCode>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """,
            "CINdetails[0].PrimaryNeedCode",
            "CINdetails[0].ReferralNFA"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (CensusValue.IsBlank(episode.PrimaryNeedCode) && episode.IsNoFurtherAction == false)
        {
            found.Add(episode.At(nameof(episode.PrimaryNeedCode)), episode.At(nameof(episode.ReferralNFA)));
        }
    }
}
