namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child of school age with a referral that went further has a UPN, or a reason why it is not known.</summary>
public sealed class Rule8770Q()
    : ChildRule(
        "8770Q",
        RuleSeverity.Query,
        "Please check and either amend data or provide a reason: UPN is missing or reason UPN is missing or is UN1 for a child who is of school age."
    )
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.UPN", "ChildIdentifiers.UPNunknown", "ChildIdentifiers.PersonBirthDate", "CINdetails.ReferralNFA"];

    public override int FromYear => 2025;

    public override string WhatToDo =>
        "The child is old enough for school. Enter the UPN (ask the school), or the reason why it is not known. «Not of school age» is no reason at this age.";

    public override string Difference => "None. «Of school age» means five years old by the 31 August before the reference date, as the open validator works it out.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <UPNunknown>UN6</UPNunknown>
              <PersonBirthDate>2015-05-01</PersonBirthDate>
            </ChildIdentifiers>
            <CINdetails>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <UPNunknown>UN1</UPNunknown>
              <PersonBirthDate>2015-05-01</PersonBirthDate>
            </ChildIdentifiers>
            <CINdetails>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """,
            "ChildIdentifiers[0].UPN",
            "ChildIdentifiers[0].UPNunknown"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (
            who.BirthDate is not { } born
            || born > new DateOnly(at.ReferenceDate.Year - 6, 8, 31)
            || !CensusValue.IsBlank(who.UPN)
            || who.UPNunknown is "UN2" or "UN3" or "UN4" or "UN5" or "UN6" or "UN7"
        )
        {
            return;
        }

        if (child.Episodes.Exists(e => e.IsNoFurtherAction == false))
        {
            found.Add(who.At(nameof(who.UPN)), who.At(nameof(who.UPNunknown)));
        }
    }
}
