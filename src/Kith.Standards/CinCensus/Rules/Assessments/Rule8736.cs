namespace Kith.Standards.CinCensus.Rules;

/// <summary>An assessment that is still open started in the collection period.</summary>
public sealed class Rule8736() : EpisodeRule("8736", RuleSeverity.Error, "For an Assessment that has not been completed, the start date must fall within the census year")
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["Assessments.AssessmentActualStartDate", "Assessments.AssessmentAuthorisationDate"];

    public override string WhatToDo =>
        "The assessment is open and did not start in the year, or has no start date. If it is finished, enter the date on which it was authorised. Otherwise check when it started.";

    public override string Difference => "None. As in the open validator an assessment without a start date is reported too.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-04-01</AssessmentActualStartDate>
              </Assessments>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-03-31</AssessmentActualStartDate>
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
            if (assessment.AuthorisationDate is null && (assessment.StartDate is not { } started || !at.IsInPeriod(started)))
            {
                found.Add(assessment.At(nameof(assessment.AssessmentActualStartDate)), assessment.At(nameof(assessment.AssessmentAuthorisationDate)));
            }
        }
    }
}
