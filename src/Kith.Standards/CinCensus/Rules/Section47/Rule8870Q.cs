namespace Kith.Standards.CinCensus.Rules;

/// <summary>The target date of an initial conference is no weekend.</summary>
public sealed class Rule8870Q()
    : EpisodeRule("8870Q", RuleSeverity.Query, "Please check and either amend or provide a reason: The Target Date for Initial Child Protection Conference should not be a weekend")
{
    public override RuleModule Module => RuleModule.Section47;

    public override IReadOnlyList<string> Reads => ["Section47.InitialCPCtarget"];

    public override string WhatToDo =>
        "The target date for the conference is a Saturday or Sunday. It is 15 working days after the strategy discussion: check how it was worked out.";

    public override string Difference =>
        "The open validator reads the date as day, month, year, so no date of a return is ever understood and nothing fires. Kith reads it as it is written. Bank holidays are not tested, as the message speaks of weekends.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Section47>
                <InitialCPCtarget>2025-05-23</InitialCPCtarget>
              </Section47>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <Section47>
                <InitialCPCtarget>2025-05-24</InitialCPCtarget>
              </Section47>
            </CINdetails>
            """,
            "Section47[0].InitialCPCtarget"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var enquiry in episode.Section47s)
        {
            if (enquiry.ConferenceTarget?.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                found.Add(enquiry.At(nameof(enquiry.InitialCPCtarget)));
            }
        }
    }
}
