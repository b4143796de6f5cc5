namespace Kith.Standards.CinCensus.Rules;

/// <summary>Where a letter before proceedings was sent, it is recorded whether a family group decision-making meeting was offered.</summary>
public sealed class Rule9007()
    : EpisodeRule("9007", RuleSeverity.Error, "A letter before proceedings has been sent; whether a family group decision-making meeting was offered is missing")
{
    public override RuleModule Module => RuleModule.PreProceedingsandFGDM;

    public override IReadOnlyList<string> Reads => ["PreProceedingsandFGDM.LBPSentDate", "PreProceedingsandFGDM.FGDMMeetingOffer"];

    public override int FromYear => 2027;

    public override string Source =>
        "Development commits of the open validator (csc-validator-be-cin, rules of 2026-27, 2025 to 2026): a draft. The wording is Kith’s until DfE’s is read.";

    public override string WhatToDo => "Say whether a family group decision-making meeting was offered.";

    public override string Difference => "The open validator does the reverse: it flags an offer without a letter. Kith follows the specification.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <LBPSentDate>2026-05-01</LBPSentDate>
                <FGDMMeetingOffer>1</FGDMMeetingOffer>
              </PreProceedingsandFGDM>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <LBPSentDate>2026-05-01</LBPSentDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """,
            "PreProceedingsandFGDM[0].FGDMMeetingOffer",
            "PreProceedingsandFGDM[0].LBPSentDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var item in episode.PreProceedings)
        {
            if (item.LetterBeforeProceedings is not null && CensusValue.IsBlank(item.FGDMMeetingOffer))
            {
                found.Add(item.At(nameof(item.FGDMMeetingOffer)), item.At(nameof(item.LBPSentDate)));
            }
        }
    }
}
