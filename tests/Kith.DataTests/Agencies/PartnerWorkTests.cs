using Kith.DataTests.FrontDoor;
using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Kith.Practice.Contacts;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Conferencing;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Referrals;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Agencies;

/// <summary>What passes between a partner and the authority: referrals and their answers, meetings, reports and actions.</summary>
public sealed class PartnerWorkTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_referral_is_kept_sent_once_taken_in_decided_and_answered(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        var (authority, nisha) = (town.Authority, town.AsNisha);
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<WritePartnerReferral, Guid>(w => w.Begin(null, nisha, null)));
        var begun = Guid.CreateVersion7();
        var id = await town.Use<WritePartnerReferral, Guid>(w => w.Begin(true, nisha, begun));
        Assert.Equal(id, await town.Use<WritePartnerReferral, Guid>(w => w.Begin(true, nisha, begun)));
        // Half a referral can be kept; a whole one is asked for when it is sent.
        await town.Use<WritePartnerReferral>(w => w.Keep(id, new PartnerReferralInput { Worries = "Amy came hungry" }, 1, nisha, null));
        var early = await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<WritePartnerReferral, string>(w => w.Send(id, new PartnerReferralInput(), null, nisha, null)));
        Assert.Equal(["Children[0].GivenName", "Worries", "Consent", "Basis", "", "SpokeTo"], early.Problems.Select(p => p.Field));
        Assert.Equal("", await town.Use<WritePartnerReferral, string>(w => w.ShowNumber(id, nisha)));
        var input = Written();
        var (key, version) = (Guid.CreateVersion7(), (await Mine(town, id)).Version);
        var reference = await town.Use<WritePartnerReferral, string>(w => w.Send(id, input, version, nisha, key));
        Assert.Equal(reference, await town.Use<WritePartnerReferral, string>(w => w.Send(id, input, version, nisha, key)));
        Assert.Matches("^[2-9A-Z]{4}-[2-9A-Z]{4}$", reference);
        // What was sent does not change any more.
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<WritePartnerReferral>(w => w.Keep(id, input, null, nisha, null)));
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<WritePartnerReferral>(w => w.ThrowAway(id, nisha, null)));

        var line = (await authority.As<ShowDuty, DutyQueue>(town.Door.DoraAccount, (s, a) => s.Show(a))).FromPartners.Single();
        Assert.Equal(("Amy Ark and Zoe Ark", true, new DateOnly(2026, 11, 25)), (line.Children, line.Urgent, line.DueOn));
        // Nobody but the front door reads it before it is known whom it is about.
        Assert.Empty((await authority.As<ShowDuty, DutyQueue>(town.Door.Town.BeaAccount, (s, a) => s.Show(a))).FromPartners);
        Assert.Null(await authority.As<TakeInReferral, PartnerReferralPage?>(town.Door.Town.BeaAccount, (t, a) => t.Show(id, a)));
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            authority.As<TakeInReferral, Guid>(town.Door.Town.BeaAccount, (t, a) => t.Handle(id, new TakeInInput { Who = ["new", "new"] }, a, null))
        );

        var page = (await authority.As<TakeInReferral, PartnerReferralPage?>(town.Door.DoraAccount, (t, a) => t.Show(id, a)))!;
        Assert.Contains(page.Children[0].Alike, p => p.Id == town.Door.Ark[0]);
        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.As<TakeInReferral, Guid>(town.Door.DoraAccount, (t, a) => t.Handle(id, new TakeInInput(), a, null)));
        var amy = town.Door.Ark[0];
        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(_ =>
                    authority.As<TakeInReferral, Guid>(town.Door.DoraAccount, (t, a) => t.Handle(id, new TakeInInput { Who = [$"{amy}", "new"] }, a, Guid.CreateVersion7()))
                )
        );
        var together = Assert.Single(taken.Distinct());
        var contacts = await authority.Db(db => db.Contacts.AsNoTracking().Where(c => c.TogetherId == together).OrderBy(c => c.Id).ToListAsync());
        Assert.Equal(2, contacts.Count);
        Assert.All(
            contacts,
            c =>
                Assert.Equal(
                    (ContactChannel.OnlineForm, "2A", "Ashgrove Primary School", new DateOnly(2026, 11, 24), id),
                    (c.Channel!.Value, c.SourceCode, c.FromAgency, c.ReceivedOn, c.PartnerReferralId!.Value)
                )
        );
        Assert.Contains("hungry", contacts[0].Summary, StringComparison.Ordinal);
        var zoe = contacts.Single(c => c.PersonId != amy).PersonId;
        Assert.Equal("Zoe Ark", (await authority.Db(db => db.People.AsNoTracking().SingleAsync(p => p.Id == zoe))).DisplayName);

        // Decided: the answer has a clock; the partner reads what happens next and nothing of why.
        Assert.Equal("We have it, and decide what happens next", (await Day(town, nisha)).Referrals.Single().Standing);
        await authority.As<DecideContact, Guid>(
            town.Door.DoraAccount,
            (d, a) =>
                d.Handle(
                    together,
                    new ContactDecisionInput
                    {
                        Decision = ContactDecision.NoFurtherAction,
                        Reason = "The neighbour told us a secret.",
                        Children = [amy, zoe],
                    },
                    a,
                    null
                )
        );
        Assert.Equal(new DateOnly(2026, 11, 25), (await authority.Due(amy))["partner_feedback"]);
        Assert.Equal(id, (await authority.As<ShowDuty, DutyQueue>(town.Door.DoraAccount, (s, a) => s.Show(a))).PartnerAnswers.Single().Episode);
        var sent = await Mine(town, id);
        await authority.As<AnswerPartner>(
            town.Door.DoraAccount,
            (t, a) => t.Handle(id, new PartnerAnswerInput { Outcome = ToldOutcome.NothingFurther, Words = "Ring us if it happens again." }, sent.Version, a, null)
        );
        Assert.DoesNotContain("partner_feedback", (await authority.Due(amy)).Keys);
        var told = (await Day(town, nisha)).Referrals.Single();
        Assert.Equal(("Children’s social care does nothing further now", "Ring us if it happens again."), (told.Standing, told.Words));
        Assert.Empty((await authority.As<ShowDuty, DutyQueue>(town.Door.DoraAccount, (s, a) => s.Show(a))).PartnerAnswers);
        Assert.Empty(await authority.Do(s => s.GetRequiredService<Projector>().Rebuild(check: true)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_answer_to_the_referrer_of_a_referral_reaches_the_partner_however_it_was_given(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        var authority = town.Authority;
        var ben = town.Door.Ark[1];
        var id = await Sent(town, town.AsNisha, ben);
        var together = (await Mine(town, id)).ContactTogetherId!.Value;
        var referral = await authority.As<DecideContact, Guid>(town.Door.DoraAccount, (d, a) => d.Handle(together, Door.Refer(ben), a, null));
        // Until a manager has decided, there is nothing to tell.
        Assert.DoesNotContain("partner_feedback", (await authority.Due(ben)).Keys);
        await authority.As<DecideReferral>(town.Door.MaxAccount, (d, a) => d.Handle(referral, town.Door.Accept(ben), null, a, null));
        Assert.Contains("referrer_feedback", (await authority.Due(ben)).Keys);
        await authority.As<AnswerReferrer>(
            town.Door.MaxAccount,
            (d, a) => d.Handle(referral, new ReferrerAnswerInput { On = new DateOnly(2026, 11, 24), How = "By telephone" }, a, null)
        );
        Assert.Equal("A worker is finding out what help the family needs", (await Day(town, town.AsNisha)).Referrals.Single().Standing);
        Assert.DoesNotContain("referrer_feedback", (await authority.Due(ben)).Keys);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Meetings_reports_and_actions_of_one_partner_are_nobody_elses(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        var (authority, keeper, nisha) = (town.Authority, PartnerTown.Keeper, town.AsNisha);
        var amy = town.Door.Ark[0];
        var meeting = await Conference(town, amy);
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<KeepParticipants>(k => k.AddProfessionals(amy, meeting, [town.Nisha], true, keeper, null)));
        await town.Use<KeepProfessionals>(k => k.Add(amy, new ChildProfessionalInput { ProfessionalId = town.Nisha, Part = "Class teacher" }, keeper, null));
        await Assert.ThrowsAsync<NotAcceptedException>(() =>
            town.Use<KeepProfessionals>(k => k.Add(amy, new ChildProfessionalInput { ProfessionalId = town.Nisha }, keeper, null))
        );
        await town.Use<KeepParticipants>(k => k.AddProfessionals(amy, meeting, [town.Nisha], true, keeper, null));
        // On the list, and not yet invited: that is not hers to see.
        Assert.Empty((await Day(town, nisha)).Invitations);
        await town.Use<KeepParticipants>(k => k.Invite(amy, meeting, keeper, null));
        var invitation = (await Day(town, nisha)).Invitations.Single();
        Assert.Equal(("Amy Ark", "Initial child protection conference", new DateOnly(2026, 12, 4)), (invitation.Children, invitation.Kind, invitation.ReportDueOn!.Value));

        var id = invitation.Id;
        await town.Use<AnswerInvitation>(x => x.Answer(id, Reply.Coming, nisha, null));
        await town.Use<AnswerInvitation>(x => x.Report(id, "Half a", false, null, nisha, null));
        Assert.Null((await Participant(town, id)).ReportReceivedOn);
        await Assert.ThrowsAsync<SecondEditorException>(() => town.Use<AnswerInvitation>(x => x.Report(id, "An old window", true, 1, nisha, null)));
        var key = Guid.CreateVersion7();
        await town.Use<AnswerInvitation>(x => x.Report(id, "Amy learns well and is often hungry.", true, null, nisha, key));
        await town.Use<AnswerInvitation>(x => x.Report(id, "Amy learns well and is often hungry.", true, null, nisha, key));
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<AnswerInvitation>(x => x.Report(id, "Another", true, null, nisha, null)));
        var p = await Participant(town, id);
        Assert.Equal((Reply.Coming, new DateOnly(2026, 11, 24), "Amy learns well and is often hungry."), (p.Reply!.Value, p.ReportReceivedOn!.Value, p.Report));

        // Dissent is for those who took part, after it was held.
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<AnswerInvitation>(x => x.Agree(id, false, "Too soon", nisha, null)));
        town.Authority.Time.Advance(TimeSpan.FromDays(14));
        await Held(town, meeting, id);
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<AnswerInvitation>(x => x.Agree(id, false, " ", nisha, null)));
        await town.Use<AnswerInvitation>(x => x.Agree(id, false, "Amy should not go home on weekdays.", nisha, null));
        Assert.Equal((false, "Amy should not go home on weekdays."), ((await Participant(town, id)).Agrees!.Value, (await Participant(town, id)).View));

        // An action from the one list; nobody who is not around the child can be given one.
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<AddAction, Guid>(x => x.Handle(amy, Breakfast(town.Sam), keeper, null)));
        var action = await town.Use<AddAction, Guid>(x => x.Handle(amy, Breakfast(town.Nisha), keeper, null));
        var own = (await Day(town, nisha)).Actions.Single();
        Assert.Equal((action, "Amy Ark", "Offer breakfast"), (own.Id, own.Child, own.What));
        await town.Use<WorkOwnActions>(w => w.Handle(action, false, null, "Begins on Monday", own.Version, nisha, null));
        var late = await Assert.ThrowsAsync<SecondEditorException>(() => town.Use<WorkOwnActions>(w => w.Handle(action, true, null, "Done", own.Version, nisha, null)));
        // The council's people learn what was recorded first; a partner sees no more of the record for having been second.
        Assert.NotNull(await town.Use<FirstEditors, FirstEdit?>(f => f.Of(late, keeper)));
        Assert.Null(await town.Use<FirstEditors, FirstEdit?>(f => f.Of(late, nisha)));
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<WorkOwnActions>(w => w.Handle(action, true, null, "", null, nisha, null)));
        await town.Use<WorkOwnActions>(w => w.Handle(action, true, null, "She eats with us every day.", null, nisha, null));
        Assert.Equal(
            (ActionState.Done, "She eats with us every day.", nisha.AccountId),
            await authority.Db(async db =>
                (await db.ActionItems.AsNoTracking().SingleAsync(a => a.Id == action)) is var a ? (a.State, a.Evidence!, a.DoneByAccountId!.Value) : default
            )
        );

        // Sam has all the ids, and none of them is his.
        var referral = await Sent(town, nisha, town.Door.Ark[2]);
        var draft = await town.Use<WritePartnerReferral, Guid>(w => w.Begin(false, nisha, null));
        foreach (var thief in new[] { town.AsSam, await OfStaff(town) })
        {
            foreach (var r in new[] { referral, draft })
            {
                await Refused(() => town.Use<WritePartnerReferral, object?>(async w => await w.Show(r, thief)));
                await Refused(() => town.Use<WritePartnerReferral, object?>(async w => await w.ShowNumber(r, thief)));
                await Refused(() => town.Use<WritePartnerReferral, object?>(async w => await w.Send(r, Written(), null, thief, null)));
                await Refused(() => Nothing(town.Use<WritePartnerReferral>(w => w.Keep(r, Written(), null, thief, null))));
                await Refused(() => Nothing(town.Use<WritePartnerReferral>(w => w.ThrowAway(r, thief, null))));
            }
            await Refused(() => town.Use<AnswerInvitation, object?>(async x => await x.Show(id, thief)));
            await Refused(() => Nothing(town.Use<AnswerInvitation>(x => x.Answer(id, Reply.Apologies, thief, null))));
            await Refused(() => Nothing(town.Use<AnswerInvitation>(x => x.Report(id, "Mine", true, null, thief, null))));
            await Refused(() => Nothing(town.Use<AnswerInvitation>(x => x.Agree(id, true, null, thief, null))));
            await Refused(() => town.Use<WorkOwnActions, object?>(async w => await w.Show(action, thief)));
            await Refused(() => Nothing(town.Use<WorkOwnActions>(w => w.Handle(action, true, null, "Mine", null, thief, null))));
        }
        var sam = await Day(town, town.AsSam);
        Assert.Equal((0, 0, 0), (sam.Referrals.Count, sam.Invitations.Count, sam.Actions.Count));
        // And a partner is no reader of records, by whatever door.
        Assert.Equal(Sight.Nothing, await town.Use<RecordAccess, Sight>(r => r.SightOf(nisha, amy)));
        // What she saw of Amy stands in Amy's trail.
        Assert.NotEqual(0, await authority.Db(db => db.TrailEntries.CountAsync(t => t.PersonId == amy && t.ActorId == nisha.AccountId && t.Event == nameof(RecordRead))));
        Assert.Empty(await authority.Do(s => s.GetRequiredService<Projector>().Rebuild(check: true)));
    }

    private static async Task Refused(Func<Task<object?>> what)
    {
        try
        {
            Assert.Null(await what());
        }
        catch (AccessRefusedException refused)
        {
            Assert.Equal(Sight.Nothing, refused.Sight);
        }
    }

    private static async Task<object?> Nothing(Task what)
    {
        await what;
        return "done";
    }

    private static NewActionInput Breakfast(Guid whose) =>
        new()
        {
            What = "Offer breakfast",
            OwnerWorkerId = whose,
            DueOn = new DateOnly(2027, 1, 8),
        };

    private static PartnerReferralInput Written() =>
        new()
        {
            Children =
            [
                new ReferredChildInput
                {
                    GivenName = "Amy",
                    FamilyName = "Ark",
                    DateOfBirth = new DateOnly(2012, 5, 1),
                    Postcode = "AM7 7AA",
                },
                new ReferredChildInput(),
                new ReferredChildInput
                {
                    GivenName = "Zoe",
                    FamilyName = "Ark",
                    Age = "about 3",
                },
            ],
            SpokeTo = "Dora, ten to nine",
            Worries = "Amy came hungry again and said that there was nobody at home.",
            Consent = SharingConsent.NotTold,
            ConsentReason = "Amy is afraid of what happens then.",
            Basis = LawfulBasis.PublicTask,
        };

    private static async Task<Guid> Sent(PartnerTown town, Actor by, Guid child)
    {
        var id = await town.Use<WritePartnerReferral, Guid>(w => w.Begin(false, by, null));
        await town.Use<WritePartnerReferral, string>(w => w.Send(id, Written() with { Children = [Written().Children[0]] }, null, by, null));
        await town.Authority.As<TakeInReferral, Guid>(town.Door.DoraAccount, (t, a) => t.Handle(id, new TakeInInput { Who = [$"{child}"] }, a, null));
        return id;
    }

    private static Task<PartnerReferral> Mine(PartnerTown town, Guid id) => town.Authority.Db(db => db.PartnerReferrals.AsNoTracking().SingleAsync(r => r.Id == id));

    private static Task<PartnerDay> Day(PartnerTown town, Actor who) => town.Use<ShowPartnerDay, PartnerDay>(s => s.Show(who));

    private static Task<Participant> Participant(PartnerTown town, Guid id) => town.Authority.Db(db => db.Participants.AsNoTracking().SingleAsync(p => p.Id == id));

    private static Task<Actor> OfStaff(PartnerTown town) => town.Authority.Do(s => s.As(town.Door.DoraAccount));

    private static Task<Guid> Conference(PartnerTown town, Guid child) =>
        town.Authority.Db(async db =>
        {
            var meeting = new Meeting
            {
                Id = Guid.CreateVersion7(),
                Kind = MeetingKind.InitialConference,
                PlannedOn = new DateOnly(2026, 12, 8),
                StartsAt = "10:00",
                Place = "Town hall",
            };
            db.Meetings.Add(meeting);
            db.InitialConferences.Add(
                new InitialConference
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = child,
                    TogetherId = meeting.Id,
                    RequestedOn = new DateOnly(2026, 11, 23),
                    PlannedOn = meeting.PlannedOn,
                }
            );
            await db.SaveChangesAsync();
            return meeting.Id;
        });

    private static Task<int> Held(PartnerTown town, Guid meeting, Guid participant) =>
        town.Authority.Db(async db =>
        {
            (await db.InitialConferences.SingleAsync(c => c.TogetherId == meeting)).HeldOn = new DateOnly(2026, 12, 8);
            (await db.Participants.SingleAsync(p => p.Id == participant)).Attended = true;
            return await db.SaveChangesAsync();
        });
}
