namespace Kith.Standards.CinCensus.Rules;

/// <summary>No child protection review is held while a child in need plan is open.</summary>
public sealed class Rule4003() : EpisodeRule("4003", RuleSeverity.Error, "A CPP review date is shown as being held at the same time as an open CIN Plan.")
{
    public override RuleModule Module => RuleModule.Reviews;

    public override IReadOnlyList<string> Reads => ["Reviews.CPPreviewDate", "CINplanDates.CINPlanStartDate", "CINplanDates.CINPlanEndDate", "ChildProtectionPlans.CPPendDate"];

    public override int FromYear => 2022;

    public override string WhatToDo =>
        "A child protection review is dated while a child in need plan was open. Check the dates of the child in need plan (it ends when child protection begins, and begins when it ends) and the date of the review.";

    public override string Difference =>
        "The open validator compares only plans that have ended, and joins records of different episodes whose numbers happen to agree. Kith compares within the episode, and takes an open child in need plan to last until the reference date.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-09-01</CINPlanStartDate>
                <CINPlanEndDate>2025-10-01</CINPlanEndDate>
              </CINPlanDates>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
                <CPPendDate>2025-09-01</CPPendDate>
                <Reviews>
                  <CPPreviewDate>2025-09-01</CPPreviewDate>
                </Reviews>
              </ChildProtectionPlans>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINPlanDates>
                <CINPlanStartDate>2025-08-01</CINPlanStartDate>
              </CINPlanDates>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-20</CPPstartDate>
                <CPPendDate>2025-09-01</CPPendDate>
                <Reviews>
                  <CPPreviewDate>2025-08-15</CPPreviewDate>
                </Reviews>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "Reviews[0].CPPreviewDate",
            "CINplanDates[0].CINPlanStartDate",
            "ChildProtectionPlans[0].CPPendDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.PlanDates)
        {
            if (plan.StartDate is not { } from)
            {
                continue;
            }

            var to = plan.EndDate ?? at.ReferenceDate;
            foreach (var protection in episode.ProtectionPlans)
            {
                foreach (var review in protection.Reviews)
                {
                    if (review.Date is { } held && held >= from && held < to && held != protection.EndDate)
                    {
                        found.Add(review.At(nameof(review.CPPreviewDate)), plan.At(nameof(plan.CINPlanStartDate)), protection.At(nameof(protection.CPPendDate)));
                    }
                }
            }
        }
    }
}
