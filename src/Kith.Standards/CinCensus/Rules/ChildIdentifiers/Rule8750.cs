namespace Kith.Standards.CinCensus.Rules;

/// <summary>The sex of a child who is not yet born is U.</summary>
public sealed class Rule8750() : ChildRule("8750", RuleSeverity.Error, "Sex must equal U for an unborn child")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.Sex", "ChildIdentifiers.ExpectedPersonBirthDate", "ChildIdentifiers.PersonBirthDate"];

    public override int FromYear => 2025;

    public override string WhatToDo => "The child is not yet born, so sex is «unknown» (U). If the child has been born, enter the date of birth.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <ExpectedPersonBirthDate>2026-06-01</ExpectedPersonBirthDate>
              <Sex>U</Sex>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <ExpectedPersonBirthDate>2026-06-01</ExpectedPersonBirthDate>
              <Sex>F</Sex>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].Sex",
            "ChildIdentifiers[0].ExpectedPersonBirthDate",
            "ChildIdentifiers[0].PersonBirthDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.ExpectedBirthDate is not null && who.BirthDate is null && who.Sex != "U")
        {
            found.Add(who.At(nameof(who.Sex)), who.At(nameof(who.ExpectedPersonBirthDate)), who.At(nameof(who.PersonBirthDate)));
        }
    }
}
