namespace Kith.Standards.CinCensus.Rules;

/// <summary>At most one assessment of an episode is open.</summary>
public sealed class Rule8896() : EpisodeRule("8896", RuleSeverity.Error, "Within one CINDetails group there are 2 or more open Assessments groups")
{
    public override RuleModule Module => RuleModule.Assessments;

    public override IReadOnlyList<string> Reads => ["Assessments.AssessmentAuthorisationDate"];

    public override string WhatToDo => "Two assessments have no end date. Enter the date on which the earlier one was authorised, or remove the one entered twice.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
              </Assessments>
              <Assessments>
                <AssessmentActualStartDate>2025-06-02</AssessmentActualStartDate>
              </Assessments>
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
              <Assessments>
                <AssessmentActualStartDate>2025-06-02</AssessmentActualStartDate>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentAuthorisationDate",
            "Assessments[1].AssessmentAuthorisationDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.Assessments.Count < 2)
        {
            return;
        }

        var open = episode.Assessments.FindAll(a => a.AuthorisationDate is null);
        if (open.Count > 1)
        {
            found.Add([.. open.Select(a => a.At(nameof(a.AssessmentAuthorisationDate)))]);
        }
    }
}
