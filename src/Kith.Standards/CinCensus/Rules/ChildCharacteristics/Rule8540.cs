namespace Kith.Standards.CinCensus.Rules;

/// <summary>A born child with a referral that went further has their disabilities recorded, with valid codes.</summary>
public sealed class Rule8540() : ChildRule("8540", RuleSeverity.Error, "Child’s disability is missing or invalid (see Disability table)")
{
    public override RuleModule Module => RuleModule.ChildCharacteristics;

    public override IReadOnlyList<string> Reads => ["Disabilities.Disability", "ChildIdentifiers.PersonBirthDate", "CINdetails.ReferralNFA"];

    public override string WhatToDo => "Record whether the child has a disability. «None» is an answer; an empty field is not.";

    public override string Difference =>
        "The open validator finds these children and then loses them in a join, so nothing is reported. Kith reports the disability (where none is recorded, one that is not there), the date of birth and each episode that calls for an answer, whatever the capitals of the flag.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2015-05-01</PersonBirthDate>
            </ChildIdentifiers>
            <ChildCharacteristics>
              <Disabilities>
                <Disability>NONE</Disability>
              </Disabilities>
            </ChildCharacteristics>
            <CINdetails>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2015-05-01</PersonBirthDate>
            </ChildIdentifiers>
            <ChildCharacteristics>
              <Disabilities>
                <Disability>BLIND</Disability>
              </Disabilities>
            </ChildCharacteristics>
            <CINdetails>
              <ReferralNFA>False</ReferralNFA>
            </CINdetails>
            """,
            "Disabilities[0].Disability",
            "ChildIdentifiers[0].PersonBirthDate",
            "CINdetails[0].ReferralNFA"
        );

    private static IEnumerable<Place> Others(CensusChild child) =>
        child.Episodes.Where(e => e.IsNoFurtherAction == false).Select(e => e.At(nameof(e.ReferralNFA))).Prepend(child.Identifiers.At(nameof(CensusIdentifiers.PersonBirthDate)));

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        if (child.Identifiers.BirthDate is null || !child.Episodes.Exists(e => e.IsNoFurtherAction == false))
        {
            return;
        }

        var disabilities = child.Characteristics.Disabilities;
        var wrong = false;
        foreach (var disability in disabilities)
        {
            wrong |= !CensusCodes.IsDisability(disability.Disability);
        }

        if (wrong)
        {
            found.Add([.. disabilities.Where(d => !CensusCodes.IsDisability(d.Disability)).Select(d => d.At(nameof(d.Disability))), .. Others(child)]);
        }
        else if (disabilities.Count == 0)
        {
            found.Add([new CensusDisability { Row = -1 }.At(nameof(CensusDisability.Disability)), .. Others(child)]);
        }
    }
}
