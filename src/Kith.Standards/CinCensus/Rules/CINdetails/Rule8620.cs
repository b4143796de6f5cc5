namespace Kith.Standards.CinCensus.Rules;

/// <summary>An episode closes in the collection period.</summary>
public sealed class Rule8620() : EpisodeRule("8620", RuleSeverity.Error, "CIN Closure Date present and does not fall within the Census year")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.CINclosureDate"];

    public override string WhatToDo =>
        "The case closed before 1 April or after 31 March. A case that closed before the year is not returned; one that closes after it is returned as open.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINclosureDate>2025-06-20</CINclosureDate>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINclosureDate>2025-03-31</CINclosureDate>
            </CINdetails>
            """,
            "CINdetails[0].CINclosureDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.ClosureDate is { } closed && !at.IsInPeriod(closed))
        {
            found.Add(episode.At(nameof(episode.CINclosureDate)));
        }
    }
}
