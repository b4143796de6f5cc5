namespace Kith.Standards.CinCensus.Rules;

/// <summary>The outcome of pre-proceedings is A, B or C.</summary>
public sealed class Rule9011() : EpisodeRule("9011", RuleSeverity.Error, "The outcome of pre-proceedings is invalid")
{
    public override RuleModule Module => RuleModule.PreProceedingsandFGDM;

    public override IReadOnlyList<string> Reads => ["PreProceedingsandFGDM.PPOutcome"];

    public override int FromYear => 2027;

    public override string Source =>
        "Development commits of the open validator (csc-validator-be-cin, rules of 2026-27, 2025 to 2026): a draft. The wording is Kith’s until DfE’s is read.";

    public override string WhatToDo => "Choose the outcome from the list.";

    public override string Difference => "The open validator flags a blank outcome as well. Kith tests an outcome where there is one.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <PPOutcome>A</PPOutcome>
              </PreProceedingsandFGDM>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <PPOutcome>D</PPOutcome>
              </PreProceedingsandFGDM>
            </CINdetails>
            """,
            "PreProceedingsandFGDM[0].PPOutcome"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var item in episode.PreProceedings)
        {
            if (!CensusValue.IsBlank(item.PPOutcome) && item.PPOutcome is not ("A" or "B" or "C"))
            {
                found.Add(item.At(nameof(item.PPOutcome)));
            }
        }
    }
}
