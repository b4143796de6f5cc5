namespace Kith.Standards.CinCensus.Rules;

/// <summary>An assessment does not end before it starts.</summary>
public sealed class Rule8608() : EpisodeRule("8608", RuleSeverity.Error, "Assessment Start Date cannot be later than its End Date")
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["Assessments.AssessmentActualStartDate", "Assessments.AssessmentAuthorisationDate"];

    public override string WhatToDo => "The assessment ends before it starts. Check both dates.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-20</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
              </Assessments>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-20</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-19</AssessmentAuthorisationDate>
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
            if (assessment.StartDate > assessment.AuthorisationDate)
            {
                found.Add(assessment.At(nameof(assessment.AssessmentActualStartDate)), assessment.At(nameof(assessment.AssessmentAuthorisationDate)));
            }
        }
    }
}
