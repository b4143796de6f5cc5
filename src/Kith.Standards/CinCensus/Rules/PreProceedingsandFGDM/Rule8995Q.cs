namespace Kith.Standards.CinCensus.Rules;

/// <summary>Some child has pre-proceedings or a family group decision making offer.</summary>
public sealed class Rule8995Q()
    : ReturnRule("8995Q", RuleSeverity.Query, "Please check and provide a reason why no module 5 (pre-proceedings and FGM) data has been provided for any child.")
{
    public override RuleModule Module => RuleModule.PreProceedingsandFGDM;

    public override IReadOnlyList<string> Reads => ["PreProceedingsandFGDM.PPStartDate"];

    public override int FromYear => 2027;

    public override string Source =>
        "Development commits of the open validator (csc-validator-be-cin, rules of 2026-27, 2025 to 2026): a draft. The wording is Kith’s until DfE’s is read.";

    public override string WhatToDo => "No child in the return has pre-proceedings or a family group decision-making meeting. If that is right, say so in the note.";

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
              <CINreferralDate>2026-05-01</CINreferralDate>
            </CINdetails>
            """
        );

    public override bool Breaks(ReturnFacts facts, RuleContext at) => facts.PreProceedings == 0;
}
