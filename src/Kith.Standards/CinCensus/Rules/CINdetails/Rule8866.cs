namespace Kith.Standards.CinCensus.Rules;

/// <summary>A referral since April 2013 has its source, with a valid code.</summary>
public sealed class Rule8866() : EpisodeRule("8866", RuleSeverity.Error, "Source of Referral is missing or an invalid code")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.ReferralSource", "CINdetails.CINreferralDate"];

    public override string WhatToDo => "Enter who made the referral, from the list.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <ReferralSource>1A</ReferralSource>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <ReferralSource>XX</ReferralSource>
            </CINdetails>
            """,
            "CINdetails[0].ReferralSource",
            "CINdetails[0].CINreferralDate"
        );

    private static readonly DateOnly SourceRequired = new(2013, 4, 1);

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.ReferralDate >= SourceRequired && !CensusCodes.IsReferralSource(episode.ReferralSource, at.EndYear))
        {
            found.Add(episode.At(nameof(episode.ReferralSource)), episode.At(nameof(episode.CINreferralDate)));
        }
    }
}
