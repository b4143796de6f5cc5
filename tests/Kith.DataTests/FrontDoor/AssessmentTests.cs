using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Assessments;
using Kith.Practice.Protection.Discussions;
using Kith.Practice.Referrals;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.DataTests.FrontDoor;

public sealed class AssessmentTests
{
    public static TheoryData<string> Engines => Authority.Engines;
    private static readonly DateOnly Today = new(2026, 11, 24);

    /// <summary>A whole assessment of one child, as the form sends it.</summary>
    internal static AssessmentInput Whole(string child) =>
        new()
        {
            Family = new()
            {
                ["what-happened"] = "The school told us that the children came hungry.",
                ["parenting"] = "Mum works nights and is alone with them.",
                ["family"] = "Gran lives two streets away and would help more.",
            },
            Child = new()
            {
                ["voice"] = $"«I make toast for everyone» ({child}).",
                ["a-day"] = $"{child} gets up first and wakes the others.",
                ["analysis"] = $"{child} carries more than a child should.",
            },
            ChildSeen = true,
            SeenOn = Today,
            Danger = "That the little ones are hurt when nobody is there.",
            Safety = "A grown-up is at home every night for three months.",
            ScaleWorker = 4,
            Factors = ["16A", "7A"],
            Conclusion = AssessmentOutcome.ChildInNeedPlan,
            ConclusionReason = "The family wants help.",
        };

    /// <summary>Accepted for Priya, and begun for all of the children together. Returns the assessment of each.</summary>
    internal static async Task<Dictionary<Guid, Guid>> Begun(Authority authority, Door door, params Guid[] children)
    {
        await ReferralTests.Referred(authority, door, children);
        var first = await authority.Referral(children[0]);
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(first.Id, door.Accept(children), null, a, null));
        await authority.As<StartAssessment, Guid>(
            door.Town.PriyaAccount,
            (s, a) => s.Handle(first.Id, new StartAssessmentInput { Children = [.. children], ReviewPoint = 10 }, a, null)
        );
        return await authority.Db(db =>
            db.Assessments.Where(x => children.Contains(x.PersonId) && x.TogetherId != null && x.AuthorisedOn == null).ToDictionaryAsync(x => x.PersonId, x => x.Id)
        );
    }

    private static async Task<Guid> Sent(Authority authority, Door door, Guid assessment, string name)
    {
        await authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(assessment, Whole(name), null, a, null));
        await authority.As<SendAssessment>(door.Town.PriyaAccount, (s, a) => s.Handle(assessment, new SendAssessmentInput(), null, a, null));
        return await authority.Db(db => db.Approvals.Where(x => x.SubjectId == assessment).Select(x => x.Id).SingleAsync());
    }

    private static Task Decide(Authority authority, Guid account, Guid approval, ApprovalOutcome outcome, string? comments = null) =>
        authority.As<DecideApproval>(account, (d, a) => d.Handle(approval, new DecisionInput { Outcome = outcome, Comments = comments }, null, a, null));

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task One_assessment_of_three_children_shares_the_family_and_keeps_each_child_apart(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var (amy, ben) = (door.Ark[0], door.Ark[1]);
        var begun = await Begun(authority, door, amy, ben, door.Ark[2]);
        Assert.Equal(3, begun.Count);
        Assert.Equal(
            ["assessment_complete", "assessment_review_point", "child_seen_assessment", "referrer_feedback"],
            (await authority.Due(amy)).Keys.Order(StringComparer.Ordinal)
        );
        await authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(begun[amy], Whole("Amy"), null, a, null));
        var bens = await authority.As<ShowAssessment, AssessmentPage?>(door.Town.PriyaAccount, (s, a) => s.Show(begun[ben], a));
        Assert.Equal("Gran lives two streets away and would help more.", bens!.Sections.Single(s => s.Section.Key == "family").Text);
        Assert.Equal("", bens.Sections.Single(s => s.Section.Key == "voice").Text);
        Assert.Equal(["Amy Ark", "Cal Ark"], bens.Together.Select(t => t.Name));
        Assert.Contains(bens.Missing, m => m.Field == "voice");
        // A form that holds nothing of a section leaves it alone.
        await authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(begun[ben], new AssessmentInput { Danger = "Nobody at home." }, null, a, null));
        var amys = await authority.As<ShowAssessment, AssessmentPage?>(door.Town.PriyaAccount, (s, a) => s.Show(begun[amy], a));
        Assert.Equal("Gran lives two streets away and would help more.", amys!.Sections.Single(s => s.Section.Key == "family").Text);
        Assert.DoesNotContain("child_seen_assessment", (await authority.Due(amy)).Keys);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_a_manager_took_on_or_asked_for_waits_in_sight_until_it_is_done(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var (amy, ben) = (door.Ark[0], door.Ark[1]);
        await ReferralTests.Referred(authority, door, amy, ben);
        var first = await authority.Referral(amy);
        await authority.As<DecideReferral>(
            door.MaxAccount,
            (d, a) => d.Handle(first.Id, door.Accept(amy, ben) with { Decision = ReferralDecision.StrategyDiscussion, WorkerId = door.Dora }, null, a, null)
        );
        // Taken on, and neither begun nor spoken about: both are on the worker's list.
        var due = await authority.Due(ben);
        Assert.Equal(["assessment_begin", "referrer_feedback", "strategy_discussion"], due.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(WorkingDayCalendar.England.AddWorkingDays(first.ReferredOn, 5), due["assessment_begin"]);
        Assert.Equal(door.Dora, await authority.Db(db => db.DueItems.Where(d => d.PersonId == ben && d.Clock == "assessment_begin").Select(d => d.WorkerId).SingleAsync()));
        await authority.As<StartAssessment, Guid>(door.DoraAccount, (s, a) => s.Handle(first.Id, new StartAssessmentInput { Children = [amy], ReviewPoint = 10 }, a, null));
        Assert.DoesNotContain("assessment_begin", (await authority.Due(amy)).Keys);
        Assert.Contains("assessment_begin", (await authority.Due(ben)).Keys);
        await authority.As<HoldDiscussion, Guid>(door.MaxAccount, (h, a) => h.Handle(null, Protection.Seven.Discussion([ben], first.DecidedOn ?? Today), a, null));
        Assert.DoesNotContain("strategy_discussion", (await authority.Due(ben)).Keys);
        Assert.Contains("strategy_discussion", (await authority.Due(amy)).Keys);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_visit_at_which_the_child_was_seen_is_not_written_down_twice(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        var assessment = (await Begun(authority, door, amy))[amy];
        Assert.Null((await authority.As<ShowAssessment, AssessmentPage?>(door.Town.PriyaAccount, (s, a) => s.Show(assessment, a)))!.SeenAtVisitOn);
        foreach (var (day, part) in new[] { (Today, VisitPart.Seen), (Today.AddDays(-30), VisitPart.Seen) })
        {
            await authority.As<RecordVisit, Guid>(
                door.Town.PriyaAccount,
                (r, a) =>
                    r.Handle(
                        new VisitInput
                        {
                            On = day,
                            Place = "Home",
                            SharedText = "Tea in the kitchen.",
                            LateReason = "Away",
                            Children =
                            [
                                new VisitChildInput
                                {
                                    PersonId = amy,
                                    Part = part,
                                    Method = "Talking",
                                },
                            ],
                        },
                        a,
                        null
                    )
            );
        }
        // The visit before the referral says nothing about this assessment.
        Assert.Equal(Today, (await authority.As<ShowAssessment, AssessmentPage?>(door.Town.PriyaAccount, (s, a) => s.Show(assessment, a)))!.SeenAtVisitOn);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_assessment_that_asks_for_a_strategy_discussion_puts_it_on_the_list(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        var assessment = (await Begun(authority, door, amy))[amy];
        await authority.As<WriteAssessment>(
            door.Town.PriyaAccount,
            (w, a) => w.Handle(assessment, Whole("Amy") with { Conclusion = AssessmentOutcome.StrategyDiscussion }, null, a, null)
        );
        await authority.As<SendAssessment>(door.Town.PriyaAccount, (s, a) => s.Handle(assessment, new SendAssessmentInput(), null, a, null));
        Assert.DoesNotContain("strategy_discussion", (await authority.Due(amy)).Keys);
        await Decide(
            authority,
            door.Town.MoAccount,
            await authority.Db(db => db.Approvals.Where(x => x.SubjectId == assessment).Select(x => x.Id).SingleAsync()),
            ApprovalOutcome.Approve
        );
        Assert.Contains("strategy_discussion", (await authority.Due(amy)).Keys);
        // Asked for, its own clock runs; called off with a reason, the question is answered.
        var asked = await authority.As<HoldDiscussion, Guid>(door.Town.PriyaAccount, (h, a) => h.Ask(Protection.Seven.Discussion([amy], Today) with { AskedOn = Today }, a, null));
        Assert.Contains("strategy_discussion", (await authority.Due(amy)).Keys);
        await authority.As<HoldDiscussion>(door.Town.PriyaAccount, (h, a) => h.CallOff(asked, [amy], "The bruise has a story that the doctor believes.", a, null));
        Assert.DoesNotContain("strategy_discussion", (await authority.Due(amy)).Keys);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_people_writing_on_brothers_never_write_over_each_other(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var begun = await Begun(authority, door, door.Ark[0], door.Ark[1]);
        var (amy, ben) = (begun[door.Ark[0]], begun[door.Ark[1]]);
        var seen = (await authority.As<ShowAssessment, AssessmentPage?>(door.Town.PriyaAccount, (s, a) => s.Show(ben, a)))!.Seen;
        await authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(amy, Whole("Amy"), null, a, null));
        // Sam wrote on Ben's page meanwhile, which holds the family's sections as they were before.
        await Assert.ThrowsAsync<SecondEditorException>(() =>
            authority.As<WriteAssessment>(door.Town.SamAccount, (w, a) => w.Handle(ben, Whole("Ben") with { Seen = seen }, null, a, null))
        );
        // And on the same page, by the version.
        var stale = (await authority.Db(db => db.Assessments.AsNoTracking().SingleAsync(x => x.Id == amy))).Version;
        await authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(amy, Whole("Amy") with { Danger = "Another worry." }, stale, a, null));
        await Assert.ThrowsAsync<SecondEditorException>(() => authority.As<WriteAssessment>(door.Town.SamAccount, (w, a) => w.Handle(amy, Whole("Amy"), stale, a, null)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task It_is_sent_returned_sent_again_authorised_and_then_locked(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        var id = (await Begun(authority, door, amy))[amy];
        var empty = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<SendAssessment>(door.Town.PriyaAccount, (s, a) => s.Handle(id, new SendAssessmentInput(), null, a, null))
        );
        Assert.Contains(empty.Problems, p => p.Field == "voice");
        Assert.Contains(empty.Problems, p => p.Field == "Factors");

        var approval = await Sent(authority, door, id, "Amy");
        // Nobody writes on what a manager is reading, and nobody authorises their own.
        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(id, Whole("Ann"), null, a, null)));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Decide(authority, door.Town.PriyaAccount, approval, ApprovalOutcome.Approve));
        await Decide(authority, door.Town.MoAccount, approval, ApprovalOutcome.Return, "Say more about the nights.");
        var changed = Whole("Amy") with { Safety = "A grown-up is at home every night for six months." };
        await authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(id, changed, null, a, null));
        await authority.As<SendAssessment>(door.Town.PriyaAccount, (s, a) => s.Handle(id, new SendAssessmentInput(), null, a, null));
        await Decide(authority, door.Town.MoAccount, approval, ApprovalOutcome.Approve);

        var page = await authority.As<ShowAssessment, AssessmentPage?>(door.Town.PriyaAccount, (s, a) => s.Show(id, a));
        Assert.Equal(
            (AssessmentState.Authorised, Today, "Mo Amin", "Child in need plan"),
            (page!.State, page.Assessment.AuthorisedOn!.Value, page.Assessment.AuthorisedByName, page.Assessment.Outcome)
        );
        Assert.Equal(["Authorised", "Sent for authorisation", "Sent for authorisation"], page.Versions.Select(v => v.Why));
        Assert.DoesNotContain("assessment_complete", (await authority.Due(amy)).Keys);
        var compared = await authority.As<ShowAssessment, (VersionLine, VersionLine, IReadOnlyList<(string Title, IReadOnlyList<(Piece Piece, string Text)> Pieces)> Parts)?>(
            door.Town.PriyaAccount,
            (s, _) => s.Compare(id, 1, 2)
        );
        var different = compared!.Value.Parts.Single(p => p.Pieces.Any(x => x.Piece != Piece.Same));
        Assert.Equal(["three ", "six "], different.Pieces.Where(p => p.Piece != Piece.Same).Select(p => p.Text));

        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(id, Whole("Amy"), null, a, null)));
        var correction = new AmendAssessmentInput
        {
            Section = "family",
            Text = "Gran lives in the next town and would help more.",
            Reason = "Gran had moved",
        };
        await authority.As<AmendAssessment>(door.Town.PriyaAccount, (x, a) => x.Handle(id, correction, null, a, null));
        page = await authority.As<ShowAssessment, AssessmentPage?>(door.Town.PriyaAccount, (s, a) => s.Show(id, a));
        Assert.Equal("Gran lives two streets away and would help more.", page!.Amendments.Single().Old);
        Assert.Equal("Gran lives in the next town and would help more.", page.Sections.Single(s => s.Section.Key == "family").Text);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_worker_who_leaves_in_the_middle_hands_everything_on(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        var id = (await Begun(authority, door, amy))[amy];
        await authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(id, Whole("Amy"), null, a, null));
        authority.Time.Advance(TimeSpan.FromDays(1));
        await authority.As<AllocateChild, Guid>(
            door.Town.MoAccount,
            (x, a) =>
                x.Handle(
                    amy,
                    new AllocationInput(AllocationRole.Lead, door.Town.Sam, Today.AddDays(1), "LEFTRL", null, null)
                    {
                        Handover = new()
                        {
                            Tell = "Priya goes to another council",
                            TellByWorkerId = door.Town.Sam,
                            TellOn = Today.AddDays(3),
                            NoJointVisit = "She has gone",
                        },
                    },
                    a,
                    null
                )
        );
        // The clock goes with the child; what was written is there, and Sam finishes it.
        Assert.Equal(door.Town.Sam, await authority.Db(db => db.DueItems.Where(d => d.PersonId == amy && d.Clock == "assessment_complete").Select(d => d.WorkerId).SingleAsync()));
        await authority.As<WriteAssessment>(door.Town.SamAccount, (w, a) => w.Handle(id, Whole("Amy") with { ScaleChild = 2 }, null, a, null));
        await authority.As<SendAssessment>(door.Town.SamAccount, (s, a) => s.Handle(id, new SendAssessmentInput(), null, a, null));
        Assert.Equal(AssessmentState.Sent, (await authority.As<ShowAssessment, AssessmentPage?>(door.Town.SamAccount, (s, a) => s.Show(id, a)))!.State);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Text_carried_forward_is_marked_until_somebody_has_looked_at_it(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        var first = (await Begun(authority, door, amy))[amy];
        await Decide(authority, door.Town.MoAccount, await Sent(authority, door, first, "Amy"), ApprovalOutcome.Approve);
        var referral = await authority.Referral(amy);
        authority.Time.Advance(TimeSpan.FromDays(30));
        var second = await authority.As<StartAssessment, Guid>(door.Town.PriyaAccount, (s, a) => s.Handle(referral.Id, new StartAssessmentInput(), a, null));
        var page = await authority.As<ShowAssessment, AssessmentPage?>(door.Town.PriyaAccount, (s, a) => s.Show(second, a));
        Assert.Equal(["what-happened", "a-day", "parenting", "family"], page!.Sections.Where(s => s.InheritedOn == Today).Select(s => s.Section.Key));
        // The child's words are never carried forward: the child is heard again.
        Assert.Equal("", page.Sections.Single(s => s.Section.Key == "voice").Text);
        var input = new AssessmentInput
        {
            Family = new() { ["parenting"] = "Mum found work in the day.", ["family"] = "Gran lives two streets away and would help more." },
            StillTrue = ["family"],
        };
        await authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(second, input, null, a, null));
        page = await authority.As<ShowAssessment, AssessmentPage?>(door.Town.PriyaAccount, (s, a) => s.Show(second, a));
        Assert.Equal(["what-happened", "a-day"], page!.Sections.Where(s => s.InheritedOn is not null).Select(s => s.Section.Key));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Past_forty_five_working_days_the_reason_is_asked_and_kept(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        var id = (await Begun(authority, door, amy))[amy];
        // From Tuesday 24 November 2026: Christmas, Boxing Day (kept on Monday 28) and New Year's Day do not count.
        Assert.Equal(new DateOnly(2027, 1, 29), (await authority.Due(amy))["assessment_complete"]);
        authority.Time.Advance(TimeSpan.FromDays(70));
        await authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(id, Whole("Amy"), null, a, null));
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<SendAssessment>(door.Town.PriyaAccount, (s, a) => s.Handle(id, new SendAssessmentInput(), null, a, null))
        );
        Assert.Equal("LateReason", refused.Problems.Single().Field);
        await authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(id, Whole("Amy") with { LateReason = "Mum was in hospital." }, null, a, null));
        await authority.As<SendAssessment>(door.Town.PriyaAccount, (s, a) => s.Handle(id, new SendAssessmentInput(), null, a, null));
    }
}
