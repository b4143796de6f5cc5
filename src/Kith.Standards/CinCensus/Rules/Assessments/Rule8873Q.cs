namespace Kith.Standards.CinCensus.Rules;

/// <summary>A single assessment without factors leads to closure after assessment.</summary>
public sealed class Rule8873Q()
    : EpisodeRule(
        "8873Q",
        RuleSeverity.Query,
        "Please check and either amend data or provide a reason: When there is only one assessment on the episode and the factors code “21 No factors identified” has been used for the completed assessment, the reason for closure ‘RC8’ or 'RC9' should be used."
    )
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["AssessmentFactorsList.AssessmentFactors", "CINdetails.ReasonForClosure"];

    public override int FromYear => 2024;

    public override string WhatToDo =>
        "The only assessment found no factors (21), so the case usually closes as RC8 or RC9. Check the factors and the reason for closure; if the case rightly stays open, say why in the note.";

    public override string Difference => "None. As in the open validator an episode that is still open is queried too.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINclosureDate>2025-05-20</CINclosureDate>
              <ReasonForClosure>RC8</ReasonForClosure>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
                <FactorsIdentifiedAtAssessment>
                  <AssessmentFactors>21</AssessmentFactors>
                </FactorsIdentifiedAtAssessment>
              </Assessments>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINclosureDate>2025-05-20</CINclosureDate>
              <ReasonForClosure>RC3</ReasonForClosure>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
                <FactorsIdentifiedAtAssessment>
                  <AssessmentFactors>21</AssessmentFactors>
                </FactorsIdentifiedAtAssessment>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentFactors",
            "CINdetails[0].ReasonForClosure"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.Assessments is [var assessment] && assessment.HasFactor("21") && !CensusCodes.IsClosedAfterAssessment(episode.ReasonForClosure))
        {
            found.Add(assessment.At(nameof(CensusFactor.AssessmentFactors)), episode.At(nameof(episode.ReasonForClosure)));
        }
    }
}
