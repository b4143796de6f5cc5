namespace Kith.Standards.CinCensus.Rules;

/// <summary>An episode with a section 47 enquiry has an assessment.</summary>
public sealed class Rule2991Q()
    : EpisodeRule("2991Q", RuleSeverity.Query, "Please check and either amend data or provide a reason: A Section 47 module is recorded and there is no assessment on the episode")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["Section47.S47ActualStartDate", "Assessments.AssessmentActualStartDate"];

    public override bool IsAutomaticallyAccepted => true;

    public override string WhatToDo => "An enquiry is recorded and no assessment. Enquiries are carried out through an assessment: record it, or say why there was none.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
              </Assessments>
              <Section47>
                <S47ActualStartDate>2025-05-02</S47ActualStartDate>
              </Section47>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <Section47>
                <S47ActualStartDate>2025-05-02</S47ActualStartDate>
              </Section47>
            </CINdetails>
            """,
            "Section47[0].LAchildID"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.Section47s.Count > 0 && episode.Assessments.Count == 0)
        {
            found.Add([.. episode.Section47s.Select(s => s.At(nameof(CensusIdentifiers.LAchildID)))]);
        }
    }
}
