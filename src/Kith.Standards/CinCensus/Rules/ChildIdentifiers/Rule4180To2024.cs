namespace Kith.Standards.CinCensus.Rules;

/// <summary>Gender is recorded (to 2023-24).</summary>
public sealed class Rule4180To2024() : ChildRule("4180", RuleSeverity.Error, "Gender is missing")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.GenderCurrent"];

    public override int? ToYear => 2024;

    public override string WhatToDo => "Record the child’s gender: 1, 2, 9, or 0 where it is not recorded or the child is not yet born.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <GenderCurrent>1</GenderCurrent>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails => new("<ChildIdentifiers/>", "ChildIdentifiers[0].GenderCurrent");

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (!CensusCodes.IsGender(who.GenderCurrent))
        {
            found.Add(who.At(nameof(who.GenderCurrent)));
        }
    }
}
