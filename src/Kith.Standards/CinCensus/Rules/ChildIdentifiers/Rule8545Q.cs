namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child who died, died in the census year.</summary>
public sealed class Rule8545Q()
    : ChildRule("8545Q", RuleSeverity.Query, "Please check and either amend data or provide a reason: Child's date of death should be within the census year")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.PersonDeathDate"];

    public override string WhatToDo => "The date of death is before 1 April or after 31 March. Check it. A child who died before the year is not returned.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonDeathDate>2025-05-01</PersonDeathDate>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <PersonDeathDate>2025-03-31</PersonDeathDate>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].PersonDeathDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.DeathDate is { } died && !at.IsInPeriod(died))
        {
            found.Add(who.At(nameof(who.PersonDeathDate)));
        }
    }
}
