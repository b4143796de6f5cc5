namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child protection plan ends in the collection period.</summary>
public sealed class Rule8930() : InPeriodRule<CensusProtectionPlan>("8930", RuleSeverity.Error, "Child Protection Plan End Date must fall within the census year")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.CPPendDate"];

    public override string WhatToDo =>
        "The plan ended before 1 April or after 31 March. A plan that ended before the year is not returned; one that ends after it is returned without an end date.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-01-20</CPPstartDate>
                <CPPendDate>2025-06-20</CPPendDate>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2024-12-01</CPPstartDate>
                <CPPendDate>2025-03-31</CPPendDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].CPPendDate"
        );

    protected override List<CensusProtectionPlan> Of(CensusEpisode episode) => episode.ProtectionPlans;

    protected override string Column => nameof(CensusProtectionPlan.CPPendDate);

    protected override DateOnly? Date(CensusProtectionPlan record) => record.EndDate;
}
