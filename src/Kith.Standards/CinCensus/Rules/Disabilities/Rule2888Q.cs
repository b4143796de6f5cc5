namespace Kith.Standards.CinCensus.Rules;

/// <summary>Some child has more than one disability.</summary>
public sealed class Rule2888Q()
    : ReturnRule(
        "2888Q",
        RuleSeverity.Query,
        "Please check and either amend or provide a reason: Only one disability code is recorded per child and multiple disabilities should be recorded where possible."
    )
{
    public override RuleModule Module => RuleModule.Disabilities;

    public override IReadOnlyList<string> Reads => ["Disabilities.Disability"];

    public override string WhatToDo => "No child in the return has more than one disability. Check that all of a child’s disabilities are recorded, and not only the main one.";

    public override string Difference => "None. As in the open validator nothing is asked of a return in which no child has any disability; 2887Q asks there.";

    public override RuleExample Passes =>
        new(
            """
            <ChildCharacteristics>
              <Disabilities>
                <Disability>MOB</Disability>
                <Disability>HAND</Disability>
              </Disabilities>
            </ChildCharacteristics>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildCharacteristics>
              <Disabilities>
                <Disability>MOB</Disability>
              </Disabilities>
            </ChildCharacteristics>
            """
        );

    public override bool Breaks(ReturnFacts facts, RuleContext at) => facts.MostDisabilities == 1;
}
