namespace Kith.Standards.CinCensus.Rules;

/// <summary>Nothing further happened on an episode that was closed after assessment.</summary>
public sealed class Rule2990()
    : EpisodeRule(
        "2990",
        RuleSeverity.Error,
        "Activity is recorded against a case marked as ‘Case closed after assessment, no further action’ or 'case closed after assessment, referred to early help'."
    )
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.ReasonForClosure", "CINdetails.DateOfInitialCPC"];

    public override string WhatToDo =>
        "The reason for closure says that the case closed after assessment (RC8 or RC9), yet there is an enquiry, a plan or a conference. If there was one, the reason is another, usually RC7. If there was none, remove what was recorded by mistake.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINclosureDate>2025-05-20</CINclosureDate>
              <ReasonForClosure>RC8</ReasonForClosure>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
              </Assessments>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINclosureDate>2025-06-20</CINclosureDate>
              <ReasonForClosure>RC8</ReasonForClosure>
              <CINPlanDates>
                <CINPlanStartDate>2025-05-20</CINPlanStartDate>
              </CINPlanDates>
            </CINdetails>
            """,
            "CINdetails[0].DateOfInitialCPC",
            "CINplanDates[0].LAchildID"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (!CensusCodes.IsClosedAfterAssessment(episode.ReasonForClosure))
        {
            return;
        }

        var others = episode.Section47s.Count + episode.ProtectionPlans.Count + episode.PlanDates.Count;
        if (others == 0 && episode.TransferInConferenceDate is null)
        {
            return;
        }

        var places = new List<Place>(others + 1) { episode.At(nameof(episode.DateOfInitialCPC)) };
        places.AddRange(episode.PlanDates.Select(p => p.At(nameof(CensusIdentifiers.LAchildID))));
        places.AddRange(episode.Section47s.Select(s => s.At(nameof(CensusIdentifiers.LAchildID))));
        places.AddRange(episode.ProtectionPlans.Select(p => p.At(nameof(CensusIdentifiers.LAchildID))));
        found.Add([.. places]);
    }
}
