namespace Kith.Standards.CinCensus.Rules;

/// <summary>Where a meeting was offered, it is recorded whether it was held.</summary>
public sealed class Rule9010Q()
    : EpisodeRule("9010Q", RuleSeverity.Query, "Please check: a family group decision-making meeting was offered; whether it was facilitated is missing")
{
    public override RuleModule Module => RuleModule.PreProceedingsandFGDM;

    public override IReadOnlyList<string> Reads => ["PreProceedingsandFGDM.FGDMMeetingOffer", "PreProceedingsandFGDM.FGDMMeetingFac"];

    public override int FromYear => 2027;

    public override string Source =>
        "Development commits of the open validator (csc-validator-be-cin, rules of 2026-27, 2025 to 2026): a draft. The wording is Kith’s until DfE’s is read.";

    public override string WhatToDo => "Say whether the family group decision-making meeting was held.";

    public override string Difference => "The open validator recognises only the value 1. Kith treats «1» and «true» alike.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <FGDMMeetingOffer>true</FGDMMeetingOffer>
                <FGDMMeetingFac>false</FGDMMeetingFac>
              </PreProceedingsandFGDM>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <FGDMMeetingOffer>true</FGDMMeetingOffer>
              </PreProceedingsandFGDM>
            </CINdetails>
            """,
            "PreProceedingsandFGDM[0].FGDMMeetingFac",
            "PreProceedingsandFGDM[0].FGDMMeetingOffer"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var item in episode.PreProceedings)
        {
            if (item.IsMeetingOffered == true && CensusValue.IsBlank(item.FGDMMeetingFac))
            {
                found.Add(item.At(nameof(item.FGDMMeetingFac)), item.At(nameof(item.FGDMMeetingOffer)));
            }
        }
    }
}
