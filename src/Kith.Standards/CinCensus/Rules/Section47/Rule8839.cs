namespace Kith.Standards.CinCensus.Rules;

/// <summary>At most one section 47 enquiry of an episode waits for its conference.</summary>
public sealed class Rule8839() : EpisodeRule("8839", RuleSeverity.Error, "Within one CINDetails group there are 2 or more open S47 Assessments")
{
    public override RuleModule Module => RuleModule.Section47;

    public override IReadOnlyList<string> Reads => ["Section47.DateOfInitialCPC", "Section47.ICPCnotRequired"];

    public override string WhatToDo =>
        "Two enquiries have neither a conference nor the mark that none was needed. Finish the earlier one: enter the date of its conference, or that none was needed.";

    public override string Difference =>
        "When the open validator finds two open enquiries it may also report enquiries for which no conference was needed. Kith reports only the open ones.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Section47>
                <S47ActualStartDate>2025-05-02</S47ActualStartDate>
                <ICPCnotRequired>true</ICPCnotRequired>
              </Section47>
              <Section47>
                <S47ActualStartDate>2025-06-02</S47ActualStartDate>
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
                <S47ActualStartDate>2025-05-02</S47ActualStartDate>
                <ICPCnotRequired>false</ICPCnotRequired>
              </Section47>
              <Section47>
                <S47ActualStartDate>2025-06-02</S47ActualStartDate>
                <ICPCnotRequired>0</ICPCnotRequired>
              </Section47>
              <Section47>
                <S47ActualStartDate>2025-07-02</S47ActualStartDate>
                <ICPCnotRequired>true</ICPCnotRequired>
              </Section47>
            </CINdetails>
            """,
            "Section47[0].DateOfInitialCPC",
            "Section47[1].DateOfInitialCPC"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.Section47s.Count < 2)
        {
            return;
        }

        var open = episode.Section47s.FindAll(s => s.ConferenceDate is null && s.IsConferenceNotRequired != true);
        if (open.Count > 1)
        {
            found.Add([.. open.Select(s => s.At(nameof(s.DateOfInitialCPC)))]);
        }
    }
}
