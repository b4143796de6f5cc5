namespace Kith.Standards.CinCensus.Rules;

/// <summary>Every child has the authority’s identifier.</summary>
public sealed class Rule8500() : ChildRule("8500", RuleSeverity.Error, "LA Child ID missing")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.LAchildID"];

    public override string WhatToDo => "Give the child the authority’s own identifier: the same one as in every other return.";

    public override string Difference =>
        "The open validator stops at a child without an identifier, and nobody gets a report. Kith reports the child by its place in the file and goes on with every other rule and child.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <LAchildID>A1</LAchildID>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <LAchildID></LAchildID>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].LAchildID"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (CensusValue.IsBlank(who.LAchildID))
        {
            found.Add(who.At(nameof(who.LAchildID)));
        }
    }
}
