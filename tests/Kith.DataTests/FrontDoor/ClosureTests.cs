using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Assessments;
using Kith.Practice.Children.Chronology;
using Kith.Practice.LookedAfter;
using Kith.Practice.MyDay;
using Kith.Practice.Projections;
using Kith.Practice.Protection.Conferencing;
using Kith.Practice.Protection.Discussions;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Referrals;
using Kith.Practice.Transfers;
using Kith.Practice.Visits;
using Kith.Practice.Workforce.Allocate;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.FrontDoor;

public sealed class ClosureTests
{
    public static TheoryData<string> Engines => Authority.Engines;
    private static readonly DateOnly Today = new(2026, 11, 24);

    private static CloseInput Closing(string reason) =>
        new()
        {
            On = Today,
            Reason = reason,
            Summary = "Gran is there every night. Amy knows whom to call.",
            LooseSeen = true,
        };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_still_runs_stops_a_closure_and_the_reason_must_fit_what_was_done(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        var id = (await AssessmentTests.Begun(authority, door, amy))[amy];
        var referral = await authority.Referral(amy);
        var running = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Handle(referral.Id, Closing("RC8"), null, a, null))
        );
        Assert.Contains("being assessed", running.Message, StringComparison.Ordinal);
        await authority.As<WriteAssessment>(
            door.Town.PriyaAccount,
            (w, a) => w.Handle(id, AssessmentTests.Whole("Amy") with { Factors = ["21"], Conclusion = AssessmentOutcome.NoFurtherAction }, null, a, null)
        );
        await authority.As<SendAssessment>(door.Town.PriyaAccount, (s, a) => s.Handle(id, new SendAssessmentInput(), null, a, null));
        var approval = await authority.Db(db => db.Approvals.Select(x => x.Id).SingleAsync());
        await authority.As<DecideApproval>(door.Town.MoAccount, (d, a) => d.Handle(approval, new DecisionInput { Outcome = ApprovalOutcome.Approve }, null, a, null));

        var unfit = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Handle(referral.Id, Closing("RC7"), null, a, null))
        );
        Assert.Equal("Reason", unfit.Problems.Single().Field);
        // The referrer was not told: pointed out, and the manager's to weigh.
        var loose = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Handle(referral.Id, Closing("RC9") with { LooseSeen = false }, null, a, null))
        );
        Assert.Equal("LooseSeen", loose.Problems.Single().Field);
        // Whoever may not reach the child may not ask either.
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.As<CloseWork>(door.Town.BeaAccount, (c, a) => c.Handle(referral.Id, Closing("RC9"), null, a, null)));
        var seen = await authority.Referral(amy);
        await authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Handle(referral.Id, Closing("RC9"), seen.Version, a, null));
        await Assert.ThrowsAsync<SecondEditorException>(() => authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Handle(referral.Id, Closing("RC9"), seen.Version, a, null)));

        var overview = await authority.Db(db => db.ChildOverviews.SingleAsync(o => o.PersonId == amy));
        Assert.Equal((ChildStatus.Closed, null), (overview.Status, overview.WorkerId));
        Assert.Equal(1, await authority.Db(db => db.EarlyHelpEpisodes.CountAsync(e => e.PersonId == amy)));

        await authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Reopen(referral.Id, "Closed by mistake", null, a, null));
        // The early help that the closure began went no further; a second closure does not find it running.
        var help = await authority.Db(db => db.EarlyHelpEpisodes.AsNoTracking().SingleAsync(e => e.PersonId == amy));
        Assert.Equal((Today, "Work re-opened"), (help.EndedOn, help.EndReason));
        overview = await authority.Db(db => db.ChildOverviews.SingleAsync(o => o.PersonId == amy));
        Assert.Equal((ChildStatus.ChildInNeed, door.Town.North), (overview.Status, overview.TeamId));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_visit_that_is_planned_is_said_before_the_work_ends_and_leaves_the_diary_with_the_last_child(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var (amy, ben) = (door.Ark[0], door.Ark[1]);
        await ReferralTests.Referred(authority, door, amy, ben);
        var (ofAmy, ofBen) = (await authority.Referral(amy), await authority.Referral(ben));
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(ofAmy.Id, door.Accept(amy, ben), null, a, null));
        await authority.As<AnswerReferrer>(door.MaxAccount, (t, a) => t.Handle(ofAmy.Id, new ReferrerAnswerInput { On = Today, How = "By telephone" }, a, null));
        var (alone, both) = (await Planned(3, amy), await Planned(4, amy, ben));
        Assert.Contains(
            (await authority.As<CloseWork, IReadOnlyList<string>>(door.Town.MoAccount, (c, _) => c.Loose(amy))),
            l => l.StartsWith("2 visits are planned, the first for Fri 27 Nov.", StringComparison.Ordinal)
        );

        // Ben is worked with still: the visit to both stays in the diary, the one to Amy alone does not.
        await authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Handle(ofAmy.Id, Closing("RC7"), null, a, null));
        Assert.Equal([(alone, "The work with the family ended"), (both, null)], await Diary());
        Assert.Equal([both], await Ahead());
        await authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Handle(ofBen.Id, Closing("RC7"), null, a, null));
        Assert.Equal([(alone, "The work with the family ended"), (both, "The work with the family ended")], await Diary());
        Assert.Empty(await Ahead());

        Task<Guid> Planned(int days, params Guid[] children) =>
            authority.As<PlanVisit, Guid>(door.Town.PriyaAccount, (p, a) => p.Handle(new PlanVisitInput { Children = [.. children], On = Today.AddDays(days) }, a, null));

        async Task<IEnumerable<(Guid, string?)>> Diary() =>
            (await authority.Db(db => db.PlannedVisits.AsNoTracking().OrderBy(v => v.On).ToListAsync()))
                .Where(v => v.Id == alone || v.Id == both)
                .Select(v => (v.Id, v.CancelledReason));

        async Task<IEnumerable<Guid>> Ahead() =>
            (await authority.As<ShowDiary, HandWork?>(door.Town.PriyaAccount, async (d, a) => await d.Show(a, new OwnWork(null, [], [], [], []))))!.Ahead.Select(l => l.Id);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whatever_waits_for_people_to_meet_or_for_a_court_stops_a_closure(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        await ReferralTests.Referred(authority, door, amy);
        var referral = await authority.Referral(amy);
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(referral.Id, door.Accept(amy), null, a, null));
        await authority.As<HoldDiscussion, Guid>(
            door.Town.PriyaAccount,
            (h, a) =>
                h.Ask(
                    new DiscussionInput
                    {
                        AskedOn = Today,
                        Children =
                        [
                            new DiscussionChild
                            {
                                PersonId = amy,
                                Included = true,
                                Concern = "Hurt",
                            },
                        ],
                    },
                    a,
                    null
                )
        );
        await Stopped("A strategy discussion is asked for");
        await authority.Db(db => db.StrategyDiscussions.ExecuteUpdateAsync(u => u.SetProperty(d => d.CalledOffOn, Today)));
        await authority.As<ArrangeConference, Guid>(
            door.Town.PriyaAccount,
            (c, a) =>
                c.Handle(
                    new ConferenceInput
                    {
                        Kind = MeetingKind.TransferInConference,
                        RequestedOn = Today,
                        NotifiedOn = Today,
                        FromAuthority = "Northshire",
                        Children = [new ConferenceChild { PersonId = amy, Included = true }],
                    },
                    a,
                    null
                )
        );
        await Stopped("A transfer-in conference is asked for");
        await authority.Db(db => db.InitialConferences.ExecuteUpdateAsync(u => u.SetProperty(d => d.CalledOffOn, Today)));
        await authority.Db(async db =>
        {
            db.PreProceedings.Add(
                new PreProceedings
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = amy,
                    DecidedOn = Today,
                }
            );
            return await db.SaveChangesAsync();
        });
        await Stopped("Pre-proceedings are running");
        await authority.Db(db => db.PreProceedings.ExecuteUpdateAsync(u => u.SetProperty(d => d.EndedOn, Today)));
        await authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Handle(referral.Id, Closing("RC7"), null, a, null));

        async Task Stopped(string why) =>
            Assert.Contains(
                why,
                (
                    await Assert.ThrowsAsync<NotAcceptedException>(() =>
                        authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Handle(referral.Id, Closing("RC7"), null, a, null))
                    )
                ).Message,
                StringComparison.Ordinal
            );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Work_that_was_followed_by_another_referral_is_not_opened_again(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        await ReferralTests.Referred(authority, door, amy);
        var first = await authority.Referral(amy);
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(first.Id, door.Accept(amy), null, a, null));
        await authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Handle(first.Id, Closing("RC7"), null, a, null));
        authority.Time.Advance(TimeSpan.FromDays(1));
        await ReferralTests.Referred(authority, door, amy);
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => authority.As<CloseWork>(door.MaxAccount, (c, a) => c.Reopen(first.Id, "A slip", null, a, null)));
        Assert.Contains("referred again", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Work_re_opened_a_year_later_counts_from_that_day_and_the_story_says_what_happened(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        var id = (await AssessmentTests.Begun(authority, door, amy))[amy];
        await authority.As<WriteAssessment>(
            door.Town.PriyaAccount,
            (w, a) => w.Handle(id, AssessmentTests.Whole("Amy") with { Factors = ["21"], Conclusion = AssessmentOutcome.NoFurtherAction }, null, a, null)
        );
        await authority.As<SendAssessment>(door.Town.PriyaAccount, (s, a) => s.Handle(id, new SendAssessmentInput(), null, a, null));
        var approval = await authority.Db(db => db.Approvals.Select(x => x.Id).SingleAsync());
        await authority.As<DecideApproval>(door.Town.MoAccount, (d, a) => d.Handle(approval, new DecisionInput { Outcome = ApprovalOutcome.Approve }, null, a, null));
        var referral = await authority.Referral(amy);
        await authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Handle(referral.Id, Closing("RC8"), null, a, null));

        authority.Time.Advance(TimeSpan.FromDays(366));
        var back = Today.AddDays(366);
        await authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Reopen(referral.Id, "It was Amy's brother whose work had ended", null, a, null));
        var due = await authority.Due(amy);
        Assert.Equal(Standards.Calendar.WorkingDayCalendar.England.AddWorkingDays(back, 10), due["next_step"]);
        // Nobody could look at a case that had ended.
        Assert.All(due.Where(d => d.Key != "referrer_feedback"), d => Assert.True(d.Value > back, $"{d.Key} is due {d.Value}"));
        var of = await authority.Db(db => db.OversightDays.AsNoTracking().SingleAsync(o => o.PersonId == amy));
        Assert.DoesNotContain(of.Unpack(), s => s.FromDay <= back.AddDays(-1).DayNumber && s.ToDay > Today.DayNumber);

        // What the closure said, that it was taken back and why: each on its day, and again for a second time.
        await authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Handle(referral.Id, Closing("RC8") with { On = back }, null, a, null));
        authority.Time.Advance(TimeSpan.FromDays(1));
        await authority.As<CloseWork>(door.Town.MoAccount, (c, a) => c.Reopen(referral.Id, "Her father came back the same night", null, a, null));
        var story = (await authority.Do(s => s.GetRequiredService<ListChronology>().List(amy, new() { OldestFirst = true, SignificantOnly = true }, null)))!;
        Assert.Equal(
            [("reopening", back, "It was Amy's brother whose work had ended"), ("reopening", back.AddDays(1), "Her father came back the same night")],
            story.Lines.Where(l => l.Kind == "reopening").Select(l => (l.Kind, l.On, l.Text))
        );
        var all = (await authority.Do(s => s.GetRequiredService<ListChronology>().List(amy, new() { OldestFirst = true }, null)))!;
        Assert.Equal([Today, back], all.Lines.Where(l => l.Kind == "closure-taken-back").Select(l => l.On));
        Assert.All(all.Lines.Where(l => l.Kind == "closure-taken-back"), l => Assert.StartsWith("Closed, and later re-opened: ", l.Title, StringComparison.Ordinal));
        // The census is told of one time that never ended.
        Assert.Null((await authority.Referral(amy)).ClosedOn);
        // What a return of another year says is made anew when it is asked for.
        await authority.Do(async s =>
            Assert.DoesNotContain(await s.GetRequiredService<Projector>().Rebuild(check: true), d => !d.Projection.StartsWith("census", StringComparison.Ordinal))
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_child_moves_to_another_team_after_both_have_met_and_the_child_was_told(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        await ReferralTests.Referred(authority, door, amy);
        var referral = await authority.Referral(amy);
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(referral.Id, door.Accept(amy), null, a, null));
        await authority.As<AnswerReferrer>(door.MaxAccount, (t, a) => t.Handle(referral.Id, new ReferrerAnswerInput { On = Today, How = "By telephone" }, a, null));
        var transfer = await authority.As<MoveChild, Guid>(
            door.Town.PriyaAccount,
            (m, a) => m.Ask(referral.Id, new TransferInput { ToTeamId = door.Team, Reason = "The family moved" }, a, null)
        );
        Assert.Equal(new DateOnly(2026, 12, 8), (await authority.Due(amy))["case_transfer"]);
        // The team that is asked may read the record; it is accepted by its manager, after the meeting.
        await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<MoveChild>(door.MaxAccount, (m, a) => m.Accept(transfer, new AcceptInput { ChildTold = "Priya told Amy." }, null, a, null))
        );
        await authority.As<MoveChild>(door.MaxAccount, (m, a) => m.Meet(transfer, new MeetingInput { MetOn = Today, Agreed = "Priya brings Dora along." }, null, a, null));
        await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<MoveChild>(door.Town.MoAccount, (m, a) => m.Accept(transfer, new AcceptInput { ChildTold = "Priya told Amy." }, null, a, null))
        );
        var silent = await Assert.ThrowsAsync<NotAcceptedException>(() => authority.As<MoveChild>(door.MaxAccount, (m, a) => m.Accept(transfer, new AcceptInput(), null, a, null)));
        Assert.Equal("ChildTold", silent.Problems.Single().Field);
        // Another worker comes: how Amy hears of it cannot be left out, and both steps are on the list of actions.
        var unsaid = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<MoveChild>(door.MaxAccount, (m, a) => m.Accept(transfer, new AcceptInput { WorkerId = door.Dora, ChildTold = "Priya told Amy." }, null, a, null))
        );
        Assert.Contains("Handover.Tell", unsaid.Problems.Select(p => p.Field));
        await authority.As<MoveChild>(
            door.MaxAccount,
            (m, a) =>
                m.Accept(
                    transfer,
                    new AcceptInput
                    {
                        WorkerId = door.Dora,
                        ChildTold = "Priya told Amy.",
                        Handover = Told(door.Town.Priya),
                    },
                    null,
                    a,
                    null
                )
        );
        var overview = await authority.Db(db => db.ChildOverviews.SingleAsync(o => o.PersonId == amy));
        Assert.Equal((door.Team, door.Dora), (overview.TeamId, overview.WorkerId));
        Assert.Equal(2, await authority.Db(db => db.ActionItems.CountAsync(a => a.PersonId == amy && a.Source == Practice.Actions.ActionSource.Handover)));
        // Nobody has begun the assessment that she was taken on for: that goes with her, and is all there is.
        Assert.Equal(["assessment_begin"], (await authority.Due(amy)).Keys);

        // Her brothers move together: asked, met and accepted once, each on their own record; with one alone it is as before.
        var brothers = new[] { door.Ark[1], door.Ark[2] };
        await ReferralTests.Referred(authority, door, brothers);
        var referrals = new List<Guid>();
        foreach (var brother in brothers)
        {
            referrals.Add((await authority.Referral(brother)).Id);
        }
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(referrals[0], door.Accept(brothers), null, a, null));
        var could = await authority.As<MoveChild, IReadOnlyList<MovesToo>>(door.Town.PriyaAccount, (m, a) => m.CouldMove(referrals[0], a));
        Assert.Equal([referrals[1]], could.Select(c => c.Id));
        var both = await authority.As<MoveChild, Guid>(
            door.Town.PriyaAccount,
            (m, a) =>
                m.Ask(
                    referrals[0],
                    new TransferInput
                    {
                        ToTeamId = door.Team,
                        Reason = "The family moved",
                        Others = [referrals[1]],
                    },
                    a,
                    null
                )
        );
        await authority.As<MoveChild>(
            door.MaxAccount,
            (m, a) =>
                m.Meet(
                    both,
                    new MeetingInput
                    {
                        MetOn = Today,
                        Agreed = "Priya brings Dora along.",
                        Others = true,
                    },
                    null,
                    a,
                    null
                )
        );
        await authority.As<MoveChild>(
            door.MaxAccount,
            (m, a) =>
                m.Accept(
                    both,
                    new AcceptInput
                    {
                        WorkerId = door.Dora,
                        ChildTold = "Priya told them together.",
                        Others = true,
                        Handover = Told(door.Town.Priya),
                    },
                    null,
                    a,
                    null
                )
        );
        foreach (var brother in brothers)
        {
            var moved = await authority.Db(db => db.ChildOverviews.SingleAsync(o => o.PersonId == brother));
            Assert.Equal((door.Team, door.Dora), (moved.TeamId, moved.WorkerId));
            Assert.Equal(1, await authority.Db(db => db.Transfers.CountAsync(t => t.PersonId == brother && t.AcceptedOn == Today && t.ChildTold != null)));
        }
    }

    /// <summary>Priya tells the child, and comes along once.</summary>
    private static HandoverInput Told(Guid by) =>
        new()
        {
            Tell = "Dora will come from now on, because you moved. Priya brings her along.",
            TellByWorkerId = by,
            TellOn = Today.AddDays(3),
            JointVisitOn = Today.AddDays(5),
        };
}
