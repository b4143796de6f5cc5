using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Assessments;
using Kith.Practice.Projections;
using Kith.Practice.Referrals;
using Kith.Practice.Transfers;
using Kith.Practice.Workforce.Allocate;
using Microsoft.EntityFrameworkCore;

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
        overview = await authority.Db(db => db.ChildOverviews.SingleAsync(o => o.PersonId == amy));
        Assert.Equal((ChildStatus.ChildInNeed, door.Town.North), (overview.Status, overview.TeamId));
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
