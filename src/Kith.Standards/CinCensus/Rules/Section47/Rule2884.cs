namespace Kith.Standards.CinCensus.Rules;

/// <summary>One conference is recorded once: with the enquiry, or for a child who transferred in with the episode.</summary>
public sealed class Rule2884()
    : EpisodeRule("2884", RuleSeverity.Error, "An initial child protection conference is recorded at both the S47 and CIN Details level and it should only be recorded in one")
{
    public override RuleModule Module => RuleModule.Section47;

    public override IReadOnlyList<string> Reads => ["CINdetails.DateOfInitialCPC", "Section47.DateOfInitialCPC"];

    public override string WhatToDo =>
        "The same conference seems to be recorded twice. Keep it with the section 47 enquiry that led to it. Only for a child who moved in on a plan does it go with the episode, and then there is no enquiry.";

    public override string Difference =>
        "The open validator compares equal dates of any two episodes of the child. Kith compares within one episode only, where two dates for what looks like one conference are reported as well: a conference is another only if its enquiry began after the first was held.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <DateOfInitialCPC>2025-05-20</DateOfInitialCPC>
              <Section47>
                <S47ActualStartDate>2025-10-02</S47ActualStartDate>
                <DateOfInitialCPC>2025-10-20</DateOfInitialCPC>
              </Section47>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <DateOfInitialCPC>2025-05-20</DateOfInitialCPC>
              <Section47>
                <S47ActualStartDate>2025-05-02</S47ActualStartDate>
                <DateOfInitialCPC>2025-05-20</DateOfInitialCPC>
              </Section47>
            </CINdetails>
            """,
            "CINdetails[0].DateOfInitialCPC",
            "Section47[0].DateOfInitialCPC"
        );

    /// <summary>
    /// A conference that follows a new enquiry, begun after the first conference was held, is another one (DfE, CIN
    /// census guide 2023 to 2024, section 4.8). Anything else looks like the first, dated differently.
    /// </summary>
    private static bool IsAnother(CensusSection47 enquiry, DateOnly held, DateOnly transfer) => enquiry.StartDate > transfer && held > transfer;

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.TransferInConferenceDate is not { } transfer)
        {
            return;
        }

        foreach (var enquiry in episode.Section47s)
        {
            if (enquiry.ConferenceDate is { } held && !IsAnother(enquiry, held, transfer))
            {
                found.Add(episode.At(nameof(episode.DateOfInitialCPC)), enquiry.At(nameof(enquiry.DateOfInitialCPC)));
            }
        }
    }
}
