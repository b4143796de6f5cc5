namespace Kith.Standards.CinCensus.Rules;

/// <summary>No child in need plan ends after the child died.</summary>
public sealed class Rule4009Q() : NotAfterDeathRule<CensusPlanDates>("4009Q", RuleSeverity.Query, "CIN Plan cannot end after the child’s Date of Death")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["CINplanDates.CINPlanEndDate", "ChildIdentifiers.PersonDeathDate"];

    public override int FromYear => 2024;

    public override string WhatToDo => "The plan ends after the date of death. A plan ends at the latest on that day: check both dates.";

    public override string Difference => "None. A plan left open after the death is not queried, as in the open validator.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonDeathDate>2025-09-01</PersonDeathDate>
            </ChildIdentifiers>
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-08-01</CINPlanStartDate>
                <CINPlanEndDate>2025-09-01</CINPlanEndDate>
              </CINPlanDates>
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
              <CINPlanDates>
                <CINPlanStartDate>2025-08-01</CINPlanStartDate>
                <CINPlanEndDate>2025-09-02</CINPlanEndDate>
              </CINPlanDates>
            </CINdetails>
            """,
            "CINplanDates[0].CINPlanEndDate",
            "ChildIdentifiers[0].PersonDeathDate"
        );

    protected override List<CensusPlanDates> Of(CensusEpisode episode) => episode.PlanDates;

    protected override string Column => nameof(CensusPlanDates.CINPlanEndDate);

    protected override DateOnly? Date(CensusPlanDates record) => record.EndDate;
}
