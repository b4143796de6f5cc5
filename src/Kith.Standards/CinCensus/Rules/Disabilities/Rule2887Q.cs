namespace Kith.Standards.CinCensus.Rules;

/// <summary>At least eight different disabilities are used.</summary>
public sealed class Rule2887Q()
    : ReturnRule("2887Q", RuleSeverity.Query, "Please check and either amend or provide a reason: Less than 8 disability codes have been used in your return")
{
    public override RuleModule Module => RuleModule.Disabilities;

    public override IReadOnlyList<string> Reads => ["Disabilities.Disability"];

    public override string WhatToDo =>
        "Fewer than eight kinds of disability appear in the whole return. That can be right for a small council. Otherwise check that disabilities are recorded in full and not all as one kind.";

    public override string Difference =>
        "The open validator counts the rows with NONE instead of the different codes other than NONE, and so asks the opposite. Kith counts the different codes other than NONE, and asks when there are fewer than eight.";

    public override RuleExample Passes =>
        new(
            """
            <Children>
              <Child>
                <ChildCharacteristics>
                  <Disabilities>
                    <Disability>MOB</Disability>
                  </Disabilities>
                </ChildCharacteristics>
              </Child>
              <Child>
                <ChildCharacteristics>
                  <Disabilities>
                    <Disability>HAND</Disability>
                  </Disabilities>
                </ChildCharacteristics>
              </Child>
              <Child>
                <ChildCharacteristics>
                  <Disabilities>
                    <Disability>PC</Disability>
                  </Disabilities>
                </ChildCharacteristics>
              </Child>
              <Child>
                <ChildCharacteristics>
                  <Disabilities>
                    <Disability>INC</Disability>
                  </Disabilities>
                </ChildCharacteristics>
              </Child>
              <Child>
                <ChildCharacteristics>
                  <Disabilities>
                    <Disability>COMM</Disability>
                  </Disabilities>
                </ChildCharacteristics>
              </Child>
              <Child>
                <ChildCharacteristics>
                  <Disabilities>
                    <Disability>LD</Disability>
                  </Disabilities>
                </ChildCharacteristics>
              </Child>
              <Child>
                <ChildCharacteristics>
                  <Disabilities>
                    <Disability>HEAR</Disability>
                  </Disabilities>
                </ChildCharacteristics>
              </Child>
              <Child>
                <ChildCharacteristics>
                  <Disabilities>
                    <Disability>VIS</Disability>
                  </Disabilities>
                </ChildCharacteristics>
              </Child>
            </Children>
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

    public override bool Breaks(ReturnFacts facts, RuleContext at) => facts.DifferentDisabilities < 8;
}
