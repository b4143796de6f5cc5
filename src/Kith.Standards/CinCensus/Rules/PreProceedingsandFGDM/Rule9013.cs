namespace Kith.Standards.CinCensus.Rules;

/// <summary>The letter initiating care proceedings falls in the period, and not before the application to court.</summary>
public sealed class Rule9013()
    : EpisodeRule("9013", RuleSeverity.Error, "The date of the letter initiating care proceedings must fall within the census year and cannot be before the application to court")
{
    public override RuleModule Module => RuleModule.PreProceedingsandFGDM;

    public override IReadOnlyList<string> Reads => ["PreProceedingsandFGDM.LetterInitCPDate", "PreProceedingsandFGDM.CourtAppDate"];

    public override int FromYear => 2027;

    public override string Source =>
        "Development commits of the open validator (csc-validator-be-cin, rules of 2026-27, 2025 to 2026): a draft. The wording is Kith’s until DfE’s is read.";

    public override string WhatToDo => "Check when the letter initiating care proceedings was sent.";

    public override string Difference => "None. A letter after the application to court is odd practice; to be confirmed against DfE’s own rules.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <CourtAppDate>2026-06-01</CourtAppDate>
                <LetterInitCPDate>2026-06-02</LetterInitCPDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <CourtAppDate>2026-06-01</CourtAppDate>
                <LetterInitCPDate>2026-05-31</LetterInitCPDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """,
            "PreProceedingsandFGDM[0].LetterInitCPDate",
            "PreProceedingsandFGDM[0].CourtAppDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var item in episode.PreProceedings)
        {
            if (item.LetterOfProceedings is { } sent && (!at.IsInPeriod(sent) || sent < item.CourtApplication))
            {
                found.Add(item.At(nameof(item.LetterInitCPDate)), item.At(nameof(item.CourtAppDate)));
            }
        }
    }
}
