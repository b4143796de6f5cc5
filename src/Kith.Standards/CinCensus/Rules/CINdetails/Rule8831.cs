namespace Kith.Standards.CinCensus.Rules;

/// <summary>A referral without further action has no assessment, enquiry or conference.</summary>
public sealed class Rule8831() : EpisodeRule("8831", RuleSeverity.Error, "Activity is recorded against a case marked as a referral with no further action")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads =>
        [
            "CINdetails.ReferralNFA",
            "CINdetails.DateOfInitialCPC",
            "Assessments.AssessmentActualStartDate",
            "Assessments.AssessmentAuthorisationDate",
            "Section47.S47ActualStartDate",
        ];

    public override string WhatToDo => "The referral is marked as no further action, yet work is recorded. If work went on, the mark is wrong. If not, the work belongs elsewhere.";

    public override string Difference =>
        "None, but for the flag: Kith reads «True» as «true». A conference of an enquiry that has no start date is not tested, as in the open validator; rule 8615 reports it.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
              </Assessments>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
              </Assessments>
              <ReferralNFA>true</ReferralNFA>
            </CINdetails>
            """,
            "CINdetails[0].DateOfInitialCPC",
            "Assessments[0].LAchildID"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.IsNoFurtherAction != true)
        {
            return;
        }

        var places = new List<Place> { episode.At(nameof(episode.DateOfInitialCPC)) };
        places.AddRange(episode.Assessments.Where(a => a.StartDate is not null || a.AuthorisationDate is not null).Select(a => a.At(nameof(CensusIdentifiers.LAchildID))));
        places.AddRange(episode.Section47s.Where(s => s.StartDate is not null).Select(s => s.At(nameof(CensusIdentifiers.LAchildID))));
        if (places.Count > 1 || episode.TransferInConferenceDate is not null)
        {
            found.Add([.. places]);
        }
    }
}
