namespace Kith.Standards.CinCensus.Rules;

/// <summary>No child is referred more than 40 weeks before they are born.</summary>
public sealed class Rule8606() : ChildRule("8606", RuleSeverity.Error, "Child referral date is more than 40 weeks before DOB or expected DOB")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.CINreferralDate", "ChildIdentifiers.PersonBirthDate", "ChildIdentifiers.ExpectedPersonBirthDate"];

    public override string WhatToDo => "The referral is more than 40 weeks before the date of birth, or the expected date. Check the dates.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2025-09-01</PersonBirthDate>
            </ChildIdentifiers>
            <CINdetails>
              <CINreferralDate>2025-03-01</CINreferralDate>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2025-09-01</PersonBirthDate>
            </ChildIdentifiers>
            <CINdetails>
              <CINreferralDate>2024-09-01</CINreferralDate>
            </CINdetails>
            """,
            "CINdetails[0].CINreferralDate",
            "ChildIdentifiers[0].PersonBirthDate",
            "ChildIdentifiers[0].ExpectedPersonBirthDate"
        );

    private const int FortyWeeks = 280;

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        var born = who.BirthDate?.DayNumber - FortyWeeks;
        var expected = who.ExpectedBirthDate?.DayNumber - FortyWeeks;
        if (born is null && expected is null)
        {
            return;
        }

        foreach (var episode in child.Episodes)
        {
            if (episode.ReferralDate?.DayNumber is { } referral && (referral < born || referral < expected))
            {
                found.Add(episode.At(nameof(episode.CINreferralDate)), who.At(nameof(who.PersonBirthDate)), who.At(nameof(who.ExpectedPersonBirthDate)));
            }
        }
    }
}
