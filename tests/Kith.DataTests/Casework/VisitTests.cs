using Kith.DataTests.FrontDoor;
using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Drafts;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Casework;

/// <summary>Visits are planned, recorded once for brothers and sisters, missed with a reason, and corrected in sight.</summary>
public sealed class VisitTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task One_form_records_each_child_s_part_their_voice_and_the_next_visit(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var key = Guid.CreateVersion7();
        var input = Form(town);
        input.PlanNext = true;
        input.NextOn = input.SuggestedOn = new DateOnly(2026, 12, 1);
        var visit = await authority.Do(async s => await s.GetRequiredService<RecordVisit>().Handle(input, await s.As(town.PriyaAccount), key));
        // The same form sent twice.
        Assert.Equal(visit, await authority.Do(async s => await s.GetRequiredService<RecordVisit>().Handle(Form(town), await s.As(town.PriyaAccount), key)));

        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal(2, await db.Visits.CountAsync());
            var made = await db.Visits.Include(v => v.Children).SingleAsync(v => v.Id == visit);
            Assert.Equal(
                [(town.Mia, (bool?)true, (bool?)true), (town.Noah, (bool?)false, (bool?)false)],
                made.Children.OrderByDescending(c => c.Seen).Select(c => (c.PersonId, c.Seen, c.SeenAlone))
            );
            var voice = await db.VoiceEntries.SingleAsync();
            Assert.Equal((town.Mia, visit, "I like Gran's house", true), (voice.PersonId, voice.VisitId, voice.Words, voice.Alone));
            // Mia's clock starts anew from this visit; Noah was not seen, so his runs on.
            Assert.Equal(new DateOnly(2026, 12, 8), (await db.DueItems.SingleAsync(d => d.PersonId == town.Mia && d.Clock == "cp_visit")).DueOn);
            Assert.Equal(new DateOnly(2026, 9, 7), (await db.DueItems.SingleAsync(d => d.PersonId == town.Noah && d.Clock == "cin_visit_first")).StartedOn);
            // Ten working days from the visit, less one in hand: the form had not been changed by hand.
            var next = await db.PlannedVisits.Include(p => p.Children).SingleAsync();
            Assert.Equal((new DateOnly(2026, 12, 7), 2), (next.On, next.Children.Count));
            Assert.Equal(
                ["VisitPlanned", "VisitRecorded", "VoiceHeard"],
                await db.TrailEntries.Where(t => t.PersonId == town.Mia && t.Process == "Record a visit").Select(t => t.Event).OrderBy(e => e).ToListAsync()
            );
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_writes_on_a_child_they_may_not_read_and_nothing_is_saved_then(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        foreach (var hidden in new[] { town.Rex, town.Ellie })
        {
            var input = Form(town);
            input.Children.Add(new VisitChildInput { PersonId = hidden, Part = VisitPart.Seen });
            await authority.Do(async s =>
                await Assert.ThrowsAsync<AccessRefusedException>(async () => await s.GetRequiredService<RecordVisit>().Handle(input, await s.As(town.PriyaAccount), null))
            );
        }
        await authority.Do(async s => Assert.Equal(1, await s.GetRequiredService<KithDb>().Visits.CountAsync()));
        // Nor is the restricted child offered with the others.
        var family = await authority.Do(async s => await s.GetRequiredService<VisitFamily>().Of(town.Mia, await s.As(town.PriyaAccount)));
        Assert.Equal(new HashSet<Guid> { town.Mia, town.Noah }, family.Select(f => f.Id).ToHashSet());
        Assert.True(family.Single(f => f.Id == town.Mia).Expected);
        Assert.False(family.Single(f => f.Id == town.Noah).Expected, "Noah has another worker");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Brothers_and_sisters_of_another_team_are_named_with_whose_they_are_and_that_worker_is_told(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var (town, amy, ben) = (door.Town, door.Ark[0], door.Ark[1]);
        // Lex, who is restricted, is of that team too: nothing is said of him.
        await ReferralTests.Referred(authority, door, amy, ben);
        var referral = await authority.Db(db => db.Episodes.Where(e => e.PersonId == amy).Select(e => e.Id).SingleAsync());
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(referral, door.Accept(amy), null, a, null));
        var ofBen = await authority.Db(db => db.Episodes.Where(e => e.PersonId == ben).Select(e => e.Id).SingleAsync());
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(ofBen, door.Accept(ben) with { TeamId = town.South, WorkerId = town.Bea }, null, a, null));
        await authority.As<AnswerReferrer>(door.MaxAccount, (t, a) => t.Handle(referral, new ReferrerAnswerInput { On = Today, How = "By telephone" }, a, null));

        var (here, elsewhere) = await authority.As<VisitFamily, (IReadOnlyList<VisitFamilyChild>, IReadOnlyList<VisitFamilyElsewhere>)>(
            town.PriyaAccount,
            (f, a) => f.With(amy, a)
        );
        Assert.Equal([amy], here.Select(h => h.Id));
        Assert.Equal([(ben, "Ben is worked with by Bea Lund (South)")], elsewhere.Select(e => (e.Id, e.Whose)));
        var visit = await authority.As<RecordVisit, Guid>(
            town.PriyaAccount,
            (r, a) =>
                r.Handle(
                    new VisitInput
                    {
                        On = Today,
                        Kind = VisitKind.Assessment,
                        WorkerId = town.Priya,
                        Place = "Home",
                        Children = [new VisitChildInput { PersonId = amy, Part = VisitPart.Seen }],
                        SharedText = "Tea was on the table.",
                        // Nobody can be told about children who are not of this family.
                        Tell = [ben, town.Ellie, door.Lex],
                    },
                    a,
                    null
                )
        );
        // Ben's own record has no visit; his worker hears that he was met, and nothing of what was seen.
        Assert.Equal([amy], await authority.Db(db => db.VisitChildren.Where(c => c.VisitId == visit).Select(c => c.PersonId).ToListAsync()));
        var told = await authority.Db(db => db.Notices.AsNoTracking().Where(n => n.Text.Contains("met a child")).SingleAsync());
        Assert.Equal((town.BeaAccount, (Guid?)ben), (told.AccountId, told.PersonId));
        Assert.DoesNotContain("Amy", told.Text, StringComparison.Ordinal);
        Assert.Equal([ben], await authority.Db(db => db.TrailEntries.Where(t => t.Event == nameof(ChildMetByColleague)).Select(t => t.PersonId!.Value).ToListAsync()));
        // A co-worker of Ben's records for both.
        await authority.Db(async db =>
        {
            db.Allocations.Add(
                new Practice.Workforce.Allocation
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = ben,
                    WorkerId = town.Priya,
                    TeamId = town.North,
                    Role = Practice.Workforce.AllocationRole.CoWorker,
                    From = Today,
                }
            );
            return await db.SaveChangesAsync();
        });
        Assert.Equal(2, (await authority.As<VisitFamily, IReadOnlyList<VisitFamilyChild>>(town.PriyaAccount, (f, a) => f.Of(amy, a))).Count);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_brothers_go_to_two_teams_what_is_about_one_is_corrected_and_what_is_about_both_says_why_not(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var visit = await authority.As<RecordVisit, Guid>(town.PriyaAccount, (r, a) => r.Handle(Form(town), a, null));
        var planned = await authority.As<PlanVisit, Guid>(
            town.PriyaAccount,
            (p, a) => p.Handle(new PlanVisitInput { Children = [town.Mia, town.Noah], On = Today.AddDays(3) }, a, null)
        );
        // Noah is with the South team by now.
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            await db.Allocations.Where(a => a.PersonId == town.Noah && a.To == null).ExecuteUpdateAsync(u => u.SetProperty(a => a.To, Today));
            db.Allocations.Add(
                new Practice.Workforce.Allocation
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = town.Noah,
                    WorkerId = town.Bea,
                    TeamId = town.South,
                    Role = Practice.Workforce.AllocationRole.Lead,
                    From = Today,
                }
            );
            await db.SaveChangesAsync();
            await s.GetRequiredService<Practice.Projections.Projector>().Rebuild(check: false);
        });
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => Amend(f => f.SharedText = "Tea was on the table, and no toys."));
        Assert.Contains("the record of Noah", refused.Message, StringComparison.Ordinal);
        await Amend(f => f.Text = "Mia had her coat on.");
        Assert.Equal([town.Mia], await authority.Db(db => db.TrailEntries.Where(t => t.Event == nameof(VisitAmended)).Select(t => t.PersonId!.Value).ToListAsync()));

        // What stands in her own diary she moves and cancels all the same; nobody else does who may not read both.
        await authority.As<PlanVisit>(town.PriyaAccount, (p, a) => p.Change(planned, new PlanVisitInput { On = Today.AddDays(4) }, null, a, null));
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.As<PlanVisit>(town.MoAccount, (p, a) => p.Cancel(planned, "Not needed", null, a, null)));
        await authority.As<PlanVisit>(town.PriyaAccount, (p, a) => p.Cancel(planned, "Noah goes with Bea now", null, a, null));

        Task Amend(Action<AmendVisitInput> change) =>
            authority.Do(async s =>
            {
                var actor = await s.As(town.PriyaAccount);
                var page = (await s.GetRequiredService<ShowVisit>().Show(town.Mia, visit, actor))!;
                var input = AmendVisitInput.Of(page.Visit, page.Child);
                change(input);
                input.Reason = "I had it wrong";
                await s.GetRequiredService<AmendVisit>().Handle(town.Mia, visit, input, page.Visit.Version, actor, null);
            });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_wrong_is_said_in_words(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        Assert.Contains("must be today or in the past", await Refused(f => f.On = Today.AddDays(1)));
        Assert.Contains("Say why this one is later", await Refused(f => f.On = Today.AddDays(-7)));
        Assert.Contains("Say why Noah was not seen", await Refused(f => f.Children[1].WhyNotSeen = " "));
        Assert.Contains("Say which child", await Refused(f => f.Children.Clear()));
        Assert.Contains("once", await Refused(f => f.Children.Add(f.Children[0])));
        Assert.Contains("Say why the visit did not take place", await Refused(f => f.NotHeld = true));
        Assert.Contains("Enter the day of the next visit", await Refused(f => f.PlanNext = true));
        Assert.Contains("from the list", await Refused(f => f.Children[0].Method = "Telepathy"));

        Task<string> Refused(Action<VisitInput> change) =>
            authority.Do(async s =>
            {
                var form = Form(town);
                change(form);
                return (
                    await Assert.ThrowsAsync<NotAcceptedException>(async () => await s.GetRequiredService<RecordVisit>().Handle(form, await s.As(town.PriyaAccount), null))
                ).Message;
            });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_missed_visit_says_why_and_stops_no_clock(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var planned = await authority.Do(async s =>
            await s.GetRequiredService<PlanVisit>()
                .Handle(
                    new PlanVisitInput
                    {
                        Children = [town.Mia],
                        On = Today,
                        At = new TimeOnly(10, 0),
                    },
                    await s.As(town.PriyaAccount),
                    null
                )
        );
        var before = await authority.Do(s =>
            s.GetRequiredService<KithDb>().DueItems.Where(d => d.PersonId == town.Mia && d.Clock == "cp_visit").Select(d => d.DueOn).SingleAsync()
        );
        var visit = await authority.Do(async s =>
            await s.GetRequiredService<RecordVisit>()
                .Handle(
                    new VisitInput
                    {
                        On = Today,
                        NotHeld = true,
                        Missed = VisitMissed.NobodyIn,
                        MissedText = "Rang twice",
                        Children =
                        [
                            new VisitChildInput
                            {
                                PersonId = town.Mia,
                                Part = VisitPart.Seen,
                                Words = "never said",
                            },
                        ],
                    },
                    await s.As(town.PriyaAccount),
                    null
                )
        );
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal(before, await db.DueItems.Where(d => d.PersonId == town.Mia && d.Clock == "cp_visit").Select(d => d.DueOn).SingleAsync());
            var made = await db.Visits.Include(v => v.Children).SingleAsync(v => v.Id == visit);
            Assert.Equal((VisitMissed.NobodyIn, false), (made.Missed, made.Children[0].Seen));
            Assert.Empty(await db.VoiceEntries.ToListAsync());
            // The visit in the diary for that day is the one that was missed.
            Assert.Equal(visit, (await db.PlannedVisits.SingleAsync(p => p.Id == planned)).VisitId);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_finished_visit_changes_only_with_a_reason_and_shows_what_stood_there(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var visit = await authority.Do(async s => await s.GetRequiredService<RecordVisit>().Handle(Form(town), await s.As(town.MoAccount), null));
        var page = (await authority.Do(async s => await s.GetRequiredService<ShowVisit>().Show(town.Mia, visit, await s.As(town.MoAccount))))!;
        Assert.Equal([town.Noah], page.AlsoThere.Select(p => p.Id));
        var input = AmendVisitInput.Of(page.Visit, page.Child);
        input.Analysis = "More hopeful than I wrote";
        input.Bedroom = true;
        Assert.Contains("Say why", await Amend(input, page.Visit.Version));
        Assert.Equal("", await Amend(input with { Reason = "Wrong note" }, page.Visit.Version));
        // A second editor who began from the same version is told.
        await authority.Do(async s =>
            await Assert.ThrowsAsync<SecondEditorException>(async () =>
                await s.GetRequiredService<AmendVisit>()
                    .Handle(town.Mia, visit, input with { Reason = "Mine", Analysis = "x" }, page.Visit.Version, await s.As(town.PriyaAccount), null)
            )
        );
        var (mia, noah) = await authority.Do(async s =>
        {
            var show = s.GetRequiredService<ShowVisit>();
            var mo = await s.As(town.MoAccount);
            return (await show.Show(town.Mia, visit, mo), await show.Show(town.Noah, visit, mo));
        });
        Assert.Equal(
            [("Bedroom seen", "No", "Yes"), ("What it means", "Hopeful", "More hopeful than I wrote")],
            mia!.Amendments.Select(a => (a.Field, a.Old!, a.New!)).OrderBy(a => a.Field)
        );
        Assert.Equal(["What it means"], noah!.Amendments.Select(a => a.Field));

        Task<string> Amend(AmendVisitInput form, int version) =>
            authority.Do(async s =>
            {
                try
                {
                    await s.GetRequiredService<AmendVisit>().Handle(town.Mia, visit, form, version, await s.As(town.MoAccount), null);
                    return "";
                }
                catch (NotAcceptedException refused)
                {
                    return refused.Message;
                }
            });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_draft_follows_its_writer_and_two_devices_notice_each_other(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var key = Guid.CreateVersion7();
        var (fate, first) = await Keep("one", null);
        Assert.Equal((DraftFate.Kept, 1), (fate, first!.Version));
        // Another device took it up and went on; the first one comes back later.
        Assert.Equal(DraftFate.Kept, (await Keep("two", 1)).Fate);
        var (told, newer) = await Keep("one again", 1);
        Assert.Equal((DraftFate.NewerElsewhere, "two"), (told, newer!.Fields["Input.Text"][0]));
        Assert.Equal(DraftFate.Kept, (await Keep("one again", 1, over: true)).Fate);
        Assert.Equal("one again", (await Load(town.PriyaAccount))!.Fields["Input.Text"][0]);
        Assert.Null(await Load(town.MoAccount));
        await authority.Do(async s =>
            await Assert.ThrowsAsync<AccessRefusedException>(async () =>
                await s.GetRequiredService<KeepDraft>().Save(new DraftInput { Form = "x", PersonId = town.Rex }, await s.As(town.PriyaAccount))
            )
        );
        // Finished on one device: the other has nothing left to keep.
        await authority.Do(async s => await s.GetRequiredService<RecordVisit>().Handle(Form(town), await s.As(town.PriyaAccount), key));
        Assert.Null(await Load(town.PriyaAccount));
        Assert.Equal(DraftFate.Finished, (await Keep("late", 3)).Fate);

        Task<(DraftFate Fate, KeptDraft? Draft)> Keep(string text, int? version, bool over = false) =>
            authority.Do(async s =>
                await s.GetRequiredService<KeepDraft>()
                    .Save(
                        new DraftInput
                        {
                            Form = "record-visit/x",
                            PersonId = town.Mia,
                            Version = version,
                            ActKey = key,
                            Over = over,
                            Fields = new Dictionary<string, string[]> { ["Input.Text"] = [text] },
                        },
                        await s.As(town.PriyaAccount)
                    )
            );

        Task<KeptDraft?> Load(Guid account) => authority.Do(async s => await s.GetRequiredService<KeepDraft>().Load("record-visit/x", await s.As(account)));
    }

    private static VisitInput Form(Town town) =>
        new()
        {
            On = Today,
            Kind = VisitKind.ChildProtection,
            Place = "Home",
            SharedText = "Everyone was in",
            Analysis = "Hopeful",
            Children =
            [
                new()
                {
                    PersonId = town.Mia,
                    Part = VisitPart.Seen,
                    Alone = true,
                    Words = "I like Gran's house",
                    Method = "Drawing",
                },
                new()
                {
                    PersonId = town.Noah,
                    Part = VisitPart.NotSeen,
                    WhyNotSeen = "At football",
                },
            ],
        };
}
