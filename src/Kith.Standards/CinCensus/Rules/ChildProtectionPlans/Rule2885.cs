namespace Kith.Standards.CinCensus.Rules;

/// <summary>A child protection plan starts on the day of the initial conference.</summary>
public sealed class Rule2885() : EpisodeRule("2885", RuleSeverity.Error, "Child protection plan shown as starting a different day to the initial child protection conference.")
{
    public override RuleModule Module => RuleModule.ChildProtectionPlans;

    public override IReadOnlyList<string> Reads => ["ChildProtectionPlans.CPPstartDate", "Section47.DateOfInitialCPC", "Section47.ICPCnotRequired", "CINdetails.DateOfInitialCPC"];

    public override string WhatToDo =>
        "A plan starts on the day of the conference that decided on it. Check the date of the plan and the date of the conference, or record the conference if it is missing. For a child who moved in on a plan, the conference goes with the episode; if another enquiry followed under the same referral, the rule knows only that one: the dates are right, and an explanation says so.";

    public override string Difference =>
        "The open validator leaves an enquiry aside only where its flag is written «1». Kith treats «1» and «true» alike. Where no enquiry is left to compare with, Kith names the conference of the episode, which is the one that is missing or differs.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <Section47>
                <S47ActualStartDate>2025-05-02</S47ActualStartDate>
                <DateOfInitialCPC>2025-05-20</DateOfInitialCPC>
                <ICPCnotRequired>false</ICPCnotRequired>
              </Section47>
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
              <Section47>
                <S47ActualStartDate>2025-05-02</S47ActualStartDate>
                <DateOfInitialCPC>2025-05-20</DateOfInitialCPC>
                <ICPCnotRequired>0</ICPCnotRequired>
              </Section47>
              <ChildProtectionPlans>
                <CPPstartDate>2025-05-21</CPPstartDate>
              </ChildProtectionPlans>
            </CINdetails>
            """,
            "ChildProtectionPlans[0].CPPstartDate",
            "Section47[0].DateOfInitialCPC"
        );

    private static void Compare(CensusProtectionPlan plan, DateOnly started, CensusEpisode episode, Findings found)
    {
        var conferences = 0;
        foreach (var enquiry in episode.Section47s)
        {
            if (enquiry.IsConferenceNotRequired == true)
            {
                continue;
            }

            if (enquiry.ConferenceDate == started)
            {
                return;
            }

            conferences++;
        }

        if (conferences == 0)
        {
            if (episode.TransferInConferenceDate != started)
            {
                found.Add(plan.At(nameof(plan.CPPstartDate)), episode.At(nameof(episode.DateOfInitialCPC)));
            }

            return;
        }

        var places = new List<Place>(conferences + 1) { plan.At(nameof(plan.CPPstartDate)) };
        foreach (var enquiry in episode.Section47s)
        {
            if (enquiry.IsConferenceNotRequired != true)
            {
                places.Add(enquiry.At(nameof(enquiry.DateOfInitialCPC)));
            }
        }

        found.Add([.. places]);
    }

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var plan in episode.ProtectionPlans)
        {
            if (plan.StartDate is { } started && at.IsInPeriod(started))
            {
                Compare(plan, started, episode, found);
            }
        }
    }
}
