namespace Kith.Standards.CinCensus.Rules;

/// <summary>A review is held after the day on which the child protection plan starts.</summary>
public sealed class Rule8841() : EpisodeRule("8841", RuleSeverity.Error, "The review date cannot be on the same day or before the Child protection Plan start date.")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["Reviews.CPPreviewDate", "ChildProtectionPlans.CPPstartDate"];

    public override string WhatToDo => "The review is on or before the day the plan started. Check the date of the review. The initial conference is not a review.";

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
                <Reviews>
                  <CPPreviewDate>2025-05-20</CPPreviewDate>
                </Reviews>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "Reviews[0].CPPreviewDate",
            "ChildProtectionPlans[0].CPPstartDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.ProtectionPlans)
        {
            foreach (var review in plan.Reviews)
            {
                if (review.Date <= plan.StartDate)
                {
                    found.Add(review.At(nameof(review.CPPreviewDate)), plan.At(nameof(plan.CPPstartDate)));
                }
            }
        }
    }
}
