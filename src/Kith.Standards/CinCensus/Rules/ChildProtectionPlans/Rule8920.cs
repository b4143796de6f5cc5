namespace Kith.Standards.CinCensus.Rules;

/// <summary>No child protection plan ends after the child died.</summary>
public sealed class Rule8920() : NotAfterDeathRule<CensusProtectionPlan>("8920", RuleSeverity.Error, "Child Protection Plan cannot end after the child’s Date of Death")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.CPPendDate", "ChildIdentifiers.PersonDeathDate"];

    public override string WhatToDo => "The child protection plan ends after the date of death. A plan ends at the latest on that day: check both dates.";

    public override string Difference => "None. A plan left open after the death is not reported, as in the open validator.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonDeathDate>2025-09-01</PersonDeathDate>
            </ChildIdentifiers>
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-08-01</CPPstartDate>
                <CPPendDate>2025-09-01</CPPendDate>
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
                <CPPstartDate>2025-08-01</CPPstartDate>
                <CPPendDate>2025-09-02</CPPendDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].CPPendDate",
            "ChildIdentifiers[0].PersonDeathDate"
        );

    protected override List<CensusProtectionPlan> Of(CensusEpisode episode) => episode.ProtectionPlans;

    protected override string Column => nameof(CensusProtectionPlan.CPPendDate);

    protected override DateOnly? Date(CensusProtectionPlan record) => record.EndDate;
}
