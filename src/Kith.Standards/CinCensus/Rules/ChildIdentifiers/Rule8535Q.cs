namespace Kith.Standards.CinCensus.Rules;

/// <summary>No child died before they were born.</summary>
public sealed class Rule8535Q()
    : ChildRule("8535Q", RuleSeverity.Query, "Please check and either amend data or provide a reason: Child’s date of death should not be prior to the date of birth")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.PersonDeathDate", "ChildIdentifiers.PersonBirthDate"];

    public override bool IsAutomaticallyAccepted => true;

    public override string WhatToDo =>
        "The date of death is before the date of birth, or there is no date of birth. Check both dates. Where a pregnancy did not go to term, say so in the note.";

    public override string Difference =>
        "None. As in the open validator a missing date of birth is queried too: the guide’s wording for this query covers pregnancies that did not go to term.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2015-05-01</PersonBirthDate>
              <PersonDeathDate>2025-05-01</PersonDeathDate>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2025-05-02</PersonBirthDate>
              <PersonDeathDate>2025-05-01</PersonDeathDate>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].PersonDeathDate",
            "ChildIdentifiers[0].PersonBirthDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.DeathDate is { } died && (who.BirthDate is not { } born || born > died))
        {
            found.Add(who.At(nameof(who.PersonDeathDate)), who.At(nameof(who.PersonBirthDate)));
        }
    }
}
