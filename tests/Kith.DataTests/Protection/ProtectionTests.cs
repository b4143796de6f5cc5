using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Carrying;
using Kith.Practice.Protection.Conferencing;
using Kith.Practice.Protection.Discussions;
using Kith.Practice.Protection.Enquiring;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Protection;

/// <summary>A family of seven children, one of them restricted, from strategy discussion to step-down, on both engines.</summary>
public sealed class ProtectionTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_family_of_seven_goes_through_one_conference_with_a_decision_for_each_child(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var held = new DateOnly(2026, 11, 9);
        var six = family.Open.ToList();

        await authority.Do(async s => await s.GetRequiredService<HoldDiscussion>().Handle(null, Discussion(six, held), family.Worker, null));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal(6, await db.Section47Enquiries.CountAsync(e => e.StartedOn == held && e.ConferenceTargetOn == new DateOnly(2026, 11, 30)));
            Assert.Single(await db.StrategyDiscussions.Select(d => d.TogetherId).Distinct().ToListAsync());
            Assert.Equal(6, await db.DueItems.CountAsync(d => d.Clock == "icpc" && d.DueOn == new DateOnly(2026, 11, 30)));
            Assert.False(await db.StrategyDiscussions.AnyAsync(d => d.PersonId == family.Restricted));
        });

        // Four children are at continuing risk, two are not.
        await authority.Do(s =>
            s.GetRequiredService<ConcludeEnquiry>()
                .Handle(
                    new EnquiryInput
                    {
                        EndedOn = new DateOnly(2026, 11, 18),
                        Children =
                        [
                            .. six.Select(
                                (id, i) =>
                                    new EnquiryChild
                                    {
                                        PersonId = id,
                                        Included = true,
                                        Analysis = "Seen at school.",
                                        ChildSeen = true,
                                        Finding = i < 4 ? EnquiryFinding.ContinuingRisk : EnquiryFinding.NotSubstantiated,
                                    }
                            ),
                        ],
                    },
                    family.Worker,
                    null
                )
        );
        var meeting = await authority.Do(s =>
            s.GetRequiredService<ArrangeConference>()
                .Handle(
                    new ConferenceInput
                    {
                        RequestedOn = new DateOnly(2026, 11, 18),
                        PlannedOn = new DateOnly(2026, 11, 24),
                        StartsAt = "10.00",
                        Children = [.. six.Take(4).Select(id => new ConferenceChild { PersonId = id, Included = true })],
                        People =
                        [
                            new ParticipantInput
                            {
                                Agency = Agency.Health,
                                Name = "Nurse",
                                ReportAsked = true,
                            },
                        ],
                    },
                    family.Worker,
                    null
                )
        );
        await authority.Do(s => s.GetRequiredService<HoldConference>().Handle(meeting, Conference(six.Take(4), new DateOnly(2026, 11, 24)), family.Chair, null));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var plans = await db.ProtectionPlans.ToListAsync();
            Assert.Equal([six[0], six[1], six[2]], plans.Select(p => p.PersonId).OrderBy(p => six.IndexOf(p)));
            Assert.All(plans, p => Assert.Equal((new DateOnly(2026, 11, 24), "NEG", 0), (p.StartedOn, p.InitialCategory, p.PreviousPlans)));
            Assert.Equal(3, await db.PlanGoals.CountAsync());
            // The action of the conference is one for each child on a plan, in the one ledger, on the plan.
            Assert.Equal(3, await db.ActionItems.CountAsync(a => a.Source == ActionSource.ProtectionPlan));
            Assert.Equal(ChildStatus.ChildProtection, (await db.ChildOverviews.SingleAsync(o => o.PersonId == six[0])).Status);
            Assert.Equal(new DateOnly(2026, 12, 8), (await db.DueItems.SingleAsync(d => d.PersonId == six[0] && d.Clock == "core_group_first")).DueOn);
            Assert.Equal(new DateOnly(2027, 2, 24), (await db.DueItems.SingleAsync(d => d.PersonId == six[0] && d.Clock == "review_first")).DueOn);
            Assert.False(await db.DueItems.AnyAsync(d => d.PersonId == six[3] && d.Clock == "icpc"));
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_plan_ends_at_a_review_and_steps_down_with_its_goals_and_the_same_actions(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var child = family.Open[0];
        await Plan(authority, family, child);
        authority.Time.SetUtcNow(new DateTimeOffset(2027, 2, 22, 9, 0, 0, TimeSpan.Zero));

        var early = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.Do(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(CoreGroup(child, new DateOnly(2027, 2, 15)), family.Worker, null))
        );
        Assert.Contains(early.Problems, p => p.Field == "LateReason" && p.Message.Contains("8 Dec 2026", StringComparison.Ordinal));
        await authority.Do(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(CoreGroup(child, new DateOnly(2026, 12, 4)), family.Worker, null));

        var meeting = await authority.Do(s =>
            s.GetRequiredService<ArrangeConference>()
                .Handle(
                    new ConferenceInput
                    {
                        Kind = MeetingKind.ReviewConference,
                        PlannedOn = new DateOnly(2027, 2, 22),
                        Children = [new ConferenceChild { PersonId = child, Included = true }],
                    },
                    family.Worker,
                    null
                )
        );
        var review = Conference([child], new DateOnly(2027, 2, 22));
        review.Actions = [];
        review.Children[0] = review.Children[0] with { Plan = false, StepDown = true, Goals = [] };
        var key = Guid.CreateVersion7();
        await authority.Do(s => s.GetRequiredService<HoldConference>().Handle(meeting, review, family.Chair, key));
        // A double click.
        await authority.Do(s => s.GetRequiredService<HoldConference>().Handle(meeting, review, family.Chair, key));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var plan = await db.ProtectionPlans.SingleAsync(p => p.PersonId == child);
            var need = await db.CinPlans.SingleAsync(p => p.PersonId == child);
            Assert.Equal((new DateOnly(2027, 2, 22), plan.Id), (plan.EndedOn, need.StepDownFromId));
            Assert.Equal(plan.EndedOn, need.StartedOn);
            var goal = await db.PlanGoals.SingleAsync(g => g.PlanId == need.Id);
            Assert.NotNull(goal.CarriedFromId);
            var action = await db.ActionItems.SingleAsync(a => a.PersonId == child);
            Assert.Equal((ActionSource.NeedPlan, need.Id), (action.Source, action.SourceId));
            Assert.Equal(new DateOnly(2027, 5, 22), (await db.DueItems.SingleAsync(d => d.PersonId == child && d.Clock == "step_down")).DueOn);
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_action_is_given_to_a_worker_who_works_with_the_children_or_to_someone_else_by_name(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var (first, second) = (family.Open[0], family.Open[1]);
        await Plan(authority, family, first);
        await Plan(authority, family, second);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Clock>();
            var act = s.GetRequiredService<Kith.Practice.Acts.Acts>().Begin(Actor.System("test"), "Staff a team");
            var gone = new Worker
            {
                Id = clock.NewId(),
                Name = "Gone",
                TeamId = family.Worker.TeamId,
                LeftOn = clock.Today.AddDays(-1),
            };
            var helper = new Worker { Id = clock.NewId(), Name = "Zeta" };
            db.AddRange(gone, helper);
            db.Allocations.Add(
                new Allocation
                {
                    Id = clock.NewId(),
                    PersonId = first,
                    WorkerId = helper.Id,
                    Role = AllocationRole.CoWorker,
                    From = clock.Today,
                }
            );
            act.Happened(new RecordRead(first, "made"));
            await act.Save(first);
        });

        var offered = await authority.Do(s => s.GetRequiredService<ActionOwners>().Of([first, second], family.Worker));
        // Who works with the child comes first, then the one who writes, then the team; nobody who has left.
        Assert.Equal(["Zeta, co-worker", "Priya, you", "Chris, team colleague"], offered.Select(o => o.Text));
        // For a restricted child nobody of the team is offered who does not work with the child.
        Assert.Equal(["Priya"], (await authority.Do(s => s.GetRequiredService<ActionOwners>().Of([family.Restricted], family.Worker))).Select(o => o.Name));

        var input = CoreGroup(first, new DateOnly(2026, 11, 24));
        input.Children.Add(input.Children[0] with { PersonId = second });
        input.Actions =
        [
            new ActionLine { What = "Ring the school" },
            new ActionLine
            {
                What = "Mend the boiler",
                WorkerId = offered[0].WorkerId,
                Owner = "Landlord",
            },
            new ActionLine { What = "Visit on Fridays", WorkerId = Guid.CreateVersion7() },
        ];
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(input, family.Worker, null)));
        Assert.Equal(["Actions[0].WorkerId", "Actions[1].Owner", "Actions[2].WorkerId"], refused.Problems.Select(p => p.Field));

        input.Actions =
        [
            new ActionLine { What = "Ring the school", WorkerId = offered[0].WorkerId },
            new ActionLine
            {
                What = "Mend the boiler",
                Owner = "Mr Ray",
                OwnerAgency = "Landlord",
                PersonId = second,
            },
        ];
        var meeting = await authority.Do(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(input, family.Worker, null));
        await authority.Do(async s =>
        {
            var items = await s.GetRequiredService<KithDb>().ActionItems.Where(a => a.What == "Ring the school").ToListAsync();
            Assert.Equal(2, items.Count);
            // One line on her list, for both children.
            Assert.All(items, i => Assert.Equal((offered[0].WorkerId, meeting, null), (i.OwnerWorkerId, i.TogetherId, i.OwnerName)));
            var named = await s.GetRequiredService<KithDb>().ActionItems.SingleAsync(a => a.What == "Mend the boiler");
            Assert.Equal((second, null, "Mr Ray", "Landlord"), (named.PersonId, named.OwnerWorkerId, named.OwnerName, named.OwnerAgency));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_next_core_group_stands_in_the_diary_is_moved_and_is_the_one_that_is_held(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var (child, noPlan) = (family.Open[0], family.Open[1]);
        await Plan(authority, family, child);
        var today = await authority.Do(s => Task.FromResult(s.GetRequiredService<Clock>().Today));
        Task<Guid> Arrange(DateOnly? on, string? at = null, Guid? about = null) =>
            authority.Do(s =>
                s.GetRequiredService<CarryOutPlan>().ArrangeCoreGroup(CoreGroup(about ?? child, today) with { NextOn = on, NextAt = at, NextPlace = "School" }, family.Worker, null)
            );
        async Task<string[]> Refused(DateOnly? on, string? at = null, Guid? about = null) =>
            [.. (await Assert.ThrowsAsync<NotAcceptedException>(() => Arrange(on, at, about))).Problems.Select(p => p.Field)];
        Assert.Equal(["NextOn"], await Refused(null));
        Assert.Equal(["NextOn"], await Refused(today.AddDays(-1)));
        Assert.Equal(["NextOn"], await Refused(today.AddMonths(7)));
        Assert.Equal(["NextAt"], await Refused(today, "noonish"));
        Assert.Equal([""], await Refused(today, about: noPlan));

        var meeting = await Arrange(today.AddDays(2), "10.30");
        Assert.Equal(meeting, await Arrange(today, "2 pm"));
        await authority.Do(async s =>
        {
            var group = await s.GetRequiredService<KithDb>().CoreGroups.SingleAsync(g => g.PersonId == child);
            Assert.Equal((meeting, today, null), (group.TogetherId, group.PlannedOn, group.HeldOn));
            var kept = await s.GetRequiredService<KithDb>().Meetings.SingleAsync(m => m.Id == meeting);
            Assert.Equal((today, "14:00", "School"), (kept.PlannedOn, kept.StartsAt, kept.Place));
        });

        // Held: the same record and the same meeting; and the next one is agreed in the same form.
        var held = await authority.Do(s =>
            s.GetRequiredService<CarryOutPlan>().CoreGroup(CoreGroup(child, today) with { NextOn = today.AddDays(28), NextAt = "09:00" }, family.Worker, null)
        );
        Assert.Equal(meeting, held);
        await authority.Do(async s =>
        {
            var groups = await s.GetRequiredService<KithDb>().CoreGroups.Where(g => g.PersonId == child).OrderBy(g => g.PlannedOn).ToListAsync();
            Assert.Equal([(today, today), (today.AddDays(28), (DateOnly?)null)], groups.Select(g => (g.PlannedOn!.Value, g.HeldOn)));
            Assert.Equal(held, groups[0].TogetherId);
            Assert.NotEqual(held, groups[1].TogetherId);
            Assert.Equal(2, await s.GetRequiredService<KithDb>().Meetings.CountAsync(m => m.Kind == MeetingKind.CoreGroup));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_line_of_what_is_due_leads_to_the_form_that_settles_it(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var child = family.Open[0];
        var root = $"/children/{child}";
        await Plan(authority, family, child);
        var due = await authority.Do(s => s.GetRequiredService<KithDb>().DueItems.AsNoTracking().Where(d => d.PersonId == child).ToListAsync());
        Assert.Equal($"{root}/plan/core-group", Place("core_group_first"));
        Assert.Equal($"{root}/visits/record", Place("cp_visit_first"));

        // No review is arranged yet: it is asked for. Once arranged, the line leads to the conference itself.
        Assert.Equal($"{root}/protection/conference/ask?kind=ReviewConference", await Found("review_first"));
        var meeting = await authority.Do(s =>
            s.GetRequiredService<ArrangeConference>()
                .Handle(
                    new ConferenceInput
                    {
                        Kind = MeetingKind.ReviewConference,
                        PlannedOn = new DateOnly(2027, 1, 22),
                        Children = [new ConferenceChild { PersonId = child, Included = true }],
                    },
                    family.Worker,
                    null
                )
        );
        Assert.Equal($"{root}/protection/conference/{meeting}", await Found("review_first"));
        var minutes = await Found("cp_minutes");
        Assert.StartsWith($"{root}/protection/conference/", minutes, StringComparison.Ordinal);
        Assert.NotEqual($"{root}/protection/conference/{meeting}", minutes);

        string Place(string clock) => DuePlaces.Of(clock, child, due.Single(d => d.Clock == clock).StartedById);

        Task<string> Found(string clock)
        {
            Assert.Equal($"{root}/due/{clock}/{due.Single(d => d.Clock == clock).StartedById}", Place(clock));
            return authority.Do(s => s.GetRequiredService<FindDuePlace>().Of(clock, child, due.Single(d => d.Clock == clock).StartedById));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_page_of_protection_and_plans_takes_ten_queries_however_much_has_happened(string engine)
    {
        var counter = new Workforce.QueryCounter();
        await using var authority = await Authority.On(engine, services => services.ConfigureDbContext<KithDb>(o => o.AddInterceptors(counter)));
        var family = await Seven.Of(authority);
        var (busy, quiet) = (family.Open[0], family.Open[1]);
        await Plan(authority, family, busy);
        await authority.Do(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(CoreGroup(busy, new DateOnly(2026, 11, 24)), family.Worker, null));
        Assert.InRange(await Page(busy), 1, 10);
        Assert.InRange(await Page(quiet), 1, 10);

        Task<int> Page(Guid child) =>
            authority.Do(async s =>
            {
                counter.Count = 0;
                Assert.Equal(Sight.Read, await s.GetRequiredService<RecordAccess>().SightOf(family.Worker, child));
                Assert.NotNull(await s.GetRequiredService<Kith.Practice.Children.Show.ShowHead>().Show(child));
                Assert.NotNull(await s.GetRequiredService<ShowProtection>().Show(child));
                return counter.Count;
            });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_refused_says_why_and_saves_nothing(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var child = family.Open[0];

        var noPlan = await Refused(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(CoreGroup(child, new DateOnly(2026, 11, 23)), family.Worker, null));
        Assert.Contains("This child is on none", noPlan, StringComparison.Ordinal);
        var noEnquiry = await Refused(s =>
            s.GetRequiredService<ArrangeConference>()
                .Handle(
                    new ConferenceInput { RequestedOn = new DateOnly(2026, 11, 24), Children = [new ConferenceChild { PersonId = child, Included = true }] },
                    family.Worker,
                    null
                )
        );
        Assert.Contains("follows an enquiry", noEnquiry, StringComparison.Ordinal);
        var noReview = await Refused(s =>
            s.GetRequiredService<ArrangeConference>()
                .Handle(
                    new ConferenceInput
                    {
                        Kind = MeetingKind.ReviewConference,
                        PlannedOn = new DateOnly(2026, 12, 1),
                        Children = [new ConferenceChild { PersonId = child, Included = true }],
                    },
                    family.Worker,
                    null
                )
        );
        Assert.Contains("A review follows a child protection plan", noReview, StringComparison.Ordinal);
        var thin = Discussion([child], new DateOnly(2026, 11, 23));
        thin.People.RemoveAt(1);
        Assert.Contains("without the police", await Refused(s => s.GetRequiredService<HoldDiscussion>().Handle(null, thin, family.Worker, null)), StringComparison.Ordinal);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.False(await db.StrategyDiscussions.AnyAsync());
            Assert.False(await db.Meetings.AnyAsync());
            Assert.False(await db.CoreGroups.AnyAsync());
        });
        // Someone else's child, a restricted one, and a decision that is the chair's.
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            authority.Do(s => s.GetRequiredService<HoldDiscussion>().Handle(null, Discussion([family.Restricted], new DateOnly(2026, 11, 23)), family.Worker, null))
        );
        await Plan(authority, family, child);
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            authority.Do(s => s.GetRequiredService<HoldConference>().Handle(Guid.NewGuid(), Conference([child], new DateOnly(2026, 11, 24)), family.Worker, null))
        );

        async Task<string> Refused(Func<IServiceProvider, Task> act) => (await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(act))).Message;
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_restricted_brother_is_not_given_away_by_a_meeting_about_him_and_his_sister(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var child = family.Open[0];
        var meeting = await authority.Do(s => s.GetRequiredService<HoldDiscussion>().Handle(null, Discussion([child], new DateOnly(2026, 11, 23)), family.Worker, null));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var brother = await db.StrategyDiscussions.AsNoTracking().FirstAsync();
            db.StrategyDiscussions.Add(
                new StrategyDiscussion
                {
                    Id = s.GetRequiredService<Clock>().NewId(),
                    PersonId = family.Restricted,
                    TogetherId = brother.TogetherId,
                    AskedOn = brother.AskedOn,
                    HeldOn = brother.HeldOn,
                }
            );
            await db.SaveChangesAsync();
            var view = (await s.GetRequiredService<ShowMeeting>().Show(meeting, child, family.Worker))!;
            Assert.Equal([child], view.Cases.Select(c => c.PersonId));
            Assert.DoesNotContain(family.Restricted, view.Names.Keys);
            Assert.Null(await s.GetRequiredService<ShowMeeting>().Show(meeting, family.Open[1], family.Worker));
        });
    }

    private static async Task Plan(Authority authority, Seven family, Guid child)
    {
        await authority.Do(async s => await s.GetRequiredService<HoldDiscussion>().Handle(null, Discussion([child], new DateOnly(2026, 11, 9)), family.Worker, null));
        await authority.Do(s =>
            s.GetRequiredService<ConcludeEnquiry>()
                .Handle(
                    new EnquiryInput
                    {
                        EndedOn = new DateOnly(2026, 11, 18),
                        Children =
                        [
                            new EnquiryChild
                            {
                                PersonId = child,
                                Included = true,
                                Analysis = "Seen.",
                                ChildSeen = true,
                                Finding = EnquiryFinding.ContinuingRisk,
                            },
                        ],
                    },
                    family.Worker,
                    null
                )
        );
        var meeting = await authority.Do(s =>
            s.GetRequiredService<ArrangeConference>()
                .Handle(
                    new ConferenceInput
                    {
                        RequestedOn = new DateOnly(2026, 11, 18),
                        PlannedOn = new DateOnly(2026, 11, 24),
                        Children = [new ConferenceChild { PersonId = child, Included = true }],
                    },
                    family.Worker,
                    null
                )
        );
        await authority.Do(s => s.GetRequiredService<HoldConference>().Handle(meeting, Conference([child], new DateOnly(2026, 11, 24)), family.Chair, null));
    }

    private static DiscussionInput Discussion(IEnumerable<Guid> children, DateOnly held) =>
        new()
        {
            HeldOn = held,
            InformationShared = "Police: two calls. Health: seen.",
            People =
            [
                new ParticipantInput
                {
                    Agency = Agency.SocialCare,
                    Name = "Priya",
                    Attended = true,
                },
                new ParticipantInput
                {
                    Agency = Agency.Police,
                    Name = "DC Hart",
                    Attended = true,
                },
                new ParticipantInput
                {
                    Agency = Agency.Health,
                    Name = "Nurse Ali",
                    Attended = true,
                },
            ],
            Children =
            [
                .. children.Select(id => new DiscussionChild
                {
                    PersonId = id,
                    Included = true,
                    Concern = "Hurt at home",
                    Safety = "Gran stays",
                    Rationale = "Threshold met",
                    Outcome = StrategyOutcome.Joint,
                }),
            ],
        };

    /// <summary>A plan for all but the fourth child.</summary>
    private static HeldConferenceInput Conference(IEnumerable<Guid> children, DateOnly held) =>
        new()
        {
            HeldOn = held,
            People =
            [
                new ParticipantInput
                {
                    Agency = Agency.SocialCare,
                    Name = "Priya",
                    Attended = true,
                },
                new ParticipantInput
                {
                    Agency = Agency.Health,
                    Name = "Nurse Ali",
                    Attended = true,
                },
                new ParticipantInput
                {
                    Agency = Agency.Education,
                    Name = "Head",
                    Attended = true,
                    Disagrees = true,
                    View = "Wanted a plan for all",
                },
            ],
            Children =
            [
                .. children.Select(
                    (id, i) =>
                        new DecidedChild
                        {
                            PersonId = id,
                            Included = true,
                            Plan = i < 3,
                            Category = i < 3 ? "NEG" : null,
                            Rationale = "Because",
                            ChildView = "«I want to stay at home»",
                            Goals = i < 3 ? [new GoalInput { Worry = "Hungry", Goal = "Fed every day" }] : [],
                        }
                ),
            ],
            Actions = [new ActionLine { What = "Breakfast club", Owner = "School" }],
        };

    private static CarriedInput CoreGroup(Guid child, DateOnly held) =>
        new()
        {
            HeldOn = held,
            Minutes = "All came.",
            Children =
            [
                new CarriedChild
                {
                    PersonId = child,
                    Included = true,
                    ChildView = "Better",
                    FullPlan = true,
                },
            ],
        };

    /// <summary>Seven brothers and sisters in one home and one team; the last is restricted. A worker, a chair.</summary>
    private sealed class Seven
    {
        public IReadOnlyList<Guid> Open { get; private init; } = [];
        public Guid Restricted { get; private init; }
        public Actor Worker { get; private init; } = null!;
        public Actor Chair { get; private init; } = null!;

        public static Task<Seven> Of(Authority authority) =>
            authority.Do(async s =>
            {
                var db = s.GetRequiredService<KithDb>();
                var clock = s.GetRequiredService<Clock>();
                var act = s.GetRequiredService<Kith.Practice.Acts.Acts>().Begin(Actor.System("test"), "Build a family");
                var team = new Team
                {
                    Id = clock.NewId(),
                    Name = "North",
                    Kind = TeamKind.Safeguarding,
                };
                var worker = new Worker
                {
                    Id = clock.NewId(),
                    Name = "Priya",
                    TeamId = team.Id,
                };
                var chair = new Worker
                {
                    Id = clock.NewId(),
                    Name = "Chris",
                    TeamId = team.Id,
                };
                db.AddRange(team, worker, chair);
                var children = new List<Guid>();
                for (var i = 0; i < 7; i++)
                {
                    var id = clock.NewId();
                    children.Add(id);
                    var name = $"Child{i}";
                    db.People.Add(
                        new Person
                        {
                            Id = id,
                            GivenName = name,
                            FamilyName = "Seven",
                            HasChildRecord = true,
                            LaChildId = $"S{i}",
                            SortName = PersonNames.Sort(name, "Seven", null),
                            DateOfBirth = new DateOnly(2012 + i, 2, 28),
                        }
                    );
                    db.PersonAddresses.Add(
                        new PersonAddress
                        {
                            Id = clock.NewId(),
                            PersonId = id,
                            Line1 = "7 Long Row",
                            Postcode = "AM1 1AA",
                            AddressKey = PersonAddress.KeyOf("7 Long Row", "AM1 1AA"),
                        }
                    );
                    var episode = new Episode
                    {
                        Id = clock.NewId(),
                        PersonId = id,
                        ReferredOn = new DateOnly(2026, 10, 1),
                        DecidedOn = new DateOnly(2026, 10, 1),
                        PrimaryNeed = "N1",
                        TeamId = team.Id,
                    };
                    db.Episodes.Add(episode);
                    db.Assessments.Add(
                        new Assessment
                        {
                            Id = clock.NewId(),
                            PersonId = id,
                            EpisodeId = episode.Id,
                            StartedOn = new DateOnly(2026, 10, 2),
                            AuthorisedOn = new DateOnly(2026, 11, 2),
                        }
                    );
                    if (i == 6)
                    {
                        db.Restrictions.Add(
                            new Restriction
                            {
                                Id = clock.NewId(),
                                PersonId = id,
                                Reason = "A colleague's child",
                                GuardianAccountId = clock.NewId(),
                                From = clock.UtcNow,
                            }
                        );
                    }
                    act.Happened(new RecordRead(id, "made"));
                }
                await act.Save(children[0]);
                Actor Person(Worker w, Role role, bool all) =>
                    new()
                    {
                        AccountId = w.Id,
                        Name = w.Name,
                        Roles = [role],
                        TeamId = team.Id,
                        TeamIds = [team.Id],
                        WorkerId = w.Id,
                        WorkerIds = [w.Id],
                        WholeAuthority = all,
                    };
                return new Seven
                {
                    Open = children[..6],
                    Restricted = children[6],
                    Worker = Person(worker, Role.SocialWorker, false),
                    Chair = Person(chair, Role.ConferenceChair, true),
                };
            });
    }
}
