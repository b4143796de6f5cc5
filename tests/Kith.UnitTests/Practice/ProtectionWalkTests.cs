using CsCheck;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Assessments;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Returns.Census;
using Kith.Practice.Trail;
using Kith.Standards.CinCensus.Rules;
using CensusIssue = Kith.Practice.Returns.Census.CensusIssue;

namespace Kith.UnitTests.Practice;

/// <summary>
/// Random walks through the acts of protection and need, with dates near and far: what is permitted never leads to a
/// record that the census calls wrong, but for the one truth that the return cannot tell, and then the record says so;
/// states move only as the machines foresee, and what is refused changes nothing and says why.
/// </summary>
public sealed class ProtectionWalkTests
{
    private static readonly DateOnly Referred = new(2026, 4, 20);

    private sealed record Move(int Act, int DaysOn, int Back, int Choice, bool Flag);

    private static readonly Gen<Move> Moves =
        from act in Gen.Int[0, 19]
        from days in Gen.Int[0, 40]
        from back in Gen.Int[-2, 30]
        from choice in Gen.Int[0, 4]
        from flag in Gen.Bool
        select new Move(act, days, back, choice, flag);

    [Fact]
    public void No_permitted_walk_reaches_a_census_error_that_is_not_told_and_refusals_change_nothing() =>
        Moves
            .Array[5, 60]
            .Sample(
                moves =>
                {
                    var ids = 0;
                    var today = Referred.AddDays(3);
                    var records = new Records();
                    foreach (var move in moves)
                    {
                        // The year that is judged ends on 31 March: the walk stays inside it.
                        today = today.AddDays(move.DaysOn) is var next && next <= new DateOnly(2027, 3, 30) ? next : today;
                        var c = records.Case(today, () => new Guid(++ids, 0, 0, new byte[8]));
                        var before = records.Text();
                        try
                        {
                            Do(c, move, today);
                        }
                        catch (NotAcceptedException refused)
                        {
                            Assert.All(refused.Problems, p => Assert.False(string.IsNullOrWhiteSpace(p.Message)));
                            Assert.Equal(before, records.Text());
                            continue;
                        }
                        var wrong = records.Errors(today).Select(i => (i.Rule, i.RecordKind, i.RecordId)).OrderBy(i => i.RecordId).ToList();
                        var told = records.CannotBeTold.Select(p => ("2885", CensusRecordKinds.ProtectionPlan, p.Id)).OrderBy(i => i.Id).ToList();
                        Assert.True(told.SequenceEqual(wrong), $"After {move}: {string.Join("; ", wrong)} and not {string.Join("; ", told)}");
                    }
                },
                iter: 1500
            );

    [Fact]
    public void A_child_who_moved_in_on_a_plan_and_comes_to_another_enquiry_is_told_of_on_the_plan()
    {
        var ids = 0;
        var records = new Records();
        DateOnly moved = new(2026, 5, 6),
            ended = new(2026, 8, 5),
            feared = new(2026, 9, 8);
        ProtectionCase On(DateOnly day) => records.Case(day, () => new Guid(++ids, 0, 0, new byte[8]));
        var c = On(moved);
        var conference = c.RequestTransferIn(
            new AskConference
            {
                RequestedOn = moved,
                NotifiedOn = moved,
                FromAuthority = "Elsewhere",
            },
            c.NewId(),
            null,
            null
        );
        var decided = new ConferenceDecision
        {
            HeldOn = moved,
            Plan = true,
            Category = "NEG",
            Rationale = "Words.",
            ChildView = "Words.",
        };
        var first = On(moved).Decide(conference, decided)!;
        On(ended).Arrange(ended, Guid.Empty);
        On(ended)
            .Decide(
                records.Reviews[0],
                new ReviewDecision
                {
                    HeldOn = ended,
                    Continue = false,
                    Rationale = "Words.",
                    ChildView = "Words.",
                },
                null,
                null
            );
        Assert.Empty(records.Errors(ended));

        // A new fear under the same referral: the work goes its way, a second plan too.
        var enquiry = On(feared).Hold(null, Discussed(feared), Guid.Empty, null, null, null).Enquiry!;
        Assert.Null(enquiry.ConferenceNotRequired);
        Told();
        On(feared)
            .Conclude(
                enquiry,
                new EnquiryConclusion
                {
                    EndedOn = feared,
                    Analysis = "Words.",
                    ChildSeen = true,
                    Finding = EnquiryFinding.ContinuingRisk,
                }
            );
        var again = On(feared).Request(new AskConference { RequestedOn = feared }, Guid.Empty, null, null);
        Assert.NotNull(On(feared.AddDays(7)).Decide(again, decided with { HeldOn = feared.AddDays(7) }));
        Told();

        // The issue stands on the plan that it is about, says what to do, and can be explained there.
        void Told()
        {
            var issue = Assert.Single(records.Errors(feared));
            Assert.Equal(("2885", "ChildProtectionPlans.CPPstartDate", first.Id, "2026-05-06"), (issue.Rule, issue.Field, issue.RecordId, issue.Value));
            Assert.Contains("Section47.DateOfInitialCPC", issue.Against, StringComparison.Ordinal);
            Assert.Contains("an explanation says so", RuleSet.For(2027).Find("2885")!.WhatToDo, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_enquiry_written_up_after_a_transfer_in_conference_leads_to_no_second_one()
    {
        var ids = 0;
        var records = new Records();
        DateOnly feared = new(2026, 5, 5),
            held = new(2026, 5, 8);
        ProtectionCase On(DateOnly day) => records.Case(day, () => new Guid(++ids, 0, 0, new byte[8]));
        var asked = new AskConference
        {
            RequestedOn = feared,
            NotifiedOn = feared,
            FromAuthority = "Elsewhere",
        };
        On(held)
            .Decide(
                On(feared).RequestTransferIn(asked, Guid.Empty, null, null),
                new ConferenceDecision
                {
                    HeldOn = held,
                    Plan = false,
                    Rationale = "Words.",
                    ChildView = "Words.",
                }
            );
        var enquiry = On(held.AddDays(3)).Hold(null, Discussed(feared), Guid.Empty, null, null, null).Enquiry!;
        On(held.AddDays(3))
            .Conclude(
                enquiry,
                new EnquiryConclusion
                {
                    EndedOn = held,
                    Analysis = "Words.",
                    ChildSeen = true,
                    Finding = EnquiryFinding.ContinuingRisk,
                }
            );
        Assert.True(enquiry.ConferenceNotRequired);
        Assert.Equal("The transfer-in conference of 8 May 2026 decided", enquiry.NoConferenceReason);
        Assert.Throws<NotAcceptedException>(() => On(held.AddDays(3)).Request(asked, Guid.Empty, null, null));
        Assert.Empty(records.Errors(held));
    }

    private static HeldDiscussion Discussed(DateOnly on) =>
        new()
        {
            HeldOn = on,
            Concern = "Words.",
            Safety = "Words.",
            Rationale = "Words.",
            Outcome = StrategyOutcome.Joint,
        };

    [Fact]
    public void The_walks_reach_every_state_that_matters()
    {
        // A walk that is refused everything would prove nothing.
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        Moves
            .Array[40, 60]
            .Sample(
                moves =>
                {
                    var ids = 0;
                    var today = Referred.AddDays(3);
                    var records = new Records();
                    foreach (var move in moves)
                    {
                        today = today.AddDays(move.DaysOn % 9);
                        var c = records.Case(today, () => new Guid(++ids, 0, 0, new byte[8]));
                        try
                        {
                            Do(c, move, today);
                        }
                        catch (NotAcceptedException) { }
                    }
                    records.Discussions.ForEach(d => seen[$"discussion {DiscussionMachine.StateOf(d)}"] = true);
                    records.Enquiries.ForEach(d => seen[$"enquiry {EnquiryMachine.StateOf(d)}"] = true);
                    records.Conferences.ForEach(d => seen[$"conference {ConferenceMachine.StateOf(d)}"] = true);
                    records.Plans.ForEach(d => seen[$"plan {ProtectionPlanMachine.StateOf(d)}"] = true);
                    records.Reviews.ForEach(d => seen[$"review {ReviewMachine.StateOf(d)}"] = true);
                    records.NeedPlans.ForEach(d => seen[$"need {NeedPlanMachine.StateOf(new(records.Case(today, Guid.CreateVersion7), d))}"] = true);
                },
                iter: 3000,
                threads: 1
            );
        foreach (
            var state in new[]
            {
                "discussion Asked",
                "discussion NoEnquiry",
                "discussion EnquiryBegun",
                "discussion CalledOff",
                "enquiry Underway",
                "enquiry NoConference",
                "enquiry ConferenceNeeded",
                "enquiry ConferenceHeld",
                "conference Awaited",
                "conference PlanMade",
                "conference NoPlan",
                "conference CalledOff",
                "plan Outline",
                "plan Full",
                "plan Ended",
                "review Continued",
                "review Ended",
                "need Current",
                "need AwaitingEnd",
                "need Ended",
            }
        )
        {
            Assert.True(seen.ContainsKey(state), $"No walk reached: {state}");
        }
    }

    private static readonly Actor Manager = new()
    {
        AccountId = new Guid(7, 0, 0, new byte[8]),
        Name = "Mo",
        Roles = [Role.TeamManager],
    };

    private static void Do(ProtectionCase c, Move m, DateOnly today)
    {
        var on = today.AddDays(-m.Back);
        var meeting = c.NewId();
        const string Words = "Words.";
        switch (m.Act)
        {
            case 0:
                c.Ask(new AskDiscussion { AskedOn = on, Concern = Words }, meeting, null, null);
                break;
            case 1 or 2:
                c.Hold(
                    m.Flag ? c.Discussion : null,
                    new HeldDiscussion
                    {
                        HeldOn = on,
                        Concern = Words,
                        Safety = Words,
                        Rationale = Words,
                        Outcome = m.Choice == 0 ? StrategyOutcome.NoEnquiry : StrategyOutcome.Joint,
                        LateReason = Words,
                    },
                    meeting,
                    null,
                    null,
                    null
                );
                break;
            case 3:
                c.CallOff(c.Discussion ?? throw new NotAcceptedException("", "none"), Words);
                break;
            case 4 or 5:
                c.Conclude(
                    c.Enquiry ?? throw new NotAcceptedException("", "none"),
                    new EnquiryConclusion
                    {
                        EndedOn = on,
                        Analysis = Words,
                        ChildSeen = true,
                        Finding = m.Choice < 3 ? EnquiryFinding.ContinuingRisk : EnquiryFinding.NotSubstantiated,
                        NoConferenceReason = m is { Choice: 0, Flag: true } ? Words : null,
                    }
                );
                break;
            case 6 or 7:
                c.Request(new AskConference { RequestedOn = on, PlannedOn = m.Flag ? null : on.AddDays(m.Choice) }, meeting, null, null);
                break;
            case 8:
                c.RequestTransferIn(
                    new AskConference
                    {
                        RequestedOn = today,
                        NotifiedOn = on,
                        FromAuthority = Words,
                    },
                    meeting,
                    null,
                    null
                );
                break;
            case 9 or 10:
                c.Decide(
                    c.Conference ?? throw new NotAcceptedException("", "none"),
                    new ConferenceDecision
                    {
                        HeldOn = on,
                        Plan = m.Choice > 0,
                        Category = "NEG",
                        Rationale = Words,
                        ChildView = Words,
                        LateReason = Words,
                    }
                );
                break;
            case 11:
                c.CallOff(c.Conference ?? throw new NotAcceptedException("", "none"), m.Flag ? Words : null);
                break;
            case 12:
                c.Arrange(on.AddDays(m.Choice), meeting);
                break;
            case 13 or 14:
                c.Decide(
                    c.Review ?? throw new NotAcceptedException("", "none"),
                    new ReviewDecision
                    {
                        HeldOn = on,
                        Continue = m.Choice > 1,
                        Category = m.Flag ? "EMO" : null,
                        Rationale = Words,
                        ChildView = Words,
                        StepDown = m.Flag,
                        LateReason = Words,
                    },
                    null,
                    null
                );
                break;
            case 15:
                if (c.Plan is { } goals && m.Flag)
                {
                    c.SetGoal(goals, new GoalInput { Worry = Words, Goal = Words });
                    break;
                }
                c.HoldCoreGroup(
                    c.Plan,
                    null,
                    new HeldCoreGroup
                    {
                        HeldOn = on,
                        Summary = Words,
                        ChildView = Words,
                        FullPlan = true,
                        LateReason = Words,
                    },
                    meeting,
                    today,
                    null,
                    null
                );
                break;
            case 16 or 17:
                c.Begin(
                    new NeedPlanInput
                    {
                        StartedOn = on,
                        ChildView = Words,
                        FamilyView = Words,
                    },
                    null,
                    null
                );
                break;
            case 18:
                c.HoldReview(
                    c.NeedPlan,
                    new HeldNeedReview
                    {
                        HeldOn = on,
                        Summary = Words,
                        ChildView = Words,
                        Decision = (NeedReviewDecision)(m.Choice % 4),
                    },
                    meeting,
                    null,
                    endWaits: m.Flag
                );
                var review = c.NeedReviews[^1];
                if (m.Flag && review.Decision is NeedReviewDecision.End or NeedReviewDecision.StepDown && c.NeedPlan is { } asked)
                {
                    c.Approvals.Add(
                        new Approval
                        {
                            Id = c.NewId(),
                            PersonId = c.PersonId,
                            SubjectKind = SubjectKind.StepDown,
                            SubjectId = asked.Id,
                            What = Words,
                            AskedAt = today.ToDateTime(default, DateTimeKind.Utc),
                            Proposal = Proposal.Write(new NeedPlanEnding(review.HeldOn!.Value, ProtectionCase.EndOf(review.Decision), Words)),
                        }
                    );
                }
                break;
            // A manager answers what was asked: yes, or not yet.
            case 19 when c.NeedPlan is { } waits && c.Asked(SubjectKind.StepDown, waits.Id) is { IsOpen: true } request:
                if (m.Flag)
                {
                    request.Decide(Manager, ApprovalOutcome.Return, Words, today.ToDateTime(default, DateTimeKind.Utc));
                    break;
                }
                c.EndAsAsked(waits, Proposal.Read<NeedPlanEnding>(request)!);
                request.Decide(Manager, ApprovalOutcome.Approve, null, today.ToDateTime(default, DateTimeKind.Utc));
                break;
            default:
                c.EndNeed(c.NeedPlan ?? throw new NotAcceptedException("", "none"), on, NeedPlanEnd.ConsentWithdrawn, Words);
                break;
        }
    }

    /// <summary>One child's records, carried from act to act as a database would.</summary>
    private sealed class Records
    {
        private readonly Guid id = new(1, 2, 3, new byte[8]);
        private readonly List<Episode> episodes;
        private readonly List<Assessment> assessments;
        public readonly List<StrategyDiscussion> Discussions = [];
        public readonly List<Section47Enquiry> Enquiries = [];
        public readonly List<InitialConference> Conferences = [];
        public readonly List<ProtectionPlan> Plans = [];
        public readonly List<ReviewConference> Reviews = [];
        public readonly List<CinPlan> NeedPlans = [];
        private readonly List<CinReview> needReviews = [];
        private readonly List<CoreGroup> groups = [];
        private readonly List<PlanGoal> goals = [];
        private readonly List<PlanProgress> progress = [];
        private readonly List<Approval> approvals = [];

        public Records()
        {
            var episode = new Episode
            {
                Id = new Guid(9, 0, 0, new byte[8]),
                PersonId = id,
                ReferredOn = Referred,
                SourceCode = "1A",
                PrimaryNeed = "N1",
                DecidedOn = Referred,
            };
            episodes = [episode];
            assessments =
            [
                new Assessment
                {
                    Id = new Guid(8, 0, 0, new byte[8]),
                    PersonId = id,
                    EpisodeId = episode.Id,
                    StartedOn = Referred,
                    AuthorisedOn = Referred.AddDays(1),
                    Factors = [new AssessmentFactor { Code = "3B" }],
                },
            ];
        }

        public ProtectionCase Case(DateOnly today, Func<Guid> newId) =>
            new()
            {
                PersonId = id,
                Today = today,
                NewId = newId,
                Episodes = episodes,
                Assessments = assessments,
                Discussions = Discussions,
                Enquiries = Enquiries,
                Conferences = Conferences,
                Plans = Plans,
                Reviews = Reviews,
                NeedPlans = NeedPlans,
                NeedReviews = needReviews,
                CoreGroups = groups,
                Goals = goals,
                Progress = progress,
                Approvals = approvals,
            };

        public string Text() =>
            CanonicalJson.Of(
                new
                {
                    episodes,
                    Discussions,
                    Enquiries,
                    Conferences,
                    Plans,
                    Reviews,
                    NeedPlans,
                    needReviews,
                    groups,
                    goals,
                    approvals,
                }
            );

        /// <summary>
        /// What is true and the return cannot tell: rule 2885 looks for the conference of a plan among the enquiries of
        /// the episode as soon as one of them may have a conference, so the plan of a child who moved in, which began at
        /// the transfer-in conference, is called wrong when another enquiry follows under the same referral. The work
        /// cannot wait for that, and a referral that never came is not invented: the issue is shown and explained.
        /// </summary>
        public IEnumerable<ProtectionPlan> CannotBeTold =>
            Plans.Where(p =>
                Conferences.Exists(c => c.TransferIn && c.PlanId == p.Id)
                && Enquiries.Exists(e => e.EpisodeId == p.EpisodeId && e.ConferenceNotRequired != true)
                && !Enquiries.Exists(e => e.EpisodeId == p.EpisodeId && e.ConferenceNotRequired != true && e.ConferenceOn == p.StartedOn)
            );

        /// <summary>The errors (not the queries) that the census rules find in this child.</summary>
        public IReadOnlyList<CensusIssue> Errors(DateOnly today)
        {
            var records = new ChildRecords
            {
                Person = new Person
                {
                    Id = id,
                    HasChildRecord = true,
                    LaChildId = "T1",
                    DateOfBirth = new DateOnly(2020, 2, 29),
                    Sex = "F",
                    Ethnicity = "WBRI",
                    UpnUnknown = "UN4",
                },
                Disabilities = [new Disability { Code = "NONE" }],
                Episodes = episodes,
                Assessments = assessments,
                Enquiries = Enquiries,
                Conferences = Conferences,
                ProtectionPlans = Plans,
                Reviews = Reviews,
                CinPlans = NeedPlans,
                CinReviews = needReviews,
            };
            return [.. CensusJudge.For(today)!.Judge(records, null, null).Issues.Where(i => i.Severity == RuleSeverity.Error)];
        }
    }
}
