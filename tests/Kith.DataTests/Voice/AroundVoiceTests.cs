using Kith.DataTests.Children;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.LookedAfter;
using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Voice;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Voice;

/// <summary>What hangs on a child's voice, on both databases: codes, the child's plan, an advocate, the family's own meeting.</summary>
public sealed class AroundVoiceTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_code_works_once_is_kept_as_a_digest_and_becomes_an_entry(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var key = Guid.CreateVersion7();
        var code = (await authority.Do(s => s.GetRequiredService<IssueFeedbackCode>().Handle(f.Mia, FeedbackFrom.Child, null, f.Worker, key)))!;
        // The same form sent twice does not show it again, and makes no second one.
        Assert.Null(await authority.Do(s => s.GetRequiredService<IssueFeedbackCode>().Handle(f.Mia, FeedbackFrom.Child, null, f.Worker, key)));
        var kept = await authority.Do(s => s.GetRequiredService<KithDb>().FeedbackCodes.AsNoTracking().SingleAsync());
        Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), kept.Digest, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.Select(t => t.Payload).ToListAsync()), d => d.Contains(code));

        Assert.Equal(FeedbackFrom.Child, await authority.Do(s => s.GetRequiredService<GiveFeedback>().Show($" {code.ToLowerInvariant()} ")));
        foreach (var wrong in new[] { null, "", "x", "AAAAA-AAAAA", new string('A', 100_000), code[..^1] })
        {
            Assert.Null(await authority.Do(s => s.GetRequiredService<GiveFeedback>().Show(wrong)));
        }
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<GiveFeedback>().Handle(code, new())));
        var input = new FeedbackInput
        {
            Feeling = Feeling.Mixed,
            Good = "Gran came",
            Change = "Ring before you come",
        };
        Assert.True(await authority.Do(s => s.GetRequiredService<GiveFeedback>().Handle(code, input)));
        Assert.False(await authority.Do(s => s.GetRequiredService<GiveFeedback>().Handle(code, input)));
        var entry = await authority.Do(s => s.GetRequiredService<KithDb>().VoiceEntries.AsNoTracking().SingleAsync(v => v.Occasion == VoiceOccasion.Feedback));
        Assert.Equal((f.Mia, "Gran came", "Ring before you come", Feeling.Mixed), (entry.PersonId, entry.Words, entry.Wishes, entry.Feeling!.Value));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_who_send_one_code_at_once_are_written_down_once_and_an_old_code_is_dead(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var code = (await authority.Do(s => s.GetRequiredService<IssueFeedbackCode>().Handle(f.Mia, FeedbackFrom.Family, "Mum", f.Worker, null)))!;
        await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => Task.Run(() => authority.Do(s => s.GetRequiredService<GiveFeedback>().Handle(code, new() { Good = $"It helps {i}" }))))
        );
        Assert.Equal("Mum", (await authority.Do(s => s.GetRequiredService<KithDb>().FamilyFeedbacks.AsNoTracking().SingleAsync())).Whom);

        var late = (await authority.Do(s => s.GetRequiredService<IssueFeedbackCode>().Handle(f.Mia, FeedbackFrom.Child, null, f.Worker, null)))!;
        authority.Time.Advance(IssueFeedbackCode.Lasts + TimeSpan.FromMinutes(1));
        Assert.False(await authority.Do(s => s.GetRequiredService<GiveFeedback>().Handle(late, new() { Good = "Late" })));
        await authority.Do(s =>
            Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<IssueFeedbackCode>().Handle(f.Mia, FeedbackFrom.Child, null, f.Stranger, null))
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_plan_for_the_child_is_written_gone_through_and_written_again(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var plan = await authority.Do(async s => await s.GetRequiredService<KithDb>().ProtectionPlans.Where(p => p.PersonId == f.Mia).Select(p => p.Id).SingleAsync());
        ChildLineInput[] lines =
        [
            new()
            {
                Part = ChildVersionPart.WillBe,
                Symbol = "food",
                Text = "There is tea\nevery day | and night.",
            },
            new() { Part = ChildVersionPart.Next, Text = " " },
        ];
        var made = await authority.Do(s => s.GetRequiredService<KeepChildVersion>().Make(f.Mia, plan, lines, null, f.Worker, null));
        await authority.Do(s => s.GetRequiredService<KeepChildVersion>().Share(f.Mia, made, Today(authority), "Good", 1, f.Worker, null));
        var page = (await authority.Do(s => s.GetRequiredService<KeepChildVersion>().Show(f.Mia, plan)))!;
        // A line break and the sign between the parts of a line get through unharmed.
        Assert.Equal(["There is tea every day | and night."], page.Version!.Parts.Select(p => p.Text));
        Assert.Equal(Today(authority), page.Version.SharedOn);
        Assert.True(ReadingAge.Of(page.Version.Parts.Select(p => p.Text)) <= ReadingAge.ForChildren);
        await authority.Do(s => Assert.ThrowsAsync<SecondEditorException>(() => s.GetRequiredService<KeepChildVersion>().Make(f.Mia, plan, lines, 1, f.Worker, null)));
        await authority.Do(s => s.GetRequiredService<KeepChildVersion>().Make(f.Mia, plan, lines, page.Version.Version, f.Worker, null));
        Assert.Equal(2, await authority.Do(s => s.GetRequiredService<KithDb>().ChildVersions.CountAsync()));
        Assert.Null(await authority.Do(s => s.GetRequiredService<KeepChildVersion>().Show(f.Ellie, plan)));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_advocate_is_offered_accepted_and_ends_step_by_step(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var today = Today(authority);
        var id = await authority.Do(s => s.GetRequiredService<KeepAdvocacy>().Offer(f.Mia, new() { On = today }, f.Worker, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepAdvocacy>().Offer(f.Mia, new() { On = today }, f.Worker, null)));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepAdvocacy>().End(f.Mia, id, new() { On = today, Reason = "x" }, 1, f.Worker, null))
        );
        var yes = new AdvocacyInput
        {
            On = today,
            Accepted = true,
            Advocate = "Voices of Amberdale",
        };
        await authority.Do(s => s.GetRequiredService<KeepAdvocacy>().Answer(f.Mia, id, yes, 1, f.Worker, null));
        await authority.Do(s => s.GetRequiredService<KeepAdvocacy>().End(f.Mia, id, new() { On = today, Reason = "Mia speaks for herself" }, 2, f.Worker, null));
        Assert.Equal(AdvocacyState.Ended, Assert.Single(await authority.Do(s => s.GetRequiredService<KeepAdvocacy>().List(f.Mia))).State);
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_offer_before_court_is_asked_for_until_it_is_made_and_the_family_makes_its_own_plan(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var today = Today(authority);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.PreProceedings.Add(
                new PreProceedings
                {
                    Id = s.GetRequiredService<Clock>().NewId(),
                    PersonId = f.Mia,
                    DecidedOn = today.AddDays(-3),
                }
            );
            await db.SaveChangesAsync();
            await s.GetRequiredService<Projector>().Rebuild(check: false);
        });
        Assert.True(await Asked(authority, f.Mia));
        var id = await authority.Do(s => s.GetRequiredService<KeepFamilyMeeting>().Offer(f.Mia, new() { On = today, Offered = true }, f.Worker, null));
        Assert.False(await Asked(authority, f.Mia));
        await authority.Do(s => s.GetRequiredService<KeepFamilyMeeting>().Answer(f.Mia, id, new() { On = today, Accepted = true }, 1, f.Worker, null));
        var refused = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepFamilyMeeting>().Hold(f.Mia, id, new() { On = today, Agreed = true }, 2, f.Worker, null))
        );
        Assert.Equal(["FamilyPlan", "ReviewOn"], refused.Problems.Select(p => p.Field).Order(StringComparer.Ordinal));
        var held = new FamilyMeetingInput
        {
            On = today,
            PrivateTime = true,
            FamilyPlan = "Gran has the children at weekends",
            Agreed = true,
            ReviewOn = today.AddMonths(2),
        };
        await authority.Do(s => s.GetRequiredService<KeepFamilyMeeting>().Hold(f.Mia, id, held, 2, f.Worker, null));
        var before = await authority.Do(s => s.GetRequiredService<KithDb>().PreProceedings.AsNoTracking().SingleAsync());
        Assert.Equal(
            (today, true, today, true),
            (before.FamilyMeetingOfferedOn!.Value, before.MeetingOffered!.Value, before.FamilyMeetingHeldOn!.Value, before.MeetingHeld!.Value)
        );
        // The day agreed with the family is a clock on the child; a plan that does not hold is looked at again, and every look is kept.
        Assert.Equal((today, today.AddMonths(2)), await Looks(authority, f.Mia));
        var unsaid = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<KeepFamilyMeeting>()
                    .Review(
                        f.Mia,
                        id,
                        new()
                        {
                            On = today,
                            Note = "Gran was ill",
                            Holds = false,
                        },
                        3,
                        f.Worker,
                        null
                    )
            )
        );
        Assert.Equal(["ReviewOn"], unsaid.Problems.Select(p => p.Field));
        var shaken = new FamilyMeetingInput
        {
            On = today,
            Note = "Gran was ill",
            Holds = false,
            ChildView = "I missed Gran",
            ReviewOn = today.AddDays(20),
        };
        await authority.Do(s => s.GetRequiredService<KeepFamilyMeeting>().Review(f.Mia, id, shaken, 3, f.Worker, null));
        Assert.Equal((today, today.AddDays(20)), await Looks(authority, f.Mia));
        await authority.Do(s =>
            s.GetRequiredService<KeepFamilyMeeting>()
                .Review(
                    f.Mia,
                    id,
                    new()
                    {
                        On = today,
                        Note = "It goes well",
                        Holds = true,
                    },
                    4,
                    f.Worker,
                    null
                )
        );
        Assert.Null(await Looks(authority, f.Mia));
        Assert.Equal(
            ["Gran was ill", "It goes well"],
            (await authority.Do(s => s.GetRequiredService<KeepFamilyMeeting>().Reviews(f.Mia)))[id].Select(r => r.Note).Order(StringComparer.Ordinal)
        );
        Assert.Equal(FamilyMeetingState.Reviewed, Assert.Single(await authority.Do(s => s.GetRequiredService<KeepFamilyMeeting>().List(f.Mia))).State);
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Families_without_an_offer_are_listed_before_court_with_reasons_and_only_within_reach(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var today = Today(authority);
        // Mia is on a child protection plan, which is enough to be on the list; court is not near yet.
        Assert.Equal((FamilyOffer.None, null), await Line(f.Worker));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            foreach (var child in new[] { f.Mia, f.Kyle, f.Ellie })
            {
                db.PreProceedings.Add(
                    new PreProceedings
                    {
                        Id = s.GetRequiredService<Clock>().NewId(),
                        PersonId = child,
                        DecidedOn = today.AddDays(-3),
                    }
                );
            }
            await db.SaveChangesAsync();
            await s.GetRequiredService<Projector>().Rebuild(check: false);
        });
        var page = await List(f.Worker, null, true);
        // Kyle is restricted and Ellie another team's: neither is listed nor counted.
        Assert.Equal([f.Mia], page.Lines.Select(l => l.Id));
        Assert.Equal(1, page.Counts.Values.Sum());
        Assert.Equal((today.AddDays(-3), true), (page.Lines[0].BeforeCourt!.Value, page.Lines[0].DueOn > today));
        await authority.Do(s =>
            s.GetRequiredService<KeepFamilyMeeting>()
                .Offer(
                    f.Mia,
                    new()
                    {
                        On = today,
                        Offered = false,
                        Reason = "He is not safe to meet",
                    },
                    f.Worker,
                    null
                )
        );
        Assert.Equal((FamilyOffer.Reason, "He is not safe to meet"), await Line(f.Worker));
        Assert.Null(Assert.Single((await List(f.Worker, FamilyOffer.Reason, true)).Lines).DueOn);
        await authority.Do(s => s.GetRequiredService<KeepFamilyMeeting>().Offer(f.Mia, new() { On = today, Offered = true }, f.Worker, null));
        Assert.Empty((await List(f.Worker, null, true)).Lines);
        Assert.Equal(1, (await List(f.Worker, FamilyOffer.Offered, true)).Total);

        Task<FamilyOffersPage> List(Actor actor, FamilyOffer? offer, bool court) => authority.Do(s => s.GetRequiredService<ListFamilyOffers>().List(null, offer, court, 1, actor));

        async Task<(FamilyOffer, string?)> Line(Actor actor) => (await List(actor, null, false)).Lines.Where(l => l.Id == f.Mia).Select(l => (l.Offer, l.Why)).Single();
    }

    private static Task<(DateOnly, DateOnly)?> Looks(Authority authority, Guid child) =>
        authority.Do(async s =>
            await s.GetRequiredService<KithDb>().DueItems.SingleOrDefaultAsync(d => d.PersonId == child && d.Clock == "family_plan_review") is { } due
                ? ((DateOnly, DateOnly)?)(due.StartedOn, due.DueOn)
                : null
        );

    private static Task<bool> Asked(Authority authority, Guid child) =>
        authority.Do(s => s.GetRequiredService<KithDb>().DueItems.AnyAsync(d => d.PersonId == child && d.Clock == "family_meeting_offer"));

    private static DateOnly Today(Authority authority) => authority.Services.GetRequiredService<Clock>().Today;

    private static Task Whole(Authority authority) =>
        authority.Do(async s =>
        {
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
}
