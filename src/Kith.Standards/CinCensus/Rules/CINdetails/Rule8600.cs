namespace Kith.Standards.CinCensus.Rules;

/// <summary>A referral has a date, no later than the reference date.</summary>
public sealed class Rule8600() : EpisodeRule("8600", RuleSeverity.Error, "Child referral date missing or after data collection period")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.CINreferralDate"];

    public override string WhatToDo => "Enter the date on which the referral was received. A referral after 31 March belongs to the next return.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2026-04-01</CINreferralDate>
            </CINdetails>
            """,
            "CINdetails[0].CINreferralDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.ReferralDate is not { } referral || referral > at.ReferenceDate)
        {
            found.Add(episode.At(nameof(episode.CINreferralDate)));
        }
    }
}
