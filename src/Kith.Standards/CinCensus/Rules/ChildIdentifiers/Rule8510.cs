namespace Kith.Standards.CinCensus.Rules;

/// <summary>No two children of a return have the same identifier.</summary>
public sealed class Rule8510() : UniqueRule("8510", RuleSeverity.Error, "More than one child record with the same LA Child ID", nameof(CensusIdentifiers.LAchildID))
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.LAchildID"];

    public override string WhatToDo =>
        "Two records carry the same identifier. If they are the same child, merge them. If they are two children, one of them has the wrong identifier.";

    public override RuleExample Passes =>
        new(
            """
            <Children>
              <Child>
                <ChildIdentifiers>
                  <LAchildID>A1</LAchildID>
                </ChildIdentifiers>
              </Child>
              <Child>
                <ChildIdentifiers>
                  <LAchildID>A2</LAchildID>
                </ChildIdentifiers>
              </Child>
            </Children>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <Children>
              <Child>
                <ChildIdentifiers>
                  <LAchildID>A1</LAchildID>
                </ChildIdentifiers>
              </Child>
              <Child>
                <ChildIdentifiers>
                  <LAchildID>A1</LAchildID>
                </ChildIdentifiers>
              </Child>
            </Children>
            """,
            "ChildIdentifiers[0].LAchildID",
            "ChildIdentifiers[1].LAchildID"
        );
}
