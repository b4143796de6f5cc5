namespace Kith.Standards.CinCensus.Rules;

/// <summary>Sex is recorded as M, F or U.</summary>
public sealed class Rule4180() : ChildRule("4180", RuleSeverity.Error, "Sex must be provided and equal M, F, or U")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.Sex"];

    public override int FromYear => 2025;

    public override string WhatToDo =>
        "Record the child’s sex: M, F, or U where it is not known or the child is not yet born. The numbers of earlier years (1, 2, 0, 9) are no longer used.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <Sex>M</Sex>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <Sex>1</Sex>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].Sex"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (!CensusCodes.IsSex(who.Sex))
        {
            found.Add(who.At(nameof(who.Sex)));
        }
    }
}
