namespace Kith.Standards.CinCensus.Rules;

/// <summary>Every child has an episode.</summary>
public sealed class Rule8590() : ChildRule("8590", RuleSeverity.Error, "Child does not have a recorded CIN episode.")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.LAchildID"];

    public override string WhatToDo => "The child has no referral in the return. Add the episode, or leave the child out.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <LAchildID>A1</LAchildID>
            </ChildIdentifiers>
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <LAchildID>A1</LAchildID>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].LAchildID"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (child.Episodes.Count == 0)
        {
            found.Add(who.At(nameof(who.LAchildID)));
        }
    }
}
