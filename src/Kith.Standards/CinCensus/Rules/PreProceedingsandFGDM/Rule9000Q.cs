namespace Kith.Standards.CinCensus.Rules;

/// <summary>Pre-proceedings have a start date.</summary>
public sealed class Rule9000Q() : EpisodeRule("9000Q", RuleSeverity.Query, "Please check: the start date of pre-proceedings is missing")
{
    public override RuleModule Module => RuleModule.PreProceedingsandFGDM;

    public override IReadOnlyList<string> Reads => ["PreProceedingsandFGDM.PPStartDate"];

    public override int FromYear => 2027;

    public override string Source =>
        "Development commits of the open validator (csc-validator-be-cin, rules of 2026-27, 2025 to 2026): a draft. The wording is Kith’s until DfE’s is read.";

    public override string WhatToDo => "Enter the date on which pre-proceedings started.";

    public override string Difference => "The open validator counts rows instead of dates, so it does not test what it says. Kith asks of each group without a start date.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <PPStartDate>2026-05-01</PPStartDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <PPOutcome>A</PPOutcome>
              </PreProceedingsandFGDM>
            </CINdetails>
            """,
            "PreProceedingsandFGDM[0].PPStartDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var item in episode.PreProceedings)
        {
            if (item.StartDate is null)
            {
                found.Add(item.At(nameof(item.PPStartDate)));
            }
        }
    }
}
