namespace Kith.Standards.CinCensus.Rules;

/// <summary>Ethnicity is recorded with a valid code.</summary>
public sealed class Rule4220() : ChildRule("4220", RuleSeverity.Error, "Ethnicity is missing or invalid (see Ethnicity table)")
{
    public override RuleModule Module => RuleModule.ChildCharacteristics;

    public override IReadOnlyList<string> Reads => ["ChildCharacteristics.Ethnicity"];

    public override string WhatToDo =>
        "Record the child’s ethnicity. For a child who is not yet born, or where it has not been asked, it is «Information not yet obtained»; where the family would not say, it is «Refused».";

    public override RuleExample Passes =>
        new(
            """
            <ChildCharacteristics>
              <Ethnicity>WBRI</Ethnicity>
            </ChildCharacteristics>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildCharacteristics>
              <Ethnicity>XXXX</Ethnicity>
            </ChildCharacteristics>
            """,
            "ChildCharacteristics[0].Ethnicity"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        if (!CensusCodes.IsEthnicity(child.Characteristics.Ethnicity))
        {
            found.Add(child.Characteristics.At(nameof(CensusCharacteristics.Ethnicity)));
        }
    }
}
