namespace Kith.Standards.CinCensus.Rules;

/// <summary>No assessment has been open for more than 45 working days at the end of the year.</summary>
public sealed class Rule8670Q()
    : EpisodeRule(
        "8670Q",
        RuleSeverity.Query,
        "Please check and either amend data or provide a reason: Assessment started more than 45 working days before the end of the census year. However, there is no Assessment end date."
    )
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["Assessments.AssessmentActualStartDate", "Assessments.AssessmentAuthorisationDate"];

    public override bool IsAutomaticallyAccepted => true;

    public override string WhatToDo =>
        "The assessment has been open for more than 45 working days at 31 March. If it is finished, enter its end date. If it is still open, say why in the note.";

    public override string Difference =>
        "The open validator counts the reference date itself as the first of the 45 working days, and so queries one day too early; its bank holidays begin in 2022. Kith counts 45 working days before the reference date, with the holidays of every year.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2026-03-02</AssessmentActualStartDate>
              </Assessments>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-10-01</AssessmentActualStartDate>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentActualStartDate",
            "Assessments[0].AssessmentAuthorisationDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var assessment in episode.Assessments)
        {
            if (assessment.AuthorisationDate is null && assessment.StartDate < at.FortyFiveWorkingDaysBeforeEnd)
            {
                found.Add(assessment.At(nameof(assessment.AssessmentActualStartDate)), assessment.At(nameof(assessment.AssessmentAuthorisationDate)));
            }
        }
    }
}
