namespace Kith.Standards.CinCensus.Rules;

/// <summary>The gender of a child who is not yet born is 0 (to 2023-24).</summary>
public sealed class Rule8750To2024() : ChildRule("8750", RuleSeverity.Error, "Gender must equal 0 for an unborn child")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.GenderCurrent", "ChildIdentifiers.ExpectedPersonBirthDate", "ChildIdentifiers.PersonBirthDate"];

    public override int? ToYear => 2024;

    public override string WhatToDo => "The child is not yet born, so gender is 0. If the child has been born, enter the date of birth.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <ExpectedPersonBirthDate>2024-06-01</ExpectedPersonBirthDate>
              <GenderCurrent>0</GenderCurrent>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <ExpectedPersonBirthDate>2024-06-01</ExpectedPersonBirthDate>
              <GenderCurrent>2</GenderCurrent>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].GenderCurrent",
            "ChildIdentifiers[0].ExpectedPersonBirthDate",
            "ChildIdentifiers[0].PersonBirthDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.ExpectedBirthDate is not null && who.BirthDate is null && who.GenderCurrent != "0")
        {
            found.Add(who.At(nameof(who.GenderCurrent)), who.At(nameof(who.ExpectedPersonBirthDate)), who.At(nameof(who.PersonBirthDate)));
        }
    }
}
