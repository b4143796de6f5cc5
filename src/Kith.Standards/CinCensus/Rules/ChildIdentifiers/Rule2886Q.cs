namespace Kith.Standards.CinCensus.Rules;

/// <summary>At most two children in a hundred have no sex recorded.</summary>
public sealed class Rule2886Q()
    : ReturnRule("2886Q", RuleSeverity.Query, "Please check and either amend or provide a reason: Percentage of children with no sex recorded is more than 2% (excluding unborns)")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.Sex", "ChildIdentifiers.ExpectedPersonBirthDate"];

    public override int FromYear => 2025;

    public override string WhatToDo =>
        "More than 2% of the children in the return have no sex recorded, or «unknown». Fill in those that are known. Rule 4180 names the children whose sex is missing altogether.";

    public override string Difference =>
        "None. As in the open validator the children who are not yet born are counted in the whole, though the message says they are left out; that makes the rule a little milder.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <Sex>F</Sex>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2015-01-01</PersonBirthDate>
              <Sex>U</Sex>
            </ChildIdentifiers>
            """
        );

    public override bool Breaks(ReturnFacts facts, RuleContext at) => facts.WithoutSex * 50L > facts.Children;
}
