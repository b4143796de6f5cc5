namespace Kith.Standards.CinCensus.Rules;

/// <summary>At most two children in a hundred have no gender recorded (to 2023-24).</summary>
public sealed class Rule2886QTo2024()
    : ReturnRule(
        "2886Q",
        RuleSeverity.Query,
        "Please check and either amend or provide a reason: Percentage of children with no gender recorded is more than 2% (excluding unborns)"
    )
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.GenderCurrent", "ChildIdentifiers.ExpectedPersonBirthDate"];

    public override int? ToYear => 2024;

    public override string WhatToDo => "More than 2% of the children in the return have no gender recorded. Fill in those that are known.";

    public override string Difference =>
        "The rule of those years was never evaluated as intended by the open validator, because of a fault in its formula. Kith evaluates what the message says.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <GenderCurrent>1</GenderCurrent>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <PersonBirthDate>2015-01-01</PersonBirthDate>
              <GenderCurrent>0</GenderCurrent>
            </ChildIdentifiers>
            """
        );

    public override bool Breaks(ReturnFacts facts, RuleContext at) => facts.WithoutSex * 50L > facts.Children;
}
