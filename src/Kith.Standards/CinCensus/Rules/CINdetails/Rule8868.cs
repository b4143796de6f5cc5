namespace Kith.Standards.CinCensus.Rules;

/// <summary>Every section 47 enquiry of a closed episode is finished, by a conference or because none was needed.</summary>
public sealed class Rule8868()
    : EpisodeRule("8868", RuleSeverity.Error, "CIN episode is shown as closed, however Section 47 enquiry is not shown as completed by ICPC date or ICPC not required flag")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["Section47.DateOfInitialCPC", "Section47.ICPCnotRequired", "CINdetails.CINclosureDate"];

    public override string WhatToDo =>
        "The case is closed and an enquiry is not finished, or has both a conference and the mark that none was needed. Enter the one that is right.";

    public override string Difference =>
        "None, but for the flag: Kith reads «True» as «true». As in the open validator an enquiry with both a conference and the mark that none was needed is reported too.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINclosureDate>2025-05-20</CINclosureDate>
              <Section47>
                <S47ActualStartDate>2025-05-02</S47ActualStartDate>
                <ICPCnotRequired>True</ICPCnotRequired>
              </Section47>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINclosureDate>2025-05-20</CINclosureDate>
              <Section47>
                <S47ActualStartDate>2025-05-02</S47ActualStartDate>
                <ICPCnotRequired>false</ICPCnotRequired>
              </Section47>
            </CINdetails>
            """,
            "Section47[0].DateOfInitialCPC",
            "Section47[0].ICPCnotRequired",
            "CINdetails[0].CINclosureDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.Section47s.Count == 0 || episode.ClosureDate is null)
        {
            return;
        }

        foreach (var enquiry in episode.Section47s)
        {
            if (enquiry.ConferenceDate is not null == (enquiry.IsConferenceNotRequired == true))
            {
                found.Add(enquiry.At(nameof(enquiry.DateOfInitialCPC)), enquiry.At(nameof(enquiry.ICPCnotRequired)), episode.At(nameof(episode.CINclosureDate)));
            }
        }
    }
}
