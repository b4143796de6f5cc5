namespace Kith.Standards.CinCensus.Rules;

/// <summary>A primary need is a valid code.</summary>
public sealed class Rule8650() : EpisodeRule("8650", RuleSeverity.Error, "Primary Need Code invalid (see Primary Need table in CIN census code set)")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.PrimaryNeedCode"];

    public override string WhatToDo => "Choose the primary need from the list (N1 to N9, or N0).";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <PrimaryNeedCode>N1</PrimaryNeedCode>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <PrimaryNeedCode>N10</PrimaryNeedCode>
            </CINdetails>
            """,
            "CINdetails[0].PrimaryNeedCode"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (!CensusValue.IsBlank(episode.PrimaryNeedCode) && !CensusCodes.IsPrimaryNeed(episode.PrimaryNeedCode))
        {
            found.Add(episode.At(nameof(episode.PrimaryNeedCode)));
        }
    }
}
