namespace Kith.Standards.CinCensus.Rules;

/// <summary>An episode closed after assessment has an assessment.</summary>
public sealed class Rule8825Q()
    : EpisodeRule(
        "8825Q",
        RuleSeverity.Query,
        "Please check and either amend data or provide a reason: Reason for Closure code RC8 (case closed after assessment) or RC9 (case closed after assessment, referred to early help) has been returned but there is no assessment present for the episode."
    )
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.ReasonForClosure", "Assessments.AssessmentActualStartDate"];

    public override bool IsAutomaticallyAccepted => true;

    public override string WhatToDo => "The reason for closure says that the case closed after an assessment, and none is recorded. Record it, or correct the reason.";

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
              <CINclosureDate>2025-05-20</CINclosureDate>
              <ReasonForClosure>RC8</ReasonForClosure>
            </CINdetails>
            """,
            "CINdetails[0].ReasonForClosure"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.Assessments.Count == 0 && CensusCodes.IsClosedAfterAssessment(episode.ReasonForClosure))
        {
            found.Add(episode.At(nameof(episode.ReasonForClosure)));
        }
    }
}
