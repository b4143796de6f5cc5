using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Assessments;
using Kith.Practice.Contacts;
using Kith.Practice.Projections;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.FrontDoor;

public sealed class ContactTests
{
    public static TheoryData<string> Engines => Authority.Engines;
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task One_telling_covers_a_family_of_seven_and_the_restricted_one_stays_restricted(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var offered = await authority.As<OfferFamily, ContactStart>(door.DoraAccount, (f, a) => f.Show([door.Ark[0]], a));
        // The household is offered; what is restricted appears without a name.
        Assert.Equal(["Ben Ark", "Cal Ark", "Dot Ark", "Eve Ark", "Fay Ark", "A restricted record"], offered.Family.Select(c => c.Name));
        Assert.All(offered.Family, c => Assert.Equal("same home", c.Why));

        var together = await authority.As<RecordContact, Guid>(door.DoraAccount, (r, a) => r.Handle(Door.Told(door.Ark), a, null));
        var rows = await authority.Db(db => db.Contacts.Where(c => c.TogetherId == together).ToListAsync());
        Assert.Equal(7, rows.Count);
        Assert.All(rows, c => Assert.Equal((door.Team, door.Dora, true), (c.TeamId, c.WorkerId, c.IsWaiting)));
        // Dora may now read the six whose record is open to her team, because she has to act on them.
        var page = await authority.As<ShowContact, ContactPage?>(door.DoraAccount, (s, a) => s.Show(together, a));
        Assert.Equal(6, page!.Children.Count);
        Assert.DoesNotContain(page.Children, c => c.Child.Id == door.Lex);
        // The guardian's director reads all of them. A worker of another team reads none.
        Assert.Null(await authority.As<ShowContact, ContactPage?>(door.Town.BeaAccount, (s, a) => s.Show(together, a)));
        // The neighbour's contact of June is pointed out, with the reason.
        Assert.Contains(page.Repeats, r => r is { Why: "about the same child", Self: true } && r.On == new DateOnly(2026, 6, 1));
        Assert.Equal(new DateOnly(2026, 11, 25), (await authority.Due(door.Ark[3]))["contact_decision"]);

        // A decision of Dora's leaves Lex's contact waiting for those who may read it.
        await authority.As<DecideContact, Guid>(door.DoraAccount, (d, a) => d.Handle(together, Door.Refer(door.Ark), a, null));
        Assert.Equal(6, await authority.Db(db => db.Episodes.CountAsync(e => door.Ark.Contains(e.PersonId))));
        Assert.True((await authority.Db(db => db.Contacts.SingleAsync(c => c.PersonId == door.Lex))).IsWaiting);
        Assert.Equal(["referral_decision"], (await authority.Due(door.Ark[3])).Keys);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_queue_shows_what_waits_oldest_first_and_who_is_on_it(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var late = await authority.As<RecordContact, Guid>(
            door.Town.PriyaAccount,
            (r, a) => r.Handle(Door.Told(door.Ark[1]) with { ReceivedOn = new DateOnly(2026, 11, 20) }, a, null)
        );
        var fresh = await authority.As<RecordContact, Guid>(door.DoraAccount, (r, a) => r.Handle(Door.Told(door.Ark[2], door.Ark[3]), a, null));
        var queue = await authority.As<ShowDuty, DutyQueue>(door.DoraAccount, (s, a) => s.Show(a));
        Assert.Equal([late, fresh], queue.Contacts.Select(c => c.Together));
        // Written down by somebody who is not on duty: nobody is on it yet.
        Assert.Equal((null, "Dora Duty", true), (queue.Contacts[0].Worker, queue.Contacts[1].Worker, queue.Contacts[1].Mine));
        Assert.Equal(["Cal Ark", "Dot Ark"], queue.Contacts[1].Children.Select(c => c.Name));
        Assert.Equal(new DateOnly(2026, 11, 23), queue.Contacts[0].DueOn);
        // What came in on an earlier day did not come in at the minute in which it is written down.
        Assert.Equal((null, new DateOnly(2026, 11, 20)), (queue.Contacts[0].ReceivedAt, queue.Contacts[0].ReceivedOn));
        Assert.NotNull(queue.Contacts[1].ReceivedAt);
        Assert.True(queue.Serves);
        var others = await authority.As<ShowDuty, DutyQueue>(door.Town.BeaAccount, (s, a) => s.Show(a));
        // Nothing is shown, and nothing is said about how much there is.
        Assert.Equal((0, false), (others.Contacts.Count, others.Serves));

        await authority.As<TakeContact>(door.DoraAccount, (t, a) => t.Take(late, a, null));
        await authority.As<TakeContact>(door.DoraAccount, (t, a) => t.PassOn(late, door.Max, null, "You know the family", a, null));
        queue = await authority.As<ShowDuty, DutyQueue>(door.DoraAccount, (s, a) => s.Show(a));
        Assert.Equal("Max Gate", queue.Contacts[0].Worker);
        Assert.Equal(1, await authority.Db(db => db.Notices.CountAsync(n => n.AccountId == door.MaxAccount)));
        // Late: the decision wants a reason, and takes it.
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<DecideContact, Guid>(door.DoraAccount, (d, a) => d.Handle(late, Door.Refer(door.Ark[1]), a, null))
        );
        Assert.Equal("LateReason", refused.Problems.Single().Field);
        await authority.As<DecideContact, Guid>(
            door.DoraAccount,
            (d, a) => d.Handle(late, Door.Refer(door.Ark[1]) with { LateReason = "The school could not be reached." }, a, null)
        );
        Assert.Equal([fresh], (await authority.As<ShowDuty, DutyQueue>(door.DoraAccount, (s, a) => s.Show(a))).Contacts.Select(c => c.Together));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Agencies_are_asked_and_their_answers_kept_even_after_the_decision(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var together = await authority.As<RecordContact, Guid>(door.DoraAccount, (r, a) => r.Handle(Door.Told(door.Ark[0]), a, null));
        var ask = new AskInput
        {
            Agency = "Health visitor",
            Question = "When did you last see Amy?",
            WithConsent = true,
        };
        var request = await authority.As<GatherInformation, Guid>(door.DoraAccount, (g, a) => g.Ask(together, ask, a, null));
        var page = await authority.As<ShowContact, ContactPage?>(door.DoraAccount, (s, a) => s.Show(together, a));
        Assert.Equal(ContactState.Gathering, page!.Children.Single().State);
        var empty = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<GatherInformation>(door.DoraAccount, (g, a) => g.Receive(together, request, new AnswerInput(), a, null))
        );
        Assert.Equal("Answer", empty.Problems.Single().Field);
        // An answer that is owed never holds up a decision.
        await authority.As<DecideContact, Guid>(door.DoraAccount, (d, a) => d.Handle(together, Door.Refer(door.Ark[0]) with { Decision = ContactDecision.EarlyHelp }, a, null));
        await authority.As<GatherInformation>(door.DoraAccount, (g, a) => g.Receive(together, request, new AnswerInput { NothingHeld = true }, a, null));
        Assert.True((await authority.Db(db => db.InformationRequests.SingleAsync())).NothingHeld);
        Assert.Equal(1, await authority.Db(db => db.EarlyHelpEpisodes.CountAsync(e => e.PersonId == door.Ark[0])));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sent_twice_it_is_recorded_once_and_taken_back_it_can_be_decided_again(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var key = Guid.CreateVersion7();
        var first = await authority.As<RecordContact, Guid>(door.DoraAccount, (r, a) => r.Handle(Door.Told(door.Ark[0]), a, key));
        Assert.Equal(first, await authority.As<RecordContact, Guid>(door.DoraAccount, (r, a) => r.Handle(Door.Told(door.Ark[0]), a, key)));
        var decision = Guid.CreateVersion7();
        await authority.As<DecideContact, Guid>(door.DoraAccount, (d, a) => d.Handle(first, Door.Refer(door.Ark[0]), a, decision));
        await authority.As<DecideContact, Guid>(door.DoraAccount, (d, a) => d.Handle(first, Door.Refer(door.Ark[0]), a, decision));
        Assert.Equal(1, await authority.Db(db => db.Episodes.CountAsync(e => e.PersonId == door.Ark[0])));
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.As<DecideContact>(door.DoraAccount, (d, a) => d.Reconsider(first, "A slip", a, null)));
        await authority.As<DecideContact>(door.MaxAccount, (d, a) => d.Reconsider(first, "The school had the wrong child", a, null));
        Assert.True((await authority.Referral(door.Ark[0])).NoFurtherAction);
        await authority.As<DecideContact, Guid>(door.DoraAccount, (d, a) => d.Handle(first, Door.Refer(door.Ark[0]) with { Decision = ContactDecision.NoFurtherAction }, a, null));
        Assert.Empty(await authority.Due(door.Ark[0]));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_child_who_is_open_already_is_passed_to_their_worker_and_never_referred_twice(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var mia = door.Town.Mia;
        var together = await authority.As<RecordContact, Guid>(door.DoraAccount, (r, a) => r.Handle(Door.Told(mia, door.Ark[0]), a, null));
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<DecideContact, Guid>(door.DoraAccount, (d, a) => d.Handle(together, Door.Refer(mia, door.Ark[0]), a, null))
        );
        Assert.Contains("Mia Thompson is open to us already", refused.Message, StringComparison.Ordinal);
        // Apart: Mia's worker is told, Amy becomes a referral.
        await authority.As<DecideContact, Guid>(door.DoraAccount, (d, a) => d.Handle(together, Door.Refer(mia) with { Decision = ContactDecision.ForTheWorker }, a, null));
        await authority.As<DecideContact, Guid>(door.DoraAccount, (d, a) => d.Handle(together, Door.Refer(door.Ark[0]), a, null));
        Assert.Equal(1, await authority.Db(db => db.Notices.CountAsync(n => n.AccountId == door.Town.PriyaAccount)));
        Assert.Equal(1, await authority.Db(db => db.Episodes.CountAsync(e => e.PersonId == mia)));
        // When the duty team has acted, Mia's record closes to it again.
        var sight = await authority.As<RecordAccess, Sight>(door.DoraAccount, (r, a) => r.SightOf(a, mia));
        Assert.Equal(Sight.Known, sight);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_missing_is_said_in_words(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => authority.As<RecordContact, Guid>(door.DoraAccount, (r, a) => r.Handle(new ContactInput(), a, null)));
        Assert.Equal(["Children", "Channel", "SourceCode", "ReceivedOn", "Summary"], refused.Problems.Select(p => p.Field));
        var future = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<RecordContact, Guid>(door.DoraAccount, (r, a) => r.Handle(Door.Told(door.Ark[0]) with { ReceivedOn = Today.AddDays(1) }, a, null))
        );
        Assert.Contains("today or in the past", future.Message, StringComparison.Ordinal);
        // An hour that has not come is said to be wrong, and not quietly changed into this one.
        future = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<RecordContact, Guid>(door.DoraAccount, (r, a) => r.Handle(Door.Told(door.Ark[0]) with { ReceivedOn = Today, ReceivedAt = new TimeOnly(23, 58) }, a, null))
        );
        Assert.Equal("ReceivedAt", future.Problems.Single().Field);
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.As<RecordContact, Guid>(door.Town.AdminAccount, (r, a) => r.Handle(Door.Told(door.Ark[0]), a, null)));
    }
}

public sealed class ReferralTests
{
    public static TheoryData<string> Engines => Authority.Engines;
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_manager_accepts_brothers_and_sisters_together_or_apart_and_the_next_one_opens(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        await Referred(authority, door, door.Ark[0], door.Ark[1], door.Ark[2]);
        await Referred(authority, door, door.Ark[3]);
        var amy = await authority.Referral(door.Ark[0]);
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.As<DecideReferral>(door.DoraAccount, (d, a) => d.Handle(amy.Id, door.Accept(door.Ark[0]), null, a, null)));
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(amy.Id, door.Accept(door.Ark[0], door.Ark[1]), amy.Version, a, null));
        foreach (var child in door.Ark.Take(2))
        {
            var overview = await authority.Db(db => db.ChildOverviews.SingleAsync(o => o.PersonId == child));
            Assert.Equal((door.Town.Priya, door.Town.North, ChildStatus.Referred), (overview.WorkerId, overview.TeamId, overview.Status));
            Assert.Equal(["assessment_begin", "referrer_feedback"], (await authority.Due(child)).Keys.Order(StringComparer.Ordinal));
        }
        // Cal was left out and waits; the next to decide is or Dot's, of the same day.
        var next = await authority.As<DecideReferral, Guid?>(door.MaxAccount, (d, a) => d.Next(a, amy.Id));
        Guid[] waiting = [(await authority.Referral(door.Ark[2])).Id, (await authority.Referral(door.Ark[3])).Id];
        Assert.Contains(next!.Value, waiting);
        next = waiting[0];
        // One notice for two children.
        Assert.Equal(1, await authority.Db(db => db.Notices.CountAsync(n => n.AccountId == door.Town.PriyaAccount)));
        await authority.As<DecideReferral>(
            door.MaxAccount,
            (d, a) =>
                d.Handle(
                    next!.Value,
                    door.Accept(door.Ark[2]) with
                    {
                        Decision = ReferralDecision.NoFurtherAction,
                        PrimaryNeed = null,
                        TeamId = null,
                        WorkerId = null,
                    },
                    null,
                    a,
                    null
                )
        );
        var cal = await authority.Referral(door.Ark[2]);
        Assert.True(cal.NoFurtherAction);
        Assert.Null(cal.PrimaryNeed);
        Assert.Equal(ChildStatus.NotOpen, (await authority.Db(db => db.ChildOverviews.SingleAsync(o => o.PersonId == door.Ark[2]))).Status);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_managers_decide_once_and_a_late_decision_says_why(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        await Referred(authority, door, door.Ark[0]);
        var amy = await authority.Referral(door.Ark[0]);
        authority.Time.Advance(TimeSpan.FromDays(2));
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(amy.Id, door.Accept(door.Ark[0]), amy.Version, a, null))
        );
        Assert.Equal("LateReason", refused.Problems.Single().Field);
        var late = door.Accept(door.Ark[0]) with { LateReason = "The family could not be found." };
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(amy.Id, late, amy.Version, a, null));
        await Assert.ThrowsAsync<SecondEditorException>(() => authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(amy.Id, late, amy.Version, a, null)));
        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(amy.Id, late, null, a, null)));
        Assert.Equal("The family could not be found.", (await authority.Referral(door.Ark[0])).DecisionLateReason);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_child_in_need_may_have_another_practitioner_child_protection_may_not(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        await Referred(authority, door, door.Ark[0]);
        var amy = await authority.Referral(door.Ark[0]);
        // Priya has no registration number in this town: a lead practitioner.
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<DecideReferral>(
                door.MaxAccount,
                (d, a) => d.Handle(amy.Id, door.Accept(door.Ark[0]) with { Decision = ReferralDecision.StrategyDiscussion }, null, a, null)
            )
        );
        Assert.Contains("led by a social worker", refused.Message, StringComparison.Ordinal);
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(amy.Id, door.Accept(door.Ark[0]), null, a, null));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_referrer_is_told_once_for_all_children_and_a_re_referral_is_pointed_out(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        await Referred(authority, door, door.Ark[0], door.Ark[1]);
        var amy = await authority.Referral(door.Ark[0]);
        var nothing = door.Accept(door.Ark[0], door.Ark[1]) with { Decision = ReferralDecision.NoFurtherAction };
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(amy.Id, nothing, null, a, null));
        Assert.Equal(new DateOnly(2026, 11, 25), (await authority.Due(door.Ark[1]))["referrer_feedback"]);
        Assert.Single((await authority.As<ShowDuty, DutyQueue>(door.MaxAccount, (s, a) => s.Show(a))).Answers);
        await authority.As<AnswerReferrer>(door.MaxAccount, (t, a) => t.Handle(amy.Id, new ReferrerAnswerInput { On = Today, How = "By telephone" }, a, null));
        Assert.Empty(await authority.Due(door.Ark[1]));

        await Referred(authority, door, door.Ark[0]);
        var again = await authority.Referral(door.Ark[0]);
        var page = await authority.As<ShowReferral, ReferralPage?>(door.MaxAccount, (s, a) => s.Show(again.Id, a));
        Assert.Equal(amy.Id, page!.ReReferralOf!.EpisodeId);
        Assert.Contains(page.Teams, t => t.Name == "North");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_is_not_ticked_is_neither_decided_on_nor_assessed_the_child_whose_page_is_open_too(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var (amy, ben) = (door.Ark[0], door.Ark[1]);
        await Referred(authority, door, amy, ben);
        var (ofAmy, ofBen) = (await authority.Referral(amy), await authority.Referral(ben));

        // From Amy's page, for Ben alone: brothers and sisters may go to two teams.
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(ofAmy.Id, door.Accept(ben), ofAmy.Version, a, null));
        Assert.True((await authority.Referral(amy)).IsUndecided);
        Assert.Equal((ReferralDecision.Assess, door.Town.North), ((await authority.Referral(ben)).Decision, (await authority.Referral(ben)).TeamId));
        var nobody = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(ofAmy.Id, door.Accept(ben), null, a, null))
        );
        Assert.Equal("Children", nobody.Problems.Single().Field);
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(ofAmy.Id, door.Accept(amy), null, a, null));

        var made = await authority.As<StartAssessment, Guid>(
            door.Town.PriyaAccount,
            (s, a) => s.Handle(ofAmy.Id, new StartAssessmentInput { Children = [ben], ReviewPoint = 10 }, a, null)
        );
        Assert.Equal(
            [(made, ben)],
            await authority.Db(async db => (await db.Assessments.AsNoTracking().ToListAsync()).Where(x => x.PersonId == amy || x.PersonId == ben).Select(x => (x.Id, x.PersonId)))
        );
        Assert.Equal(ofBen.Id, await authority.Db(db => db.Assessments.Where(x => x.Id == made).Select(x => x.EpisodeId!.Value).SingleAsync()));
    }

    internal static async Task Referred(Authority authority, Door door, params Guid[] children)
    {
        // Ids sort by time: what is made later sorts later.
        authority.Time.Advance(TimeSpan.FromMinutes(1));
        var together = await authority.As<RecordContact, Guid>(door.DoraAccount, (r, a) => r.Handle(Door.Told(children), a, null));
        await authority.As<DecideContact, Guid>(door.DoraAccount, (d, a) => d.Handle(together, Door.Refer(children), a, null));
    }
}
