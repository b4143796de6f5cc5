namespace Kith.Standards.CinCensus.Rules;

/// <summary>Characters 5 to 12 of a UPN are digits.</summary>
public sealed class Rule1540() : ChildRule("1540", RuleSeverity.Error, "UPN invalid (characters 5-12 not all numeric)")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.UPN"];

    public override string WhatToDo => "The UPN has a letter or sign among its digits, or is far too short. Check the number with the school and enter it again.";

    public override string Difference => "None in what this rule finds. A number that is too short but all digits passes it, as in the open validator; K1501 tests the length.";

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
              <UPN>Y89510O000007</UPN>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].UPN"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (CensusValue.IsBlank(who.UPN))
        {
            return;
        }

        var upn = who.UPN.AsSpan();
        var middle = upn.Length <= 4 ? [] : upn[4..Math.Min(12, upn.Length)];
        if (middle.IsEmpty || middle.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            found.Add(who.At(nameof(who.UPN)));
        }
    }
}
