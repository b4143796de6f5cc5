namespace Kith.Standards.CinCensus.Rules;

/// <summary>Pre-proceedings start in the collection period.</summary>
public sealed class Rule9005() : EpisodeRule("9005", RuleSeverity.Error, "The start date of pre-proceedings must fall within the census year")
{
    public override RuleModule Module => RuleModule.PreProceedingsandFGDM;

    public override IReadOnlyList<string> Reads => ["PreProceedingsandFGDM.PPStartDate"];

    public override int FromYear => 2027;

    public override string Source =>
        "Development commits of the open validator (csc-validator-be-cin, rules of 2026-27, 2025 to 2026): a draft. The wording is Kith’s until DfE’s is read.";

    public override string WhatToDo => "Check when pre-proceedings started.";

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
                <PPStartDate>2026-03-31</PPStartDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """,
            "PreProceedingsandFGDM[0].PPStartDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var item in episode.PreProceedings)
        {
            if (item.StartDate is { } started && !at.IsInPeriod(started))
            {
                found.Add(item.At(nameof(item.PPStartDate)));
            }
        }
    }
}
