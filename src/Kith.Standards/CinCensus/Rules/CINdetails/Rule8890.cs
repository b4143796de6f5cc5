namespace Kith.Standards.CinCensus.Rules;

/// <summary>Section 47 enquiries of one episode do not overlap.</summary>
public sealed class Rule8890()
    : OverlapRule<CensusSection47>("8890", RuleSeverity.Error, "A Section 47 enquiry is shown as starting when there is another Section 47 Enquiry ongoing")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["Section47.S47ActualStartDate", "Section47.DateOfInitialCPC", "Section47.ICPCnotRequired"];

    public override string WhatToDo =>
        "An enquiry started while another was still going on. If it is the same enquiry, keep one. Otherwise check when the conference of the earlier one was held.";

    public override string Difference => "None. As in the open validator the day of the conference counts as going on, and two enquiries with the same two dates are not compared.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Section47>
                <S47ActualStartDate>2025-05-02</S47ActualStartDate>
                <DateOfInitialCPC>2025-05-20</DateOfInitialCPC>
              </Section47>
              <Section47>
                <S47ActualStartDate>2025-05-21</S47ActualStartDate>
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
                <DateOfInitialCPC>2025-05-20</DateOfInitialCPC>
              </Section47>
              <Section47>
                <S47ActualStartDate>2025-05-20</S47ActualStartDate>
              </Section47>
            </CINdetails>
            """,
            "Section47[1].S47ActualStartDate",
            "Section47[0].S47ActualStartDate",
            "Section47[0].DateOfInitialCPC"
        );

    protected override string StartColumn => nameof(CensusSection47.S47ActualStartDate);

    protected override string EndColumn => nameof(CensusSection47.DateOfInitialCPC);

    protected override List<CensusSection47> Of(CensusEpisode episode) => episode.Section47s;

    protected override DateOnly? Start(CensusSection47 record) => record.StartDate;

    protected override DateOnly? LastDay(CensusSection47 record, RuleContext at) => record.ConferenceDate ?? (record.IsConferenceNotRequired == true ? null : at.ReferenceDate);

    protected override bool Skips(CensusSection47 one, CensusSection47 other) => one.StartDate == other.StartDate && one.ConferenceDate == other.ConferenceDate;

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        foreach (var episode in child.Episodes)
        {
            Compare(Of(episode), at, found);
        }
    }
}
