using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Projections.Due;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Settings;
using Kith.Practice.Visits;

namespace Kith.UnitTests.Practice;

/// <summary>The clocks of protection and need, by the worked checks of timescales.md and around awkward dates.</summary>
public sealed class ProtectionClockTests
{
    private static readonly Guid Child = new(1, 0, 0, new byte[8]);
    private static readonly Guid Record = new(2, 0, 0, new byte[8]);

    [Theory]
    // Fifteen working days over Christmas and New Year.
    [InlineData("2026-12-14", "2027-01-07")]
    // Over Easter, and over a leap day.
    [InlineData("2026-03-30", "2026-04-22")]
    [InlineData("2028-02-21", "2028-03-13")]
    public void An_initial_conference_is_due_fifteen_working_days_after_the_strategy_discussion(string started, string due)
    {
        var enquiry = new Section47Enquiry
        {
            Id = Record,
            PersonId = Child,
            StartedOn = Day(started),
        };
        Assert.Equal(Day(due), Clock(new() { Person = Person(), Enquiries = [enquiry] }, "icpc").DueOn);
    }

    [Theory]
    [InlineData("2026-05-20", "2026-06-04")]
    [InlineData("2026-12-18", "2027-01-06")]
    public void The_first_core_group_is_due_ten_working_days_after_the_conference(string started, string due) =>
        Assert.Equal(Day(due), Clock(OnPlan(started), "core_group_first").DueOn);

    [Theory]
    [InlineData("2026-11-30", "2027-02-28")]
    [InlineData("2027-11-29", "2028-02-29")]
    [InlineData("2026-01-31", "2026-04-30")]
    public void The_first_review_is_due_three_calendar_months_after_the_plan(string started, string due) => Assert.Equal(Day(due), Clock(OnPlan(started), "review_first").DueOn);

    [Fact]
    public void A_later_review_and_core_group_count_from_the_last_and_the_first_ones_stop()
    {
        var r = OnPlan("2026-01-12");
        r = Copy(
            r,
            reviews:
            [
                new ReviewConference
                {
                    Id = Record,
                    PersonId = Child,
                    PlanId = r.ProtectionPlans[0].Id,
                    HeldOn = Day("2026-04-10"),
                },
            ],
            groups:
            [
                new CoreGroup
                {
                    Id = Record,
                    PersonId = Child,
                    PlanId = r.ProtectionPlans[0].Id,
                    HeldOn = Day("2026-03-23"),
                },
            ],
            visits: [new SeenVisit(Record, Day("2026-04-01"), VisitKind.ChildProtection, null, true, true)]
        );
        Assert.Equal(Day("2026-10-10"), Clock(r, "review_next").DueOn);
        Assert.Equal(Day("2026-04-20"), Clock(r, "core_group_next").DueOn);
        Assert.Equal(Day("2026-04-17"), Clock(r, "cp_visit").DueOn);
        Assert.DoesNotContain(All(r), c => c.Clock is "review_first" or "core_group_first" or "cp_visit_first");
    }

    [Fact]
    public void A_conference_that_is_needed_has_its_request_and_its_report_timed()
    {
        var enquiry = new Section47Enquiry
        {
            Id = Record,
            PersonId = Child,
            StartedOn = Day("2026-11-02"),
            EndedOn = Day("2026-11-13"),
            Outcome = EnquiryFindings.ContinuingRisk,
            ConferenceNotRequired = false,
            TogetherId = Record,
        };
        var r = new ChildRecords { Person = Person(), Enquiries = [enquiry] };
        Assert.Equal(Day("2026-11-16"), Clock(r, "icpc_request").DueOn);
        var conference = new InitialConference
        {
            Id = Record,
            PersonId = Child,
            EnquiryId = enquiry.Id,
            TogetherId = Record,
            RequestedOn = Day("2026-11-16"),
            PlannedOn = Day("2026-11-23"),
        };
        r = new ChildRecords
        {
            Person = Person(),
            Enquiries = [enquiry],
            Conferences = [conference],
        };
        Assert.DoesNotContain(All(r), c => c.Clock == "icpc_request");
        // Two working days before a Monday is the Thursday.
        Assert.Equal(Day("2026-11-19"), Clock(r, "icpc_report").DueOn);
        conference.HeldOn = Day("2026-12-18");
        Assert.Equal(Day("2026-12-21"), Clock(r, "cp_plan_outline").DueOn);
        Assert.Equal(Day("2027-01-20"), Clock(r, "cp_minutes").DueOn);
        conference.OutlineSharedOn = conference.MinutesSharedOn = Day("2026-12-21");
        Assert.DoesNotContain(All(r), c => c.Clock is "cp_plan_outline" or "cp_minutes" or "icpc_report");
    }

    [Fact]
    public void An_enquiry_about_a_child_on_a_plan_asks_for_no_conference()
    {
        var enquiry = new Section47Enquiry
        {
            Id = Record,
            PersonId = Child,
            StartedOn = Day("2026-11-02"),
            TogetherId = Record,
            ConferenceNotRequired = true,
        };
        Assert.DoesNotContain(All(new() { Person = Person(), Enquiries = [enquiry] }), c => c.Clock is "icpc" or "icpc_request");
    }

    [Fact]
    public void A_transfer_in_conference_counts_from_the_notification_and_emergency_powers_from_their_start()
    {
        var conference = new InitialConference
        {
            Id = Record,
            PersonId = Child,
            TransferIn = true,
            TogetherId = Record,
            NotifiedOn = Day("2026-12-14"),
        };
        Assert.Equal(Day("2027-01-07"), Clock(new() { Person = Person(), Conferences = [conference] }, "transfer_in_conference").DueOn);
        var discussion = new StrategyDiscussion
        {
            Id = Record,
            PersonId = Child,
            AskedOn = Day("2026-03-27"),
            Emergency = EmergencyPower.PoliceProtection,
            EmergencyFrom = Day("2026-03-27"),
        };
        var r = new ChildRecords { Person = Person(), Discussions = [discussion] };
        // Seventy-two hours over the night on which the clocks go forward.
        Assert.Equal(Day("2026-03-30"), Clock(r, "police_protection").DueOn);
        Assert.Equal(Day("2026-03-28"), Clock(r, "strategy_discussion").DueOn);
        discussion.Emergency = EmergencyPower.ProtectionOrder;
        Assert.Equal(Day("2026-04-04"), Clock(r, "epo").DueOn);
        discussion.EmergencyExtendedOn = Day("2026-04-03");
        Assert.Equal(Day("2026-04-10"), Clock(r, "epo_extended").DueOn);
        discussion.EmergencyEndedOn = Day("2026-04-08");
        discussion.HeldOn = Day("2026-03-27");
        Assert.Empty(All(r));
    }

    [Fact]
    public void Child_in_need_plans_are_visited_reviewed_looked_at_and_step_down_in_time()
    {
        var protection = new ProtectionPlan
        {
            Id = Record,
            PersonId = Child,
            StartedOn = Day("2025-06-02"),
            EndedOn = Day("2026-08-31"),
        };
        var plan = new CinPlan
        {
            Id = new Guid(3, 0, 0, new byte[8]),
            PersonId = Child,
            StartedOn = Day("2026-08-31"),
            StepDownFromId = Record,
        };
        var r = new ChildRecords
        {
            Person = Person(),
            ProtectionPlans = [protection],
            CinPlans = [plan],
        };
        Assert.Equal(Day("2026-11-30"), Clock(r, "step_down").DueOn);
        Assert.Equal(Day("2026-10-12"), Clock(r, "cin_review_first").DueOn);
        Assert.Equal(Day("2027-02-28"), Clock(r, "cin_plan_length").DueOn);
        Assert.Contains(All(r), c => c.Clock == "cin_visit_first");
        // A review soon after child protection leaves the question open; one when the months are nearly over answers it.
        Assert.Equal(Day("2026-11-30"), Clock(Reviewed("2026-10-29"), "step_down").DueOn);
        Assert.DoesNotContain(All(Reviewed("2026-10-30")), c => c.Clock == "step_down");
        plan.LongLookOn = Day("2026-11-30");
        Assert.Equal(Day("2027-02-28"), Clock(r, "cin_plan_length").DueOn);
        Assert.DoesNotContain(All(r), c => c.Clock == "step_down");

        ChildRecords Reviewed(string held) =>
            new()
            {
                Person = Person(),
                ProtectionPlans = [protection],
                CinPlans = [plan],
                CinReviews =
                [
                    new CinReview
                    {
                        Id = new Guid(4, 0, 0, new byte[8]),
                        PersonId = Child,
                        PlanId = plan.Id,
                        HeldOn = Day(held),
                    },
                ],
            };
    }

    [Fact]
    public void Pre_proceedings_run_from_the_letter_and_are_reviewed()
    {
        var p = new PreProceedings
        {
            Id = Record,
            PersonId = Child,
            DecidedOn = Day("2026-09-01"),
            LetterSentOn = Day("2026-09-07"),
            FirstMeetingOn = Day("2026-09-21"),
        };
        var r = new ChildRecords { Person = Person(), PreProceedings = [p] };
        Assert.Equal(Day("2026-12-28"), Clock(r, "pre_proceedings").DueOn);
        Assert.Equal(Day("2026-11-02"), Clock(r, "pre_proceedings_review").DueOn);
        p.EndedOn = Day("2026-10-01");
        Assert.Empty(All(r));
    }

    [Fact]
    public void A_visit_to_the_parents_counts_while_the_child_is_not_born_and_not_afterwards()
    {
        var unborn = Person();
        unborn.ExpectedDateOfBirth = Day("2027-01-20");
        ChildRecords Visited(bool? seen, bool held = true)
        {
            var r = OnPlan("2026-12-01");
            return new()
            {
                Person = unborn,
                Episodes = r.Episodes,
                ProtectionPlans = r.ProtectionPlans,
                Visits = [new SeenVisit(Record, Day("2026-12-10"), VisitKind.ChildProtection, null, seen, null, held)],
            };
        }
        // Ten working days over Christmas, from the visit and not from the plan.
        Assert.Equal(Day("2026-12-24"), Clock(Visited(null), "cp_visit").DueOn);
        Assert.Equal(Day("2026-12-15"), Clock(Visited(null, held: false), "cp_visit_first").DueOn);
        (unborn.DateOfBirth, unborn.ExpectedDateOfBirth) = (Day("2027-01-16"), null);
        Assert.Equal(Day("2026-12-24"), Clock(Visited(null), "cp_visit").DueOn);
        // Born before the visit: the child was not seen at it.
        unborn.DateOfBirth = Day("2026-12-09");
        Assert.Equal(Day("2026-12-15"), Clock(Visited(null), "cp_visit_first").DueOn);
    }

    /// <summary>An assessment that was authorised with this conclusion, under a referral that is open.</summary>
    private static ChildRecords Assessed(AssessmentOutcome conclusion) =>
        new()
        {
            Person = Person(),
            Episodes =
            [
                new Episode
                {
                    Id = Record,
                    PersonId = Child,
                    ReferredOn = Day("2026-12-24"),
                    DecidedOn = Day("2026-12-29"),
                    Decision = ReferralDecision.Assess,
                },
            ],
            Assessments =
            [
                new Assessment
                {
                    Id = Record,
                    PersonId = Child,
                    EpisodeId = Record,
                    StartedOn = Day("2026-12-29"),
                    AuthorisedOn = Day("2027-01-11"),
                    Conclusion = conclusion,
                    Outcome = AssessmentWords.Conclusion(conclusion),
                },
            ],
        };

    [Fact]
    public void Open_work_in_which_nothing_goes_on_asks_what_comes_next()
    {
        // Nothing follows from the assessment, and nobody has ended the work: ten working days later somebody decides.
        var ended = Assessed(AssessmentOutcome.NoFurtherAction);
        Assert.Equal(Day("2027-01-25"), Clock(ended, "next_step").DueOn);
        ended.Episodes[0].ClosedOn = Day("2027-01-12");
        Assert.DoesNotContain(All(ended), c => c.Clock == "next_step");
        // Re-opened a year later: it counts from the day on which the work went on, and not from what was done before.
        ended.Episodes[0].ClosedOn = null;
        var again = Reopened(ended);
        Assert.Equal((Day("2028-01-17"), Day("2028-01-31")), (Clock(again, "next_step").StartedOn, Clock(again, "next_step").DueOn));
        var planned = Reopened(Assessed(AssessmentOutcome.ChildInNeedPlan));
        Assert.Equal((Day("2028-01-17"), Day("2028-01-31")), (Clock(planned, "cin_plan").StartedOn, Clock(planned, "cin_plan").DueOn));
        // A plan is asked for: that has a clock of its own.
        Assert.Equal(["cin_plan"], All(Assessed(AssessmentOutcome.ChildInNeedPlan)).Select(c => c.Clock));
        // The enquiry found no continuing risk: no conference follows, and something must.
        var asked = Assessed(AssessmentOutcome.StrategyDiscussion);
        Assert.Empty(All(asked));
        var enquired = new ChildRecords
        {
            Person = asked.Person,
            Episodes = asked.Episodes,
            Assessments = asked.Assessments,
            Enquiries =
            [
                new Section47Enquiry
                {
                    Id = Record,
                    PersonId = Child,
                    StartedOn = Day("2027-01-12"),
                },
            ],
        };
        Assert.Equal(["icpc"], All(enquired).Select(c => c.Clock));
        (enquired.Enquiries[0].EndedOn, enquired.Enquiries[0].Outcome) = (Day("2027-01-14"), EnquiryFindings.NoContinuingRisk);
        Assert.Equal(("next_step", Day("2027-01-14"), Day("2027-01-28")), All(enquired).Select(c => (c.Clock, c.StartedOn, c.DueOn)).Single());
        enquired.Enquiries[0].Outcome = EnquiryFindings.ContinuingRisk;
        Assert.DoesNotContain(All(enquired), c => c.Clock == "next_step");
        // One of years ago, of which no conference is on record, keeps nobody from deciding now.
        (enquired.Enquiries[0].StartedOn, enquired.Enquiries[0].EndedOn) = (Day("2019-03-04"), Day("2019-03-12"));
        enquired.Assessments[0].Conclusion = AssessmentOutcome.NoFurtherAction;
        Assert.Equal(Day("2027-01-25"), Clock(enquired, "next_step").DueOn);
    }

    private static ChildRecords Reopened(ChildRecords r) =>
        new()
        {
            Person = r.Person,
            Episodes = r.Episodes,
            Assessments = r.Assessments,
            Reopenings =
            [
                new WorkReopening
                {
                    Id = new Guid(9, 0, 0, new byte[8]),
                    PersonId = Child,
                    EpisodeId = Record,
                    ClosedOn = Day("2027-01-12"),
                    On = Day("2028-01-17"),
                    Why = "Closed by a slip",
                },
            ],
        };

    private static ChildRecords OnPlan(string started) =>
        new()
        {
            Person = Person(),
            Episodes =
            [
                new Episode
                {
                    Id = Record,
                    PersonId = Child,
                    ReferredOn = Day(started).AddDays(-20),
                },
            ],
            ProtectionPlans =
            [
                new ProtectionPlan
                {
                    Id = new Guid(5, 0, 0, new byte[8]),
                    PersonId = Child,
                    StartedOn = Day(started),
                },
            ],
        };

    private static ChildRecords Copy(ChildRecords r, IReadOnlyList<ReviewConference> reviews, IReadOnlyList<CoreGroup> groups, IReadOnlyList<SeenVisit> visits) =>
        new()
        {
            Person = r.Person,
            Episodes = r.Episodes,
            ProtectionPlans = r.ProtectionPlans,
            Reviews = reviews,
            CoreGroups = groups,
            Visits = visits,
        };

    private static RunningClock Clock(ChildRecords r, string clock) => Assert.Single(All(r), c => c.Clock == clock);

    private static List<RunningClock> All(ChildRecords r) => [.. ProtectionClocks.Of(r, IntervalPolicy.Defaults), .. NeedClocks.Of(r, IntervalPolicy.Defaults)];

    private static Person Person() => new() { Id = Child, HasChildRecord = true };

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", null);
}
