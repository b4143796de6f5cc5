namespace Kith.Standards.CinCensus.Rules;

/// <summary>Nothing happens on an episode after it has closed.</summary>
public sealed class Rule8565() : EpisodeRule("8565", RuleSeverity.Error, "Activity shown after a case has been closed")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads =>
        [
            "CINdetails.CINclosureDate",
            "CINdetails.DateOfInitialCPC",
            "Assessments.AssessmentActualStartDate",
            "Assessments.AssessmentAuthorisationDate",
            "Section47.S47ActualStartDate",
            "Section47.DateOfInitialCPC",
            "ChildProtectionPlans.CPPendDate",
            "CINplanDates.CINPlanStartDate",
            "CINplanDates.CINPlanEndDate",
        ];

    public override string WhatToDo =>
        "Something is dated after the episode closed. Check the closure date; if work went on, the episode closed later. If it is new work, it belongs to a new referral.";

    public override string Difference =>
        "In the open validator the part about child protection plans never sees the return (a table left over from a test takes its place), and plans are labelled with the numbers of enquiries. Kith makes all the comparisons and names the record that is late.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINclosureDate>2025-05-20</CINclosureDate>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-20</AssessmentAuthorisationDate>
              </Assessments>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINclosureDate>2025-05-20</CINclosureDate>
              <Assessments>
                <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
                <AssessmentAuthorisationDate>2025-05-21</AssessmentAuthorisationDate>
              </Assessments>
            </CINdetails>
            """,
            "Assessments[0].AssessmentAuthorisationDate",
            "CINdetails[0].CINclosureDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.ClosureDate is not { } closed)
        {
            return;
        }

        var closure = episode.At(nameof(episode.CINclosureDate));
        if (episode.TransferInConferenceDate > closed)
        {
            found.Add(episode.At(nameof(episode.DateOfInitialCPC)), closure);
        }

        foreach (var assessment in episode.Assessments)
        {
            if (assessment.StartDate > closed)
            {
                found.Add(assessment.At(nameof(assessment.AssessmentActualStartDate)), closure);
            }

            if (assessment.AuthorisationDate > closed)
            {
                found.Add(assessment.At(nameof(assessment.AssessmentAuthorisationDate)), closure);
            }
        }

        foreach (var plan in episode.PlanDates)
        {
            if (plan.StartDate > closed)
            {
                found.Add(plan.At(nameof(plan.CINPlanStartDate)), closure);
            }

            if (plan.EndDate > closed)
            {
                found.Add(plan.At(nameof(plan.CINPlanEndDate)), closure);
            }
        }

        foreach (var enquiry in episode.Section47s)
        {
            if (enquiry.StartDate > closed)
            {
                found.Add(enquiry.At(nameof(enquiry.S47ActualStartDate)), closure);
            }

            if (enquiry.ConferenceDate > closed)
            {
                found.Add(enquiry.At(nameof(enquiry.DateOfInitialCPC)), closure);
            }
        }

        foreach (var protection in episode.ProtectionPlans)
        {
            if (protection.EndDate > closed)
            {
                found.Add(protection.At(nameof(protection.CPPendDate)), closure);
            }
        }
    }
}
