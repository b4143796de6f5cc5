namespace Kith.Standards.CinCensus.Rules;

/// <summary>NONE stands alone among the disabilities.</summary>
public sealed class Rule8790() : ChildRule("8790", RuleSeverity.Error, "Disability information includes both None and other values")
{
    public override RuleModule Module => RuleModule.Disabilities;

    public override IReadOnlyList<string> Reads => ["Disabilities.Disability"];

    public override string WhatToDo => "The child has «no disability» and a disability. Keep the one that is right.";

    public override RuleExample Passes =>
        new(
            """
            <ChildCharacteristics>
              <Disabilities>
                <Disability>NONE</Disability>
              </Disabilities>
            </ChildCharacteristics>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildCharacteristics>
              <Disabilities>
                <Disability>NONE</Disability>
                <Disability>AUT</Disability>
              </Disabilities>
            </ChildCharacteristics>
            """,
            "Disabilities[1].Disability"
        );

    private static bool IsOther(CensusDisability one) => one.Disability != "NONE" && !CensusValue.IsBlank(one.Disability);

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var disabilities = child.Characteristics.Disabilities;
        if (disabilities.Count > 1 && disabilities.Exists(d => d.Disability == "NONE") && disabilities.Exists(IsOther))
        {
            found.Add([.. disabilities.Where(IsOther).Select(d => d.At(nameof(d.Disability)))]);
        }
    }
}
