namespace Kith.Standards.CinCensus.Rules;

/// <summary>Whether a referral led to further action is recorded.</summary>
public sealed class Rule8568() : EpisodeRule("8568", RuleSeverity.Error, "RNFA flag is missing or invalid")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.ReferralNFA"];

    public override string WhatToDo => "Say whether the referral led to further action.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """
        );

    public override RuleExample Fails => new("<CINdetails/>", "CINdetails[0].ReferralNFA");

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.IsNoFurtherAction is null)
        {
            found.Add(episode.At(nameof(episode.ReferralNFA)));
        }
    }
}
