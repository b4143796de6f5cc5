namespace Kith.Standards.CinCensus.Rules;

/// <summary>The decision to step up or down falls in the period, and not before pre-proceedings start.</summary>
public sealed class Rule9009()
    : EpisodeRule("9009", RuleSeverity.Error, "The date of the decision to step up or down must fall within the census year and cannot be before the start of pre-proceedings")
{
    public override RuleModule Module => RuleModule.PreProceedingsandFGDM;

    public override IReadOnlyList<string> Reads => ["PreProceedingsandFGDM.StepDecisionDate", "PreProceedingsandFGDM.PPStartDate"];

    public override int FromYear => 2027;

    public override string Source =>
        "Development commits of the open validator (csc-validator-be-cin, rules of 2026-27, 2025 to 2026): a draft. The wording is Kith’s until DfE’s is read.";

    public override string WhatToDo => "Check when it was decided to step up or down.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <PPStartDate>2026-05-01</PPStartDate>
                <StepDecisionDate>2026-06-01</StepDecisionDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <PPStartDate>2026-05-01</PPStartDate>
                <StepDecisionDate>2026-04-30</StepDecisionDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """,
            "PreProceedingsandFGDM[0].StepDecisionDate",
            "PreProceedingsandFGDM[0].PPStartDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var item in episode.PreProceedings)
        {
            if (item.DecisionDate is { } decided && (!at.IsInPeriod(decided) || decided < item.StartDate))
            {
                found.Add(item.At(nameof(item.StepDecisionDate)), item.At(nameof(item.PPStartDate)));
            }
        }
    }
}
