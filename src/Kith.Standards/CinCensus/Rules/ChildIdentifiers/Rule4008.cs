namespace Kith.Standards.CinCensus.Rules;

/// <summary>No child in need plan starts after the child died.</summary>
public sealed class Rule4008() : NotAfterDeathRule<CensusPlanDates>("4008", RuleSeverity.Error, "CIN Plan shown as starting after the child’s Date of Death.")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["CINplanDates.CINPlanStartDate", "ChildIdentifiers.PersonDeathDate"];

    public override int FromYear => 2022;

    public override string WhatToDo => "The plan starts after the date of death. Check both dates; one of them is wrong.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <PersonDeathDate>2025-09-01</PersonDeathDate>
            </ChildIdentifiers>
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-08-01</CINPlanStartDate>
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
                <CINPlanStartDate>2025-09-02</CINPlanStartDate>
              </CINPlanDates>
            </CINdetails>
            """,
            "CINplanDates[0].CINPlanStartDate",
            "ChildIdentifiers[0].PersonDeathDate"
        );

    protected override List<CensusPlanDates> Of(CensusEpisode episode) => episode.PlanDates;

    protected override string Column => nameof(CensusPlanDates.CINPlanStartDate);

    protected override DateOnly? Date(CensusPlanDates record) => record.StartDate;
}
