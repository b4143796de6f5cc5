namespace Kith.Standards.CinCensus.Rules;

/// <summary>A section 47 enquiry that still waits for its conference started in the collection period.</summary>
public sealed class Rule8740()
    : EpisodeRule(
        "8740",
        RuleSeverity.Error,
        "For a Section 47 Enquiry that has not held the Initial Child Protection Conference by the end of the census year, the start date must fall within the census year"
    )
{
    public override RuleModule Module => RuleModule.Section47;

    public override IReadOnlyList<string> Reads => ["Section47.S47ActualStartDate", "Section47.DateOfInitialCPC", "Section47.ICPCnotRequired"];

    public override string WhatToDo =>
        "The enquiry waits for a conference and did not start in the year. Enter the date of the conference, or that none was needed, or check when the enquiry started.";

    public override string Difference => "The open validator knows only the flag «0»; «false» escapes it. Kith treats both alike.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Section47>
                <S47ActualStartDate>2025-04-01</S47ActualStartDate>
                <ICPCnotRequired>false</ICPCnotRequired>
              </Section47>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <Section47>
                <S47ActualStartDate>2025-03-31</S47ActualStartDate>
                <ICPCnotRequired>false</ICPCnotRequired>
              </Section47>
            </CINdetails>
            """,
            "Section47[0].S47ActualStartDate",
            "Section47[0].DateOfInitialCPC",
            "Section47[0].ICPCnotRequired"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var enquiry in episode.Section47s)
        {
            if (enquiry.ConferenceDate is null && enquiry.IsConferenceNotRequired == false && enquiry.StartDate is { } started && !at.IsInPeriod(started))
            {
                found.Add(enquiry.At(nameof(enquiry.S47ActualStartDate)), enquiry.At(nameof(enquiry.DateOfInitialCPC)), enquiry.At(nameof(enquiry.ICPCnotRequired)));
            }
        }
    }
}
