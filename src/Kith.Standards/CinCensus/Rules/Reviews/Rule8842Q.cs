namespace Kith.Standards.CinCensus.Rules;

/// <summary>A review has its date.</summary>
public sealed class Rule8842Q() : EpisodeRule("8842Q", RuleSeverity.Query, "Please check and either amend or provide a reason: Review Record has a missing date")
{
    public override RuleModule Module => RuleModule.Reviews;

    public override IReadOnlyList<string> Reads => ["Reviews.CPPreviewDate"];

    public override string WhatToDo => "A review is recorded without its date. Enter it, or remove the review if it has not been held.";

    public override string Difference =>
        "The open validator never sees a Reviews group without a date in it, only one whose date element is empty. Kith counts a group without a date as one review without a date, and queries both.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
                <Reviews>
                  <CPPreviewDate>2025-08-15</CPPreviewDate>
                </Reviews>
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
                <Reviews/>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "Reviews[0].CPPreviewDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.ProtectionPlans)
        {
            foreach (var review in plan.Reviews)
            {
                if (review.Date is null)
                {
                    found.Add(review.At(nameof(review.CPPreviewDate)));
                }
            }
        }
    }
}
