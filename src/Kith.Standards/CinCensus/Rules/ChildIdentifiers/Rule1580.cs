namespace Kith.Standards.CinCensus.Rules;

/// <summary>An identifier has only letters and digits.</summary>
public sealed class Rule1580() : ChildRule("1580", RuleSeverity.Error, "LA Child ID must not contain any non-alphanumeric characters")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.LAchildID"];

    public override int FromYear => 2025;

    public override string WhatToDo => "The identifier has a space, hyphen or other sign. Use the authority’s own identifier with letters and digits only.";

    public override string Difference =>
        "The open validator lets any letter or digit of any alphabet pass. Kith takes only A to Z, a to z and 0 to 9, as DfE’s interface for the same identifier does.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <LAchildID>A1234</LAchildID>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <LAchildID>A-1234</LAchildID>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].LAchildID"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (CensusValue.IsBlank(who.LAchildID))
        {
            return;
        }

        foreach (var c in who.LAchildID!)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                found.Add(who.At(nameof(who.LAchildID)));
                return;
            }
        }
    }
}
