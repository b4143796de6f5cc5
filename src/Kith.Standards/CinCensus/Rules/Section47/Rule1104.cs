namespace Kith.Standards.CinCensus.Rules;

/// <summary>No initial conference is held before the referral that led to it.</summary>
public sealed class Rule1104() : EpisodeRule("1104", RuleSeverity.Error, "The date of the initial child protection conference cannot be before the referral date")
{
    public override RuleModule Module => RuleModule.Section47;

    public override IReadOnlyList<string> Reads => ["Section47.DateOfInitialCPC", "CINdetails.DateOfInitialCPC", "CINdetails.CINreferralDate"];

    public override string WhatToDo =>
        "Check the date of the conference and the date of the referral, and correct the one that is wrong. For a child who moved in on a plan, the referral date is the day you were formally told of the permanent move.";

    public override string Difference =>
        "The open validator tests only the conference of a section 47 enquiry. The message covers the conference of a child who transferred in as well, so Kith tests both, and reports the second as a query of its own until the wording of DfE is confirmed.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
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
              <CINreferralDate>2025-05-01</CINreferralDate>
              <Section47>
                <S47ActualStartDate>2025-04-29</S47ActualStartDate>
                <DateOfInitialCPC>2025-04-30</DateOfInitialCPC>
              </Section47>
            </CINdetails>
            """,
            "Section47[0].DateOfInitialCPC",
            "CINdetails[0].CINreferralDate"
        );

    private const string TransferIn =
        "Please check: the date of the initial conference of a child who transferred in (recorded with the episode, not with an enquiry) is before the referral date";

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.ReferralDate is not { } referral)
        {
            return;
        }

        foreach (var enquiry in episode.Section47s)
        {
            if (enquiry.ConferenceDate < referral)
            {
                found.Add(enquiry.At(nameof(enquiry.DateOfInitialCPC)), episode.At(nameof(episode.CINreferralDate)));
            }
        }

        if (episode.TransferInConferenceDate < referral)
        {
            found.Add(RuleSeverity.Query, TransferIn, episode.At(nameof(episode.DateOfInitialCPC)), episode.At(nameof(episode.CINreferralDate)));
        }
    }
}
