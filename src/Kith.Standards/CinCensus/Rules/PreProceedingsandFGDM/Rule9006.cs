namespace Kith.Standards.CinCensus.Rules;

/// <summary>The letter before proceedings is sent in the period, and not before pre-proceedings start.</summary>
public sealed class Rule9006()
    : EpisodeRule("9006", RuleSeverity.Error, "The date of the letter before proceedings must fall within the census year and cannot be before the start of pre-proceedings")
{
    public override RuleModule Module => RuleModule.PreProceedingsandFGDM;

    public override IReadOnlyList<string> Reads => ["PreProceedingsandFGDM.LBPSentDate", "PreProceedingsandFGDM.PPStartDate"];

    public override int FromYear => 2027;

    public override string Source =>
        "Development commits of the open validator (csc-validator-be-cin, rules of 2026-27, 2025 to 2026): a draft. The wording is Kith’s until DfE’s is read.";

    public override string WhatToDo => "Check when the letter before proceedings was sent.";

    public override string Difference => "None. The message says «after»; equal dates pass, as in the open validator.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <PPStartDate>2026-05-01</PPStartDate>
                <LBPSentDate>2026-05-01</LBPSentDate>
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
                <LBPSentDate>2026-04-30</LBPSentDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """,
            "PreProceedingsandFGDM[0].LBPSentDate",
            "PreProceedingsandFGDM[0].PPStartDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var item in episode.PreProceedings)
        {
            if (item.LetterBeforeProceedings is { } sent && (!at.IsInPeriod(sent) || sent < item.StartDate))
            {
                found.Add(item.At(nameof(item.LBPSentDate)), item.At(nameof(item.PPStartDate)));
            }
        }
    }
}
