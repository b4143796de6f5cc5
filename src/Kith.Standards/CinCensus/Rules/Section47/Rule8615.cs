namespace Kith.Standards.CinCensus.Rules;

/// <summary>A section 47 enquiry with a conference has a start date, no later than the conference.</summary>
public sealed class Rule8615()
    : EpisodeRule("8615", RuleSeverity.Error, "Section 47 Enquiry Start Date must be present and cannot be later than the date of the initial Child Protection Conference")
{
    public override RuleModule Module => RuleModule.Section47;

    public override IReadOnlyList<string> Reads => ["Section47.S47ActualStartDate", "Section47.DateOfInitialCPC"];

    public override string WhatToDo => "Enter the date of the strategy discussion that started the enquiry. It is on or before the day of the conference.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Section47>
                <S47ActualStartDate>2025-05-02</S47ActualStartDate>
                <DateOfInitialCPC>2025-05-20</DateOfInitialCPC>
              </Section47>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <Section47>
                <S47ActualStartDate>2025-05-21</S47ActualStartDate>
                <DateOfInitialCPC>2025-05-20</DateOfInitialCPC>
              </Section47>
            </CINdetails>
            """,
            "Section47[0].S47ActualStartDate",
            "Section47[0].DateOfInitialCPC"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var enquiry in episode.Section47s)
        {
            if (enquiry.ConferenceDate is { } held && (enquiry.StartDate is not { } started || started > held))
            {
                found.Add(enquiry.At(nameof(enquiry.S47ActualStartDate)), enquiry.At(nameof(enquiry.DateOfInitialCPC)));
            }
        }
    }
}
