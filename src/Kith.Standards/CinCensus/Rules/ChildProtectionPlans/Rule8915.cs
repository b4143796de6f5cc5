namespace Kith.Standards.CinCensus.Rules;

/// <summary>No child protection plan starts after the child died.</summary>
public sealed class Rule8915() : NotAfterDeathRule<CensusProtectionPlan>("8915", RuleSeverity.Error, "Child Protection Plan shown as starting after the child’s Date of Death")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.CPPstartDate", "ChildIdentifiers.PersonDeathDate"];

    public override string WhatToDo => "The child protection plan starts after the date of death. Check both dates; one of them is wrong.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonDeathDate>2025-09-01</PersonDeathDate>
            </ChildIdentifiers>
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-08-01</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <PersonDeathDate>2025-09-01</PersonDeathDate>
            </ChildIdentifiers>
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-09-02</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].CPPstartDate",
            "ChildIdentifiers[0].PersonDeathDate"
        );

    protected override List<CensusProtectionPlan> Of(CensusEpisode episode) => episode.ProtectionPlans;

    protected override string Column => nameof(CensusProtectionPlan.CPPstartDate);

    protected override DateOnly? Date(CensusProtectionPlan record) => record.StartDate;
}
