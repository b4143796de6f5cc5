namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child protection plan starts on or after the referral that it follows.</summary>
public sealed class Rule1105() : NotBeforeReferralRule<CensusProtectionPlan>("1105", RuleSeverity.Error, "The child protection plan start date cannot be before the referral date")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.CPPstartDate", "CINdetails.CINreferralDate"];

    public override string WhatToDo =>
        "Check when the child protection plan began and when the referral was received. If the child moved in from another council on a plan, the referral date is the day you were formally told of the permanent move, and the plan starts with your own conference.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <ChildProtectionPlans>
                <CPPstartDate>2025-04-30</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].CPPstartDate",
            "CINdetails[0].CINreferralDate"
        );

    protected override List<CensusProtectionPlan> Of(CensusEpisode episode) => episode.ProtectionPlans;

    protected override string Column => nameof(CensusProtectionPlan.CPPstartDate);

    protected override DateOnly? Date(CensusProtectionPlan record) => record.StartDate;
}
