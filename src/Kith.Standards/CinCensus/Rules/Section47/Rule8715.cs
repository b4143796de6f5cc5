namespace Kith.Standards.CinCensus.Rules;

/// <summary>An initial conference is held in the collection period.</summary>
public sealed class Rule8715() : InPeriodRule<CensusSection47>("8715", RuleSeverity.Error, "Date of Initial Child Protection Conference must fall within the census year")
{
    public override RuleModule Module => RuleModule.Section47;

    public override IReadOnlyList<string> Reads => ["Section47.DateOfInitialCPC"];

    public override string WhatToDo =>
        "The conference was held before 1 April or after 31 March. An enquiry whose conference was held before the year is not returned; a conference after it is left out.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Section47>
                <S47ActualStartDate>2025-05-20</S47ActualStartDate>
                <DateOfInitialCPC>2025-06-04</DateOfInitialCPC>
              </Section47>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <Section47>
                <S47ActualStartDate>2025-03-10</S47ActualStartDate>
                <DateOfInitialCPC>2025-03-31</DateOfInitialCPC>
              </Section47>
            </CINdetails>
            """,
            "Section47[0].DateOfInitialCPC"
        );

    protected override List<CensusSection47> Of(CensusEpisode episode) => episode.Section47s;

    protected override string Column => nameof(CensusSection47.DateOfInitialCPC);

    protected override DateOnly? Date(CensusSection47 record) => record.ConferenceDate;
}
