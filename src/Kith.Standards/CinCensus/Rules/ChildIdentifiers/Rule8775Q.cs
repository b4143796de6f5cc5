namespace Kith.Standards.CinCensus.Rules;

/// <summary>No one with an open case is over 25.</summary>
public sealed class Rule8775Q() : ChildRule("8775Q", RuleSeverity.Query, "Please check and either amend data or provide a reason: Child is over 25 years old")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.PersonBirthDate", "CINdetails.CINclosureDate"];

    public override bool IsAutomaticallyAccepted => true;

    public override string WhatToDo => "The young person was over 25 while the case was open. Check the date of birth and whether the case should have been closed.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2001-04-01</PersonBirthDate>
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
              <PersonBirthDate>2000-01-01</PersonBirthDate>
            </ChildIdentifiers>
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
            </CINdetails>
            """,
            "ChildIdentifiers[0].PersonBirthDate",
            "CINdetails[0].CINclosureDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.BirthDate is not { } born || born >= at.ReferenceDate.AddYears(-25))
        {
            return;
        }

        var twentyFive = born.AddYears(25);
        foreach (var episode in child.Episodes)
        {
            if (episode.ClosureDate is not { } closed || closed > twentyFive)
            {
                found.Add(who.At(nameof(who.PersonBirthDate)), episode.At(nameof(episode.CINclosureDate)));
            }
        }
    }
}
