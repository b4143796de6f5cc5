namespace Kith.Standards.CinCensus.Rules;

/// <summary>A reason for closure is a valid code.</summary>
public sealed class Rule8640() : EpisodeRule("8640", RuleSeverity.Error, "CIN Reason for closure code invalid (see Reason for Closure table in CIN Census code set)")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.ReasonForClosure"];

    public override string WhatToDo => "Choose the reason for closure from the list (RC1 to RC9).";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <ReasonForClosure>RC7</ReasonForClosure>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <ReasonForClosure>RC10</ReasonForClosure>
            </CINdetails>
            """,
            "CINdetails[0].ReasonForClosure"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (!CensusValue.IsBlank(episode.ReasonForClosure) && !CensusCodes.IsClosureReason(episode.ReasonForClosure, at.EndYear))
        {
            found.Add(episode.At(nameof(episode.ReasonForClosure)));
        }
    }
}
