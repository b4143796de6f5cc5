namespace Kith.Standards.CinCensus.Rules;

/// <summary>A referral from before the collection period led to further action.</summary>
public sealed class Rule8569Q()
    : EpisodeRule(
        "8569Q",
        RuleSeverity.Query,
        "A case with referral date before one working day prior to the collection start date must not be flagged as a no further action case"
    )
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.CINreferralDate", "CINdetails.ReferralNFA"];

    public override int FromYear => 2024;

    public override string WhatToDo =>
        "The referral came before the year began and is marked as no further action, so it does not belong in this return. If work went on, the mark is wrong. If not, leave the episode out.";

    public override string Difference =>
        "The rule allows one working day before 1 April. The open validator subtracts none, and so queries referrals of the last working day of March. Kith uses the true previous working day.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-03-31</CINreferralDate>
              <ReferralNFA>true</ReferralNFA>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2021-12-01</CINreferralDate>
              <ReferralNFA>true</ReferralNFA>
            </CINdetails>
            """,
            "CINdetails[0].CINreferralDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.ReferralDate < at.LastWorkingDayBefore && episode.IsNoFurtherAction != false)
        {
            found.Add(episode.At(nameof(episode.CINreferralDate)));
        }
    }
}
