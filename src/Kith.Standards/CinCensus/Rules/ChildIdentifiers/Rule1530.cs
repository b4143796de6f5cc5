namespace Kith.Standards.CinCensus.Rules;

/// <summary>Characters 2 to 4 of a UPN are the code of an authority.</summary>
public sealed class Rule1530() : ChildRule("1530", RuleSeverity.Error, "UPN invalid (characters 2-4 not a recognised LA code)")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.UPN"];

    public override string WhatToDo => "Characters 2 to 4 of the UPN are no council that gives out pupil numbers. Check the number with the school and enter it again.";

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
              <UPN>Y999100000007</UPN>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].UPN"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.UPN is { Length: 13 } upn && !CensusCodes.IsUpnAuthority(upn.AsSpan(1, 3), at.EndYear))
        {
            found.Add(who.At(nameof(who.UPN)));
        }
    }
}
