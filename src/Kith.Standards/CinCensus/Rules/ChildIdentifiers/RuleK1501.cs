namespace Kith.Standards.CinCensus.Rules;

/// <summary>A UPN has 13 characters.</summary>
public sealed class RuleK1501() : ChildRule("K1501", RuleSeverity.Query, "Please check: the UPN does not have 13 characters")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.UPN"];

    public override RuleOrigin Origin => RuleOrigin.Kith;

    public override string Source => "Kith’s own: rules 1510, 1530 and 1550 pass over a UPN of another length, and no published rule tests it";

    public override string WhatToDo => "A unique pupil number has 13 characters. Check it with the school and enter it again.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <UPN>Y895100000007</UPN>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <UPN>Y89510000007</UPN>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].UPN"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (!CensusValue.IsBlank(who.UPN) && who.UPN!.Length != 13)
        {
            found.Add(who.At(nameof(who.UPN)));
        }
    }
}
