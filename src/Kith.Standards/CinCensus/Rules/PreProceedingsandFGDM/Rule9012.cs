namespace Kith.Standards.CinCensus.Rules;

/// <summary>An application to court is made in the period, and not before the decision to step up.</summary>
public sealed class Rule9012()
    : EpisodeRule("9012", RuleSeverity.Error, "The date of the application to court must fall within the census year and cannot be before the decision to step up or down")
{
    public override RuleModule Module => RuleModule.PreProceedingsandFGDM;

    public override IReadOnlyList<string> Reads => ["PreProceedingsandFGDM.CourtAppDate", "PreProceedingsandFGDM.StepDecisionDate"];

    public override int FromYear => 2027;

    public override string Source =>
        "Development commits of the open validator (csc-validator-be-cin, rules of 2026-27, 2025 to 2026): a draft. The wording is Kith’s until DfE’s is read.";

    public override string WhatToDo => "Check when the application to court was made.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <StepDecisionDate>2026-06-01</StepDecisionDate>
                <CourtAppDate>2026-06-02</CourtAppDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <StepDecisionDate>2026-06-01</StepDecisionDate>
                <CourtAppDate>2026-05-31</CourtAppDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """,
            "PreProceedingsandFGDM[0].CourtAppDate",
            "PreProceedingsandFGDM[0].StepDecisionDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var item in episode.PreProceedings)
        {
            if (item.CourtApplication is { } applied && (!at.IsInPeriod(applied) || applied < item.DecisionDate))
            {
                found.Add(item.At(nameof(item.CourtAppDate)), item.At(nameof(item.StepDecisionDate)));
            }
        }
    }
}
