namespace Kith.Standards.CinCensus.Rules;

/// <summary>No section 47 enquiry has waited more than 15 working days for its conference at the end of the year.</summary>
public sealed class Rule8675Q()
    : EpisodeRule(
        "8675Q",
        RuleSeverity.Query,
        "Please check and either amend data or provide a reason: S47 Enquiry started more than 15 working days before the end of the census year. However, there is no date of Initial Child Protection Conference."
    )
{
    public override RuleModule Module => RuleModule.Section47;

    public override IReadOnlyList<string> Reads => ["Section47.S47ActualStartDate", "Section47.DateOfInitialCPC", "Section47.ICPCnotRequired"];

    public override bool IsAutomaticallyAccepted => true;

    public override string WhatToDo =>
        "The enquiry began more than 15 working days before 31 March and no conference is recorded. Enter the date of the conference, or that none was needed, or say in the note why it is late.";

    public override string Difference =>
        "The open validator counts the reference date itself as the first of the 15 working days, and so queries one day too early. Kith counts 15 working days before the reference date.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Section47>
                <S47ActualStartDate>2026-03-20</S47ActualStartDate>
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
                <S47ActualStartDate>2026-01-20</S47ActualStartDate>
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
            if (enquiry.ConferenceDate is null && enquiry.IsConferenceNotRequired == false && enquiry.StartDate < at.FifteenWorkingDaysBeforeEnd)
            {
                found.Add(enquiry.At(nameof(enquiry.S47ActualStartDate)), enquiry.At(nameof(enquiry.DateOfInitialCPC)), enquiry.At(nameof(enquiry.ICPCnotRequired)));
            }
        }
    }
}
