namespace Kith.Standards.CinCensus.Rules;

/// <summary>No two children of a return have the same unique pupil number.</summary>
public sealed class Rule1520() : UniqueRule("1520", RuleSeverity.Error, "More than one record with the same UPN.", nameof(CensusIdentifiers.UPN))
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.UPN"];

    public override string WhatToDo => "Two children carry the same UPN. If they are the same child, merge the records. If not, one of them has the wrong number: ask the school.";

    public override RuleExample Passes =>
        new(
            """
            <Children>
              <Child>
                <ChildIdentifiers>
                  <LAchildID>B1</LAchildID>
                  <UPN>Y895100000007</UPN>
                </ChildIdentifiers>
              </Child>
              <Child>
                <ChildIdentifiers>
                  <LAchildID>B2</LAchildID>
                  <UPN>Y895100000015</UPN>
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
                  <LAchildID>B1</LAchildID>
                  <UPN>Y895100000007</UPN>
                </ChildIdentifiers>
              </Child>
              <Child>
                <ChildIdentifiers>
                  <LAchildID>B2</LAchildID>
                  <UPN>Y895100000007</UPN>
                </ChildIdentifiers>
              </Child>
            </Children>
            """,
            "ChildIdentifiers[0].UPN",
            "ChildIdentifiers[1].UPN"
        );
}
