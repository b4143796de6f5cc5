namespace Kith.Standards.CinCensus.Rules;

/// <summary>An expected date of birth lies in the months around and after the reference date.</summary>
public sealed class Rule8530Q()
    : ChildRule(
        "8530Q",
        RuleSeverity.Query,
        "Please check and either amend data or provide a reason: Expected Date of Birth is outside the expected range for this census (March to December of the Census Year end)"
    )
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.ExpectedPersonBirthDate"];

    public override bool IsAutomaticallyAccepted => true;

    public override string WhatToDo =>
        "The expected date of birth is too early or too late for a child who was not yet born at 31 March. Check it; if the child has been born, enter the date of birth instead.";

    public override string Difference => "None. As in the open validator the first and last date of the range are queried too.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <ExpectedPersonBirthDate>2026-06-01</ExpectedPersonBirthDate>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <ExpectedPersonBirthDate>2026-12-31</ExpectedPersonBirthDate>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].ExpectedPersonBirthDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.ExpectedBirthDate is { } expected && (expected <= at.ReferenceDate.AddDays(-30) || expected >= at.ReferenceDate.AddMonths(9)))
        {
            found.Add(who.At(nameof(who.ExpectedPersonBirthDate)));
        }
    }
}
