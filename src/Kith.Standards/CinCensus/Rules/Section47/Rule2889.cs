namespace Kith.Standards.CinCensus.Rules;

/// <summary>A section 47 enquiry starts on or after the referral that it follows.</summary>
public sealed class Rule2889() : NotBeforeReferralRule<CensusSection47>("2889", RuleSeverity.Error, "The S47 start date cannot be before the referral date.")
{
    public override RuleModule Module => RuleModule.Section47;

    public override IReadOnlyList<string> Reads => ["Section47.S47ActualStartDate", "CINdetails.CINreferralDate"];

    public override string WhatToDo =>
        "Check the date of the strategy discussion that started the enquiry and the date of the referral. An enquiry that belongs to an earlier referral goes with that referral.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <Section47>
                <S47ActualStartDate>2025-05-02</S47ActualStartDate>
              </Section47>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <Section47>
                <S47ActualStartDate>2025-04-30</S47ActualStartDate>
              </Section47>
            </CINdetails>
            """,
            "Section47[0].S47ActualStartDate",
            "CINdetails[0].CINreferralDate"
        );

    protected override List<CensusSection47> Of(CensusEpisode episode) => episode.Section47s;

    protected override string Column => nameof(CensusSection47.S47ActualStartDate);

    protected override DateOnly? Date(CensusSection47 record) => record.StartDate;
}
