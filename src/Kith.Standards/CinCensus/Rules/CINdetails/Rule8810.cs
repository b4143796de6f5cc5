namespace Kith.Standards.CinCensus.Rules;

/// <summary>An episode with a reason for closure has a closure date.</summary>
public sealed class Rule8810() : EpisodeRule("8810", RuleSeverity.Error, "A CIN case cannot have a Reason for Closure without a CIN Closure Date")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.CINclosureDate", "CINdetails.ReasonForClosure"];

    public override string WhatToDo => "Enter the date on which the case closed, or remove the reason if it is still open.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINclosureDate>2025-06-20</CINclosureDate>
              <ReasonForClosure>RC7</ReasonForClosure>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <ReasonForClosure>RC7</ReasonForClosure>
            </CINdetails>
            """,
            "CINdetails[0].CINclosureDate",
            "CINdetails[0].ReasonForClosure"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.ClosureDate is null && !CensusValue.IsBlank(episode.ReasonForClosure))
        {
            found.Add(episode.At(nameof(episode.CINclosureDate)), episode.At(nameof(episode.ReasonForClosure)));
        }
    }
}
