namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child whose case closed because they died has a date of death.</summary>
public sealed class Rule8585Q()
    : ChildRule(
        "8585Q",
        RuleSeverity.Query,
        "Please check and either amend or provide a reason: CIN episode shows Died as the Closure Reason, however child has no recorded Date of Death"
    )
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.ReasonForClosure", "ChildIdentifiers.PersonDeathDate"];

    public override string WhatToDo => "The case closed because the child died, and no date of death is recorded. Enter it, or correct the reason for closure.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonDeathDate>2025-09-01</PersonDeathDate>
            </ChildIdentifiers>
            <CINdetails>
              <CINclosureDate>2025-09-01</CINclosureDate>
              <ReasonForClosure>RC2</ReasonForClosure>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers/>
            <CINdetails>
              <CINclosureDate>2025-09-01</CINclosureDate>
              <ReasonForClosure>RC2</ReasonForClosure>
            </CINdetails>
            """,
            "ChildIdentifiers[0].PersonDeathDate",
            "CINdetails[0].ReasonForClosure"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        if (child.Identifiers.DeathDate is not null)
        {
            return;
        }

        foreach (var episode in child.Episodes)
        {
            if (episode.ReasonForClosure == "RC2")
            {
                found.Add(child.Identifiers.At(nameof(CensusIdentifiers.PersonDeathDate)), episode.At(nameof(episode.ReasonForClosure)));
            }
        }
    }
}
