using System.Text.Json;
using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.SignIn;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Drafts;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Visits.Offline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Casework;

/// <summary>Children are taken along, least of each and in the trail; what is written on the way is recorded once, or kept with its reason.</summary>
public sealed class OfflineVisitTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private const string Secret = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Phone = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0";
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_packet_carries_the_least_and_stands_in_each_child_s_access_log(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var mia = await db.People.SingleAsync(p => p.Id == town.Mia);
            (mia.WhyInvolved, mia.HowToBeWithMe, mia.NhsNumber) = ("Neglect, long story", "Sit on the floor with her", "9434765919");
            db.ContactMethods.Add(
                new ContactMethod
                {
                    Id = Id(1),
                    PersonId = town.Mia,
                    Value = "07700 900123",
                }
            );
            db.ContactMethods.Add(
                new ContactMethod
                {
                    Id = Id(2),
                    PersonId = town.Mia,
                    Kind = "Email",
                    Value = "mia@example.org",
                }
            );
            db.WarningNotes.Add(
                new WarningNote
                {
                    Id = Id(3),
                    PersonId = town.Mia,
                    Text = "The dog is loose",
                    RaisedOn = Today,
                    ReviewOn = Today.AddDays(30),
                }
            );
            (await db.Visits.SingleAsync()).Next = "Ask the school about breakfast";
            (await db.Visits.SingleAsync()).SharedText = "A long talk";
            await db.SaveChangesAsync();
        });
        var planned = await Plan(authority, town);
        var content = await Take(authority, town, [town.Mia, town.Noah]);

        var mia = content.Children.Single(c => c.Id == town.Mia);
        Assert.Equal(("Mia", "Thompson", "1 High Street, AM1 1AA"), (mia.First, mia.Family, mia.Address));
        Assert.Equal("14 March 2017 (9)", mia.Born);
        Assert.Equal("07700 900123", Assert.Single(mia.Numbers).Number);
        Assert.Equal(["The dog is loose"], mia.Warnings);
        Assert.Equal(("Sit on the floor with her", "Ask the school about breakfast"), (mia.HowToBe, mia.Agreed));
        // Of one home, and therefore of one visit.
        Assert.Equal(mia.Home, content.Children.Single(c => c.Id == town.Noah).Home);
        var visit = Assert.Single(content.Visits);
        Assert.Equal((planned, 2), (visit.Id, visit.Children.Count));
        // Nothing else about the child leaves: not why we work with them, no status, no plan, no number, no earlier words.
        var json = JsonSerializer.Serialize(content);
        foreach (var stays in new[] { "Neglect", "9434765919", "A long talk", "NEG", "ChildProtection", "TMia", "example.org", "Rex", "Ellie" })
        {
            Assert.DoesNotContain(stays, json, StringComparison.Ordinal);
        }
        // The end of tomorrow, in London.
        Assert.Equal(new DateTime(2026, 11, 26, 0, 0, 0, DateTimeKind.Utc), content.Until);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            foreach (var child in new[] { town.Mia, town.Noah })
            {
                var entry = await db.TrailEntries.SingleAsync(t => t.PersonId == child && t.Event == "RecordTakenOut");
                Assert.Equal(("Priya Nair", TakeVisitsAlong.Process), (entry.ActorName, entry.Process));
                Assert.Contains("For visits without signal, on Chrome on an Android phone or tablet, until the end of 25 November 2026", entry.Payload, StringComparison.Ordinal);
            }
            var packet = await db.OfflinePackets.SingleAsync();
            Assert.Equal((content.Packet, 2), (packet.Id, packet.ChildIds.Count));
            Assert.DoesNotContain(Secret, packet.SecretDigest, StringComparison.Ordinal);
            var told = await db.TrailEntries.SingleAsync(t => t.Event == "OfflinePacketPrepared");
            Assert.DoesNotContain("Mia", told.Payload, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_takes_along_whom_they_may_not_read_and_restricted_records_stay_unless_the_council_says_so(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        // Of another team; restricted, and not hers to read.
        foreach (var hidden in new[] { town.Ellie, town.Rex })
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => Take(authority, town, [town.Mia, hidden]));
        }
        await Assert.ThrowsAsync<NotAcceptedException>(() => Take(authority, town, []));
        await authority.Do(async s =>
        {
            var director = await s.As(town.DirectorAccount);
            await Assert.ThrowsAsync<AccessRefusedException>(() =>
                s.GetRequiredService<TakeVisitsAlong>().Handle(new TakeAlongInput { Children = [town.Mia], Secret = Secret }, Phone, null, director, null)
            );
            var db = s.GetRequiredService<KithDb>();
            Assert.Empty(await db.OfflinePackets.ToListAsync());
            Assert.False(await db.TrailEntries.AnyAsync(t => t.Event == "RecordTakenOut"));
            // She is let into the restricted record: it may be read, and still stays in the office.
            db.RestrictionReaders.Add(
                new RestrictionReader
                {
                    Id = Id(4),
                    RestrictionId = await db.Restrictions.Select(r => r.Id).SingleAsync(),
                    AccountId = town.PriyaAccount,
                }
            );
            await db.SaveChangesAsync();
            var (choices, _) = await s.GetRequiredService<TakeVisitsAlong>().List(await s.As(town.PriyaAccount));
            Assert.Equal([(town.Mia, false), (town.Rex, true)], choices.Select(c => (c.Id, c.StaysHere)).OrderBy(c => c.StaysHere));
        });
        Assert.Contains("stay in the office", (await Assert.ThrowsAsync<NotAcceptedException>(() => Take(authority, town, [town.Mia, town.Rex]))).Message);
        await Set(authority, Policies.OfflineRestricted, "yes");
        Assert.Equal(2, (await Take(authority, town, [town.Mia, town.Rex])).Children.Count);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_visit_is_recorded_once_through_the_ordinary_form_however_often_it_is_handed_in(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var planned = await Plan(authority, town);
        var content = await Take(authority, town, [town.Mia, town.Noah]);
        var key = Guid.NewGuid();
        var sealedText = Sealed(content, key, Written(town) with { Planned = planned });

        var first = await Hand(authority, content, key, sealedText, town.PriyaAccount);
        Assert.Equal((Receipt.Kept, ArrivalFate.Recorded), (first.Receipt, first.Fate));
        // The acknowledgement was lost on the way; then both windows of the device send at once.
        Assert.Equal(first, await Hand(authority, content, key, sealedText, town.PriyaAccount));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Hand(authority, content, key, sealedText, town.PriyaAccount))), again => Assert.Equal(first, again));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var visit = await db.Visits.Include(v => v.Children).SingleAsync(v => v.RecordedAt != null);
            Assert.Equal($"/children/{visit.Children.Min(c => c.PersonId)}/visits/{visit.Id}", first.Href);
            Assert.Equal((2, "The kitchen was warm", VisitKind.ChildProtection), (visit.Children.Count, visit.SharedText, visit.Kind));
            Assert.Equal("Built a tower", visit.Children.Single(c => c.PersonId == town.Mia).Text);
            Assert.Equal("I like Gran's house", (await db.VoiceEntries.SingleAsync()).Words);
            Assert.Equal(visit.Id, (await db.PlannedVisits.SingleAsync()).VisitId);
            Assert.Single(await db.OfflineVisits.ToListAsync());
            Assert.Empty(await db.Drafts.ToListAsync());
        });
        // Written on before the device heard that it had arrived: the other version is kept beside, and either can be recorded.
        var other = Sealed(content, key, Written(town) with { SharedText = "The kitchen was warm, and loud" });
        var again = await Hand(authority, content, key, other, town.PriyaAccount);
        Assert.Equal((Receipt.Kept, ArrivalFate.Beside), (again.Receipt, again.Fate));
        Assert.Equal(again, await Hand(authority, content, key, other, town.PriyaAccount));
        Assert.Equal(first, await Hand(authority, content, key, sealedText, town.PriyaAccount));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal("The kitchen was warm", (await db.Visits.SingleAsync(v => v.RecordedAt != null)).SharedText);
            var draft = await s.GetRequiredService<KeepDraft>().Load((await db.OfflineVisits.SingleAsync(v => v.Fate == ArrivalFate.Beside)).Form, await s.As(town.PriyaAccount));
            Assert.Equal("The kitchen was warm, and loud", draft!.Fields["Input.SharedText"][0]);
            Assert.NotEqual(key, draft.ActKey);
        });
        // Two visits of one device on one day are two visits.
        var second = await Hand(authority, content, Id(9), Sealed(content, Id(9), Written(town) with { At = "16:00" }), town.PriyaAccount);
        Assert.Equal(ArrivalFate.Recorded, second.Fate);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_first_hand_in_that_comes_twice_at_one_instant_makes_one_record(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var content = await Take(authority, town, [town.Mia, town.Noah]);
        foreach (var (key, visit) in new[] { (Guid.NewGuid(), Written(town)), (Guid.NewGuid(), Written(town) with { Finished = false, At = "18:00" }) })
        {
            var sealedText = Sealed(content, key, visit);
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Hand(authority, content, key, sealedText, town.PriyaAccount)));
            Assert.All(answers, a => Assert.Equal((Receipt.Kept, answers[0].Fate), (a.Receipt, a.Fate)));
        }
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal(1, await db.Visits.CountAsync(v => v.RecordedAt != null));
            Assert.Equal((2, 1), (await db.OfflineVisits.CountAsync(), await db.Drafts.CountAsync()));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_recorded_meanwhile_stands_and_the_other_is_kept_beside_it_until_its_worker_has_chosen(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var planned = await Plan(authority, town);
        var phone = await Take(authority, town, [town.Mia, town.Noah]);
        var tablet = await Take(authority, town, [town.Mia, town.Noah]);
        authority.Time.Advance(TimeSpan.FromHours(2));
        var recorded = await Hand(authority, tablet, Id(5), Sealed(tablet, Id(5), Written(town) with { Planned = planned, SharedText = "From the tablet" }), town.PriyaAccount);
        Assert.Equal(ArrivalFate.Recorded, recorded.Fate);
        var beside = await Hand(authority, phone, Id(6), Sealed(phone, Id(6), Written(town) with { Planned = planned }), town.PriyaAccount);
        Assert.Equal((Receipt.Kept, ArrivalFate.Beside), (beside.Receipt, beside.Fate));
        // Neither named the planned visit: the same worker, child and day are enough to ask.
        var unplanned = await Hand(authority, phone, Id(7), Sealed(phone, Id(7), Written(town)), town.PriyaAccount);
        Assert.Equal(ArrivalFate.Beside, unplanned.Fate);

        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal("From the tablet", (await db.Visits.SingleAsync(v => v.RecordedAt != null)).SharedText);
            var priya = await s.As(town.PriyaAccount);
            var arrived = await db.OfflineVisits.SingleAsync(v => v.Key == Id(6));
            var page = (await s.GetRequiredService<ArrivedVisits>().Show(arrived.Id, priya))!;
            Assert.Contains(new ArrivedLine("What happened", "The kitchen was warm", "From the tablet"), page.Lines);
            Assert.Contains(new ArrivedLine("Only about Mia", "Built a tower", "Built a tower"), page.Lines);
            Assert.Equal(recorded.Href, page.RecordedHref);
            // Nobody else sees it, not even her manager.
            Assert.Null(await s.GetRequiredService<ArrivedVisits>().Show(arrived.Id, await s.As(town.MoAccount)));
            await Assert.ThrowsAsync<AccessRefusedException>(async () => await s.GetRequiredService<ArrivedVisits>().LetGo(arrived.Id, await s.As(town.MoAccount), null));

            // It is the same visit: let go, in the trail.
            await s.GetRequiredService<ArrivedVisits>().LetGo(arrived.Id, priya, Id(8));
            Assert.Null(await s.GetRequiredService<ArrivedVisits>().Show(arrived.Id, priya));
            Assert.True(await db.TrailEntries.AnyAsync(t => t.Event == "OfflineVisitLetGo"));
            // The other was a visit of its own: recorded by the form under the key of the device, and no longer a draft.
            var draft = (await s.GetRequiredService<KeepDraft>().Load((await db.OfflineVisits.SingleAsync(v => v.Key == Id(7))).Form, priya))!;
            Assert.Equal((Id(7), "The kitchen was warm"), (draft.ActKey, draft.Fields["Input.SharedText"][0]));
            Assert.DoesNotContain("Input.PlannedId", draft.Fields.Keys);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_the_rules_or_the_access_of_the_moment_refuse_is_a_draft_with_its_reason(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var content = await Take(authority, town, [town.Mia, town.Noah]);
        var noPlace = await Hand(authority, content, Id(1), Sealed(content, Id(1), Written(town) with { Place = null }), town.PriyaAccount);
        var half = await Hand(authority, content, Id(2), Sealed(content, Id(2), Written(town) with { On = "not yet", Finished = false }), town.PriyaAccount);
        Assert.Equal((ArrivalFate.Draft, ArrivalFate.Draft), (noPlace.Fate, half.Fate));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal("Say where the visit was", (await db.OfflineVisits.SingleAsync(v => v.Key == Id(1))).Reason);
            // Meanwhile she went to another team: the children are not hers to read any more.
            await db.Allocations.Where(a => a.WorkerId == town.Priya).ExecuteUpdateAsync(u => u.SetProperty(a => a.To, Today.AddDays(-1)));
            await db
                .ChildOverviews.Where(o => o.PersonId == town.Mia || o.PersonId == town.Noah)
                .ExecuteUpdateAsync(u => u.SetProperty(o => o.TeamId, town.South).SetProperty(o => o.WorkerId, town.Bea));
        });
        var refused = await Hand(authority, content, Id(3), Sealed(content, Id(3), Written(town)), town.PriyaAccount);
        Assert.Equal(ArrivalFate.Draft, refused.Fate);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal(0, await db.Visits.CountAsync(v => v.RecordedAt != null));
            var priya = await s.As(town.PriyaAccount);
            var arrived = await db.OfflineVisits.SingleAsync(v => v.Key == Id(3));
            var page = (await s.GetRequiredService<ArrivedVisits>().Show(arrived.Id, priya))!;
            // Her own words are there; the form is not open to her, and no name is told that she may not read.
            Assert.Contains("may not record", page.Reason, StringComparison.Ordinal);
            Assert.Null(page.FormHref);
            Assert.Contains(page.Lines, l => l.Arrived == "The kitchen was warm");
            Assert.DoesNotContain(page.Lines, l => l.Label.Contains("Mia", StringComparison.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_device_hears_that_it_is_to_erase_and_what_it_still_holds_becomes_drafts(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var lost = await Take(authority, town, [town.Mia]);
        var kept = await Take(authority, town, [town.Mia]);
        Assert.Equal(PacketState.Runs, await Say(authority, lost));
        Assert.Equal(PacketState.Unknown, await authority.Do(s => s.GetRequiredService<KeepPackets>().Say(lost.Packet, "wrong", false)));
        // A colleague cannot end it, an administrator can; the administrator is not told whom it carries.
        await authority.Do(async s =>
        {
            var packets = s.GetRequiredService<KeepPackets>();
            await Assert.ThrowsAsync<AccessRefusedException>(async () => await packets.Wipe(lost.Packet, await s.As(town.SamAccount), null));
            await Assert.ThrowsAsync<AccessRefusedException>(async () => await packets.ListAll(await s.As(town.SamAccount)));
            Assert.DoesNotContain("Mia", JsonSerializer.Serialize(await packets.ListAll(await s.As(town.AdminAccount))), StringComparison.Ordinal);
            await packets.Wipe(lost.Packet, await s.As(town.AdminAccount), Id(1));
        });
        Assert.Equal((PacketState.Over, PacketState.Runs), (await Say(authority, lost), await Say(authority, kept)));
        // Whoever has the phone is signed in as nobody, or as its worker: it is a draft either way.
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(ArrivalFate.Draft, (await Hand(authority, lost, a, Sealed(lost, a, Written(town, alone: true)), null)).Fate);
        Assert.Equal(ArrivalFate.Draft, (await Hand(authority, lost, b, Sealed(lost, b, Written(town, alone: true)), town.PriyaAccount)).Fate);
        // From a device that is not ended, nobody and somebody else hand in nothing.
        var c = Guid.NewGuid();
        Assert.Equal(Receipt.SignIn, (await Hand(authority, kept, c, Sealed(kept, c, Written(town, alone: true)), null)).Receipt);
        Assert.Equal(Receipt.SignIn, (await Hand(authority, kept, c, Sealed(kept, c, Written(town, alone: true)), town.SamAccount)).Receipt);

        // Her account ends: the device erases too, and a colleague takes over what she left.
        await authority.Do(async s => await s.GetRequiredService<DisableAccount>().Handle(town.PriyaAccount, "Left", await s.As(town.AdminAccount), Id(2)));
        Assert.Equal(PacketState.Over, await Say(authority, kept));
        Assert.Equal(ArrivalFate.Draft, (await Hand(authority, kept, c, Sealed(kept, c, Written(town, alone: true)), null)).Fate);
        await authority.Do(async s =>
        {
            var left = await s.GetRequiredService<LeftDrafts>().About(town.Mia, await s.As(town.MoAccount));
            Assert.Equal(3, left.Count);
            Assert.Equal(0, await s.GetRequiredService<KithDb>().Visits.CountAsync(v => v.RecordedAt != null));
            Assert.Equal(PacketState.Over, await s.GetRequiredService<KeepPackets>().Say(kept.Packet, Secret, true));
            Assert.NotNull((await s.GetRequiredService<KithDb>().OfflinePackets.AsNoTracking().SingleAsync(p => p.Id == kept.Packet)).ErasedAt);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_packet_ends_with_its_day_and_what_was_written_in_time_is_still_recorded(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await Set(authority, Policies.OfflineDays, "0");
        var content = await Take(authority, town, [town.Mia]);
        Assert.Equal(new DateTime(2026, 11, 25, 0, 0, 0, DateTimeKind.Utc), content.Until);
        authority.Time.Advance(TimeSpan.FromHours(15));
        Assert.Equal(PacketState.Over, await Say(authority, content));
        Assert.Equal(ArrivalFate.Recorded, (await Hand(authority, content, Id(1), Sealed(content, Id(1), Written(town, alone: true)), town.PriyaAccount)).Fate);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Signing_out_elsewhere_ends_what_that_session_prepared_and_signing_out_everywhere_ends_all(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var (phone, desk) = await authority.Do(async s =>
        {
            var begin = s.GetRequiredService<BeginSession>();
            return ((await begin.Handle(town.PriyaAccount, SignInMethod.Demonstration, Phone))!, (await begin.Handle(town.PriyaAccount, SignInMethod.Demonstration, "Windows"))!);
        });
        var onPhone = await Take(authority, town, [town.Mia], phone.SessionId);
        var onDesk = await Take(authority, town, [town.Mia], desk.SessionId);
        await authority.Do(async s =>
        {
            var priya = await s.As(town.PriyaAccount);
            var session = (await s.GetRequiredService<ListSessions>().List(priya, desk.SessionId)).Single(v => !v.IsThis);
            await s.GetRequiredService<EndSession>().HandleOne(priya, session.Id, null);
        });
        Assert.Equal((PacketState.Over, PacketState.Runs), (await Say(authority, onPhone), await Say(authority, onDesk)));
        await authority.Do(s => s.GetRequiredService<EndSession>().HandleAll(town.PriyaAccount));
        Assert.Equal(PacketState.Over, await Say(authority, onDesk));
        await authority.Do(async s => Assert.Equal(2, await s.GetRequiredService<KithDb>().TrailEntries.CountAsync(t => t.Event == "OfflinePacketEnded")));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_no_device_of_ours_sealed_gets_nowhere(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var content = await Take(authority, town, [town.Mia]);
        var other = await Take(authority, town, [town.Mia, town.Noah]);
        var key = Guid.NewGuid();
        var good = Sealed(content, key, Written(town, alone: true));
        string?[] bad =
        [
            null,
            "",
            "AAAA",
            "%%%",
            new('A', 2_000_000),
            good[..^8] + "AAAAAAA=",
            Sealed(content, Guid.NewGuid(), Written(town, alone: true)),
            Sealed(other, key, Written(town, alone: true)),
            SealedVisit.Seal(content.PublicKey, content.Packet, key, "[]"),
            SealedVisit.Seal(content.PublicKey, content.Packet, key, "{\"children\":null}"),
            SealedVisit.Seal(content.PublicKey, content.Packet, key, new string('[', 5000)),
            // A child whom this device does not carry.
            Sealed(content, key, Written(town)),
        ];
        foreach (var text in bad)
        {
            Assert.Equal(Receipt.Unknown, (await Hand(authority, content, key, text, town.PriyaAccount)).Receipt);
        }
        Assert.Equal(
            Receipt.Unknown,
            (await authority.Do(async s => await s.GetRequiredService<ReceiveVisit>().Handle(content.Packet, "guess", key, good, await s.As(town.PriyaAccount)))).Receipt
        );
        await authority.Do(async s => Assert.Empty(await s.GetRequiredService<KithDb>().OfflineVisits.ToListAsync()));
        Assert.Equal(ArrivalFate.Recorded, (await Hand(authority, content, key, good, town.PriyaAccount)).Fate);
        // The key of one device says nothing to another.
        Assert.Equal(Receipt.Unknown, (await Hand(authority, other, key, Sealed(other, key, Written(town)), town.PriyaAccount)).Receipt);
    }

    private static Guid Id(byte n) => new(1, 2, 3, 0, 0, 0, 0, 0, 0, 0, n);

    private static Task<PacketContent> Take(Authority authority, Town town, List<Guid> children, string? session = null) =>
        authority.Do(async s =>
            await s.GetRequiredService<TakeVisitsAlong>()
                .Handle(new TakeAlongInput { Children = children, Secret = Secret }, Phone, session, await s.As(town.PriyaAccount), Guid.NewGuid())
        );

    private static Task<Guid> Plan(Authority authority, Town town) =>
        authority.Do(async s =>
            await s.GetRequiredService<PlanVisit>()
                .Handle(
                    new PlanVisitInput
                    {
                        Children = [town.Mia, town.Noah],
                        On = Today,
                        At = new TimeOnly(15, 30),
                        Place = "Home",
                    },
                    await s.As(town.PriyaAccount),
                    null
                )
        );

    private static string Sealed(PacketContent content, Guid key, WrittenVisit visit) => SealedVisit.Seal(content.PublicKey, content.Packet, key, visit.Json());

    private static Task<Arrival> Hand(Authority authority, PacketContent content, Guid key, string? sealedText, Guid? account) =>
        authority.Do(async s => await s.GetRequiredService<ReceiveVisit>().Handle(content.Packet, Secret, key, sealedText, account is { } who ? await s.As(who) : null));

    private static Task<PacketState> Say(Authority authority, PacketContent content) => authority.Do(s => s.GetRequiredService<KeepPackets>().Say(content.Packet, Secret, false));

    private static Task Set(Authority authority, string key, string value) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.Settings.Add(
                new Setting
                {
                    Id = s.GetRequiredService<Clock>().NewId(),
                    Key = key,
                    Value = value,
                    From = Today,
                    Reason = "test",
                }
            );
            await db.SaveChangesAsync();
        });

    private static WrittenVisit Written(Town town, bool alone = false) =>
        new()
        {
            On = "2026-11-24",
            At = "15:30",
            Place = "Home",
            SharedText = "The kitchen was warm",
            Analysis = "Mornings are calmer",
            Finished = true,
            Children =
            [
                new()
                {
                    Id = town.Mia,
                    Part = "Seen",
                    Alone = true,
                    Words = "I like Gran's house",
                    Method = "Drawing",
                    Text = "Built a tower",
                },
                .. alone
                    ? Array.Empty<WrittenChild>()
                    :
                    [
                        new()
                        {
                            Id = town.Noah,
                            Part = "NotSeen",
                            WhyNotSeen = "At football",
                        },
                    ],
            ],
        };
}
