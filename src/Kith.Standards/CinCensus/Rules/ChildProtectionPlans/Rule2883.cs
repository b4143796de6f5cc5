namespace Kith.Standards.CinCensus.Rules;

/// <summary>No more child protection plans begin in the period than conferences were held in it.</summary>
public sealed class Rule2883() : ReturnRule("2883", RuleSeverity.Error, "There are more child protection plans starting than initial conferences taking place")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.CPPstartDate", "CINdetails.DateOfInitialCPC", "Section47.DateOfInitialCPC"];

    public override string WhatToDo =>
        "A plan begins with a conference. Look for plans begun in the year whose initial conference is not recorded, or is recorded outside the year. Rule 2885 names them.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Section47>
                <DateOfInitialCPC>2025-06-02</DateOfInitialCPC>
              </Section47>
              <ChildProtectionPlans>
                <CPPstartDate>2025-06-02</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-06-02</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override bool Breaks(ReturnFacts facts, RuleContext at) => facts.PlansStarting > facts.Conferences;
}
