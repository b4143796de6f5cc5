namespace Kith.Standards.CinCensus.Rules;

/// <summary>An initial conference is held on no weekend.</summary>
public sealed class Rule8875() : EpisodeRule("8875", RuleSeverity.Error, "The Date of Initial Child Protection Conference cannot be a weekend")
{
    public override RuleModule Module => RuleModule.Section47;

    public override IReadOnlyList<string> Reads => ["Section47.DateOfInitialCPC"];

    public override string WhatToDo => "The conference is dated on a Saturday or Sunday. Check the date.";

    public override string Difference => "None. Bank holidays, and the conference of a child who transferred in, are not tested, as in the open validator.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Section47>
                <DateOfInitialCPC>2025-05-23</DateOfInitialCPC>
              </Section47>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <Section47>
                <DateOfInitialCPC>2025-05-24</DateOfInitialCPC>
              </Section47>
            </CINdetails>
            """,
            "Section47[0].DateOfInitialCPC"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var enquiry in episode.Section47s)
        {
            if (enquiry.ConferenceDate?.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                found.Add(enquiry.At(nameof(enquiry.DateOfInitialCPC)));
            }
        }
    }
}
