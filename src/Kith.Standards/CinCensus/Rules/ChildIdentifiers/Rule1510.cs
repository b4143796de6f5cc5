using Kith.Standards.Identifiers;

namespace Kith.Standards.CinCensus.Rules;

/// <summary>The first letter of a UPN agrees with its digits.</summary>
public sealed class Rule1510() : ChildRule("1510", RuleSeverity.Error, "UPN invalid (wrong check letter at character 1)")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.UPN"];

    public override string WhatToDo => "The UPN has a wrong character. Ask the school, or look it up in the school census or Get Information About Pupils, and enter it again.";

    public override string Difference =>
        "None in what this rule finds. It says nothing of temporary numbers, which end in a letter, nor of numbers that are not 13 characters long, and no published rule tests the length: Kith adds K1501 for that.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <UPN>Y895100000007</UPN>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <UPN>A895100000007</UPN>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].UPN"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.UPN is { Length: 13 } upn && upn.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0 && Upn.CheckLetterFor(upn) != upn[0])
        {
            found.Add(who.At(nameof(who.UPN)));
        }
    }
}
