namespace Kith.Standards.CinCensus.Rules;

/// <summary>A closed episode has a reason for closure.</summary>
public sealed class Rule8805() : EpisodeRule("8805", RuleSeverity.Error, "A CIN case cannot have a CIN closure date without a Reason for Closure")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.CINclosureDate", "CINdetails.ReasonForClosure"];

    public override string WhatToDo => "Enter why the case closed.";

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
              <CINclosureDate>2025-06-20</CINclosureDate>
            </CINdetails>
            """,
            "CINdetails[0].ReasonForClosure",
            "CINdetails[0].CINclosureDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.ClosureDate is not null && CensusValue.IsBlank(episode.ReasonForClosure))
        {
            found.Add(episode.At(nameof(episode.ReasonForClosure)), episode.At(nameof(episode.CINclosureDate)));
        }
    }
}
