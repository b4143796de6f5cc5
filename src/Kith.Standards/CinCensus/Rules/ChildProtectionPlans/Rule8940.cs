namespace Kith.Standards.CinCensus.Rules;

/// <summary>Child protection plans of one child do not overlap.</summary>
public sealed class Rule8940() : OverlapRule<CensusProtectionPlan>("8940", RuleSeverity.Error, "Child Protection Plan data contains overlapping dates")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.CPPstartDate", "ChildProtectionPlans.CPPendDate"];

    public override string WhatToDo =>
        "Two child protection plans were open at the same time. A child has one plan at a time: check when the earlier one ended and the later one began.";

    public override string Difference =>
        "The open validator leaves out pairs whose number within their own episode is the same, and so misses the first plans of two episodes. Kith compares each plan with every other of the child.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
                <CPPendDate>2025-08-20</CPPendDate>
              </ChildProtectionPlans>
            </CINdetails>
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-08-21</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
                <CPPendDate>2025-08-20</CPPendDate>
              </ChildProtectionPlans>
            </CINdetails>
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-08-20</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[1].CPPstartDate",
            "ChildProtectionPlans[0].CPPstartDate",
            "ChildProtectionPlans[0].CPPendDate"
        );

    protected override string StartColumn => nameof(CensusProtectionPlan.CPPstartDate);

    protected override string EndColumn => nameof(CensusProtectionPlan.CPPendDate);

    protected override List<CensusProtectionPlan> Of(CensusEpisode episode) => episode.ProtectionPlans;

    protected override DateOnly? Start(CensusProtectionPlan record) => record.StartDate;

    protected override DateOnly? LastDay(CensusProtectionPlan record, RuleContext at) => record.EndDate ?? at.ReferenceDate;

    public override void Check(CensusChild child, RuleContext at, Findings found) => CompareAll(child, at, found);
}
