namespace Kith.Standards.CinCensus.Rules;

/// <summary>A referral without further action has no child in need plan.</summary>
public sealed class Rule4000() : EpisodeRule("4000", RuleSeverity.Error, "CIN Plan details provided for a referral with no further action")
{
    public override RuleModule Module => RuleModule.CINplanDates;

    public override IReadOnlyList<string> Reads => ["CINdetails.ReferralNFA", "CINplanDates.CINPlanStartDate"];

    public override int FromYear => 2022;

    public override string WhatToDo =>
        "The referral is marked as no further action, yet it has a child in need plan. If work went on, the mark is wrong. If not, the plan belongs elsewhere.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-20</CINPlanStartDate>
              </CINPlanDates>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-20</CINPlanStartDate>
              </CINPlanDates>
              <ReferralNFA>true</ReferralNFA>
            </CINdetails>
            """,
            "CINdetails[0].ReferralNFA",
            "CINplanDates[0].LAchildID"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.IsNoFurtherAction == true && episode.PlanDates.Count > 0)
        {
            found.Add([episode.At(nameof(episode.ReferralNFA)), .. episode.PlanDates.Select(p => p.At(nameof(CensusIdentifiers.LAchildID)))]);
        }
    }
}
