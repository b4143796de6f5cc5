namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child has a date of birth or an expected date of birth, and not both.</summary>
public sealed class Rule8525Q() : ChildRule("8525Q", RuleSeverity.Query, "Either Date of Birth or Expected Date of Birth must be provided (but not both)")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.PersonBirthDate", "ChildIdentifiers.ExpectedPersonBirthDate"];

    public override int FromYear => 2024;

    public override string WhatToDo => "Enter the date of birth, or for a child not yet born the expected date. Once the child is born, remove the expected date.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2015-05-01</PersonBirthDate>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2025-05-01</PersonBirthDate>
              <ExpectedPersonBirthDate>2025-05-01</ExpectedPersonBirthDate>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].PersonBirthDate",
            "ChildIdentifiers[0].ExpectedPersonBirthDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.BirthDate is null == who.ExpectedBirthDate is null)
        {
            found.Add(who.At(nameof(who.PersonBirthDate)), who.At(nameof(who.ExpectedPersonBirthDate)));
        }
    }
}
