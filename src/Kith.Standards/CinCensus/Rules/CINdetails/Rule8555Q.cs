namespace Kith.Standards.CinCensus.Rules;

/// <summary>No child is referred after they died.</summary>
public sealed class Rule8555Q() : ChildRule("8555Q", RuleSeverity.Query, "Child cannot be referred after its recorded date of death")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.CINreferralDate", "ChildIdentifiers.PersonDeathDate"];

    public override int FromYear => 2024;

    public override string WhatToDo => "The referral is after the date of death. Check both dates; one of them is likely to be wrong.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonDeathDate>2025-09-01</PersonDeathDate>
            </ChildIdentifiers>
            <CINdetails>
              <CINreferralDate>2025-09-01</CINreferralDate>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <PersonDeathDate>2025-09-01</PersonDeathDate>
            </ChildIdentifiers>
            <CINdetails>
              <CINreferralDate>2025-09-02</CINreferralDate>
            </CINdetails>
            """,
            "CINdetails[0].CINreferralDate",
            "ChildIdentifiers[0].PersonDeathDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        if (child.Identifiers.DeathDate is not { } died)
        {
            return;
        }

        foreach (var episode in child.Episodes)
        {
            if (episode.ReferralDate > died)
            {
                found.Add(episode.At(nameof(episode.CINreferralDate)), child.Identifiers.At(nameof(CensusIdentifiers.PersonDeathDate)));
            }
        }
    }
}
