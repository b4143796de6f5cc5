namespace Kith.Standards.CinCensus.Rules;

/// <summary>No child was born after the collection period.</summary>
public sealed class Rule8520() : ChildRule("8520", RuleSeverity.Error, "Date of Birth is after data collection period (must be on or before the end of the census period)")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.PersonBirthDate"];

    public override string WhatToDo => "The date of birth is after 31 March. Check it. A child not yet born at 31 March has an expected date of birth instead.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2026-03-31</PersonBirthDate>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2026-04-01</PersonBirthDate>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].PersonBirthDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.BirthDate > at.ReferenceDate)
        {
            found.Add(who.At(nameof(who.PersonBirthDate)));
        }
    }
}
