namespace Kith.Standards.CinCensus.Rules;

/// <summary>No disability is recorded twice.</summary>
public sealed class Rule8794() : ChildRule("8794", RuleSeverity.Error, "Child has two or more disabilities with the same code")
{
    public override RuleModule Module => RuleModule.Disabilities;

    public override IReadOnlyList<string> Reads => ["Disabilities.Disability"];

    public override string WhatToDo => "The same disability is recorded twice. Remove one.";

    public override RuleExample Passes =>
        new(
            """
            <ChildCharacteristics>
              <Disabilities>
                <Disability>HEAR</Disability>
                <Disability>AUT</Disability>
              </Disabilities>
            </ChildCharacteristics>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildCharacteristics>
              <Disabilities>
                <Disability>AUT</Disability>
                <Disability>AUT</Disability>
              </Disabilities>
            </ChildCharacteristics>
            """,
            "Disabilities[0].Disability",
            "Disabilities[1].Disability"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var disabilities = child.Characteristics.Disabilities;
        if (disabilities.Count < 2)
        {
            return;
        }

        foreach (var same in disabilities.Where(d => !CensusValue.IsBlank(d.Disability)).GroupBy(d => d.Disability).Where(g => g.Count() > 1))
        {
            found.Add([.. same.Select(d => d.At(nameof(d.Disability)))]);
        }
    }
}
