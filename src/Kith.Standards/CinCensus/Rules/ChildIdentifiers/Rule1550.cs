namespace Kith.Standards.CinCensus.Rules;

/// <summary>Character 13 of a UPN is a digit, or a letter that a temporary number may have.</summary>
public sealed class Rule1550() : ChildRule("1550", RuleSeverity.Error, "UPN invalid (character 13 not a recognised value)")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.UPN"];

    public override string WhatToDo =>
        "The last character of the UPN is none that a UPN can have (a digit, or for a temporary number a letter other than I, O and S). Check the number with the school and enter it again.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <UPN>Y89510000000A</UPN>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <UPN>Y89510000000S</UPN>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].UPN"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.UPN is { Length: 13 } upn && !char.IsAsciiDigit(upn[12]) && (!char.IsAsciiLetterUpper(upn[12]) || upn[12] is 'I' or 'O' or 'S'))
        {
            found.Add(who.At(nameof(who.UPN)));
        }
    }
}
