namespace Kith.Standards.CinCensus.Rules;

/// <summary>An identifier has at most 20 characters.</summary>
public sealed class Rule1570() : ChildRule("1570", RuleSeverity.Error, "LA Child ID must not be longer than 20 characters")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.LAchildID"];

    public override int FromYear => 2025;

    public override string WhatToDo => "The identifier is too long for the return. Use the authority’s own identifier, of at most 20 letters and digits.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <LAchildID>A1234567890123456789</LAchildID>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <LAchildID>A12345678901234567890</LAchildID>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].LAchildID"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.LAchildID is { Length: > 20 })
        {
            found.Add(who.At(nameof(who.LAchildID)));
        }
    }
}
