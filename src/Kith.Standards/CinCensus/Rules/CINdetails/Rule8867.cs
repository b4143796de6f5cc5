namespace Kith.Standards.CinCensus.Rules;

/// <summary>A closed episode has no open assessment.</summary>
public sealed class Rule8867() : EpisodeRule("8867", RuleSeverity.Error, "CIN episode is shown as closed, however Assessment is not shown as completed")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["Assessments.AssessmentAuthorisationDate", "CINdetails.CINclosureDate"];

    public override string WhatToDo => "The case is closed and an assessment is still open. Enter the date on which the assessment was authorised.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINclosureDate>2025-05-20</CINclosureDate>
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
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentAuthorisationDate",
            "CINdetails[0].CINclosureDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.Assessments.Count == 0 || episode.ClosureDate is null)
        {
            return;
        }

        foreach (var assessment in episode.Assessments)
        {
            if (assessment.AuthorisationDate is null)
            {
                found.Add(assessment.At(nameof(assessment.AssessmentAuthorisationDate)), episode.At(nameof(episode.CINclosureDate)));
            }
        }
    }
}
