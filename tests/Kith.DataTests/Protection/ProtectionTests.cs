using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
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
    public async Task Whether_a_child_was_seen_is_not_asked_before_the_birth(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        List<Guid> two = [.. family.Open.Take(2)];
        await authority.Do(s =>
            s.GetRequiredService<KithDb>()
                .People.Where(p => p.Id == two[0])
                .ExecuteUpdateAsync(u => u.SetProperty(p => p.DateOfBirth, (DateOnly?)null).SetProperty(p => p.ExpectedDateOfBirth, new DateOnly(2027, 1, 20)))
        );
        await authority.Do(async s => await s.GetRequiredService<HoldDiscussion>().Handle(null, Seven.Discussion(two, new DateOnly(2026, 11, 9)), family.Worker, null));
        Task Conclude(bool? seen) =>
            authority.Do(s =>
                s.GetRequiredService<ConcludeEnquiry>()
                    .Handle(
                        new EnquiryInput
                        {
                            EndedOn = new DateOnly(2026, 11, 18),
                            Children =
                            [
                                .. two.Select(
                                    (id, i) =>
                                        new EnquiryChild
                                        {
                                            PersonId = id,
                                            Included = true,
                                            Analysis = "Their mother was seen at home.",
                                            ChildSeen = i == 0 ? true : seen,
                                            ChildSeenAlone = true,
                                            Finding = EnquiryFinding.NotSubstantiated,
                                        }
                                ),
                            ],
                        },
                        family.Worker,
                        null
                    )
            );

        // Of the child who is born it is, and a form that claims to have seen the other is not believed.
        await Assert.ThrowsAsync<NotAcceptedException>(() => Conclude(null));
        await Conclude(true);
        var enquiries = await authority.Do(s => s.GetRequiredService<KithDb>().Section47Enquiries.AsNoTracking().ToDictionaryAsync(e => e.PersonId));
        Assert.Equal((null, null), (enquiries[two[0]].ChildSeen, enquiries[two[0]].ChildSeenAlone));
        Assert.Equal((true, true), (enquiries[two[1]].ChildSeen, enquiries[two[1]].ChildSeenAlone));
        Assert.Equal(EnquiryFinding.NotSubstantiated, enquiries[two[0]].Finding);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_family_of_seven_goes_through_one_conference_with_a_decision_for_each_child(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var held = new DateOnly(2026, 11, 9);
        var six = family.Open.ToList();

        await authority.Do(async s => await s.GetRequiredService<HoldDiscussion>().Handle(null, Seven.Discussion(six, held), family.Worker, null));
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
                            new ParticipantInput { Agency = Agency.Education, Name = "Head teacher" },
                        ],
                    },
                    family.Worker,
                    null
                )
        );
        // A report is asked of whoever the form says, and of nobody else.
        Assert.Equal(
            ["Nurse"],
            await authority.Do(s => s.GetRequiredService<KithDb>().Participants.Where(p => p.MeetingId == meeting && p.ReportAsked).Select(p => p.Name).ToListAsync())
        );
        await authority.Do(s => s.GetRequiredService<HoldConference>().Handle(meeting, Seven.Conference(six.Take(4), new DateOnly(2026, 11, 24)), family.Chair, null));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var plans = await db.ProtectionPlans.ToListAsync();
            Assert.Equal([six[0], six[1], six[2]], plans.Select(p => p.PersonId).OrderBy(p => six.IndexOf(p)));
            Assert.All(plans, p => Assert.Equal((new DateOnly(2026, 11, 24), "NEG", 0), (p.StartedOn, p.InitialCategory, p.PreviousPlans)));
            Assert.Equal(3, await db.PlanGoals.CountAsync());
            // The action of the conference is one for each child on a plan, in the one ledger, on the plan.
            Assert.Equal(3, await db.ActionItems.CountAsync(a => a.Source == ActionSource.ProtectionPlan));
            // The minutes say what was agreed, once for the three, with whose it is.
            var minutes = s.GetRequiredService<MeetingPapers>().Minutes((await s.GetRequiredService<ShowMeeting>().Show(meeting, six[0], family.Chair))!);
            var agreed = Assert.Single(minutes.Said.OfType<Practice.Documents.PaperTable>(), t => t.Columns.Contains("By when"));
            Assert.Equal(4, Assert.Single(agreed.Rows).Count);
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
        await Seven.Plan(authority, family, child);
        authority.Time.SetUtcNow(new DateTimeOffset(2027, 2, 22, 9, 0, 0, TimeSpan.Zero));

        var early = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.Do(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(Seven.CoreGroup(child, new DateOnly(2027, 2, 15)), family.Worker, null))
        );
        Assert.Contains(early.Problems, p => p.Field == "LateReason" && p.Message.Contains("8 Dec 2026", StringComparison.Ordinal));
        await authority.Do(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(Seven.CoreGroup(child, new DateOnly(2026, 12, 4)), family.Worker, null));

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
        var review = Seven.Conference([child], new DateOnly(2027, 2, 22));
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
    public async Task What_is_refused_says_why_and_saves_nothing(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var child = family.Open[0];

        var noPlan = await Refused(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(Seven.CoreGroup(child, new DateOnly(2026, 11, 23)), family.Worker, null));
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
        var thin = Seven.Discussion([child], new DateOnly(2026, 11, 23));
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
            authority.Do(s => s.GetRequiredService<HoldDiscussion>().Handle(null, Seven.Discussion([family.Restricted], new DateOnly(2026, 11, 23)), family.Worker, null))
        );
        await Seven.Plan(authority, family, child);
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            authority.Do(s => s.GetRequiredService<HoldConference>().Handle(Guid.NewGuid(), Seven.Conference([child], new DateOnly(2026, 11, 24)), family.Worker, null))
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
        var meeting = await authority.Do(s => s.GetRequiredService<HoldDiscussion>().Handle(null, Seven.Discussion([child], new DateOnly(2026, 11, 23)), family.Worker, null));
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
}
