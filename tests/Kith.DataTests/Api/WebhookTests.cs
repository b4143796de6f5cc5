using Kith.DataTests.FrontDoor;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Access.Api;
using Kith.Practice.Acts;
using Kith.Practice.Api.Webhooks;
using Kith.Practice.Dispatch;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Acts = Kith.Practice.Acts.Acts;

namespace Kith.DataTests.Api;

/// <summary>
/// What a system is told: everything it asked for, once, of children whom it may read, signed; whatever happens to the
/// line, to the receiver or to Kith on the way.
/// </summary>
public sealed class WebhookTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private static Actor Officer { get; } =
        new()
        {
            AccountId = Guid.Parse("01900000-0000-7000-8000-00000000d475"),
            Name = "Lukasz Nowak",
            Roles = [Role.DataOfficer],
            WholeAuthority = true,
        };

    private static readonly string[] Kinds = ["visit.recorded", "voice.heard"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_system_is_told_what_it_asked_for_signed_and_only_of_whom_it_may_read(string engine)
    {
        await using var receiver = new WebhookReceiver();
        await using var authority = await On(engine);
        var door = await authority.Do(Door.Build);
        var client = await Warehouse(authority);
        var (amy, ben) = (door.Ark[0], door.Ark[1]);

        // What happened before anyone asked is not told.
        await Heard(authority, amy);
        await Assert.ThrowsAsync<NotAcceptedException>(() => Add(authority, client, "http://warehouse.example.gov.uk/"));
        await Assert.ThrowsAsync<NotAcceptedException>(() => Add(authority, client, "https://169.254.169.254/latest"));
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.Do(s => s.GetRequiredService<KeepWebhooks>().List(Actor.System("x").AsWorker())));
        var (id, secret) = await Add(authority, client, receiver.Address);
        receiver.Secret = secret;
        Assert.Equal(0, await Tell(authority));

        await Heard(authority, amy);
        await Heard(authority, door.Lex);
        await Visited(authority, ben);
        await Closed(authority, ben);
        Assert.Equal(1, await Tell(authority));
        Assert.Equal(0, await Tell(authority));
        Assert.Equal(1, await Carry(authority));
        var first = Assert.Single(receiver.Deliveries);
        Assert.Equal([("voice.heard", amy), ("visit.recorded", ben)], first.Events.Select(e => (e.Kind, e.Child!.Value)));
        Assert.DoesNotContain("Ark", first.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(door.Lex.ToString(), first.Body, StringComparison.Ordinal);
        Assert.False(WebhookReceiver.IsOurs(secret, first.Id, first.Time, first.Signature, first.Body + " "));
        Assert.False(WebhookReceiver.IsOurs(WebhookSignature.NewSecret(), first.Id, first.Time, first.Signature, first.Body));
        // Each child's access log says so, with the system's name.
        var told = await authority.Ask(db =>
            db.TrailEntries.Where(t => t.Event == nameof(RecordTakenOut)).OrderBy(t => t.PersonId).Select(t => new { t.PersonId, t.ActorName }).ToListAsync()
        );
        Assert.Equal(new[] { amy, ben }.Order(), told.Select(t => t.PersonId!.Value).Order());
        Assert.All(told, t => Assert.Contains("«Warehouse»", t.ActorName, StringComparison.Ordinal));

        // A record is restricted while its news waits: it is left out, and the rest arrives.
        await Heard(authority, amy);
        await Visited(authority, ben);
        Assert.Equal(1, await Tell(authority));
        await authority.Ask(async db =>
        {
            db.Restrictions.Add(
                new Restriction
                {
                    Id = Guid.Parse("01900000-0000-7000-8000-0000000000ad"),
                    PersonId = ben,
                    Reason = "A relative works here",
                    From = authority.Time.GetUtcNow().UtcDateTime,
                }
            );
            return await db.SaveChangesAsync();
        });
        await Happens(authority, _ => new RecordRead(ben, "Restricted"));
        await Carry(authority);
        Assert.Equal([amy], receiver.Deliveries.Last().Events.Select(e => e.Child));

        // The secret before signs beside the new one for a week.
        var renewed = (await authority.Do(s => s.GetRequiredService<KeepWebhooks>().Renew(id, Officer, null)))!;
        await Try(authority, id);
        var both = receiver.Deliveries.Last();
        Assert.Equal(("test", (Guid?)null), (both.Events.Single().Kind, both.Events.Single().Child));
        Assert.All([secret, renewed], s => Assert.True(WebhookReceiver.IsOurs(s, both.Id, both.Time, both.Signature, both.Body)));
        authority.Time.Advance(KeepWebhooks.Changeover);
        receiver.Secret = renewed;
        await Try(authority, id);
        var later = receiver.Deliveries.Last();
        Assert.Equal(200, later.Answered);
        Assert.False(WebhookReceiver.IsOurs(secret, later.Id, later.Time, later.Signature, later.Body));
        Assert.False(await authority.Ask(db => db.TrailEntries.AnyAsync(t => t.Payload.Contains("whsec_"))));

        // Paused, what happens waits; stopped or revoked, nothing is told.
        await authority.Do(s => s.GetRequiredService<KeepWebhooks>().Pause(id, "They move house", Officer, null));
        await Heard(authority, amy);
        await Tell(authority);
        Assert.Equal(0, await Carry(authority));
        await authority.Do(s => s.GetRequiredService<KeepWebhooks>().Resume(id, Officer, null));
        Assert.Equal(1, await Carry(authority));
        await authority.Ask(db => db.ApiClients.ExecuteUpdateAsync(u => u.SetProperty(c => c.RevokedAt, authority.Time.GetUtcNow().UtcDateTime)));
        await Heard(authority, amy);
        Assert.Equal(0, await Tell(authority));
        await authority.Ask(db => db.ApiClients.ExecuteUpdateAsync(u => u.SetProperty(c => c.RevokedAt, (DateTime?)null)));
        await authority.Do(s => s.GetRequiredService<KeepWebhooks>().Stop(id, Officer, null));
        await Heard(authority, amy);
        Assert.Equal(0, await Tell(authority));
        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<KeepWebhooks>().Renew(id, Officer, null)));

        // Another begins where it is added, not where the last one ended.
        await Add(authority, client, receiver.Address);
        Assert.Equal(0, await Tell(authority));
        await authority.TrailIsWhole();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nothing_is_lost_on_a_bad_line_and_what_was_given_up_is_sent_again(string engine)
    {
        await using var receiver = new WebhookReceiver();
        await using var authority = await On(engine);
        var door = await authority.Do(Door.Build);
        var (id, secret) = await Add(authority, await Warehouse(authority), receiver.Address);
        receiver.Secret = secret;
        receiver.Held = () => authority.Time.Advance(TimeSpan.FromMinutes(1));
        await Heard(authority, door.Ark[0]);
        await Tell(authority);

        // Something wrong over there; no answer in time; unknown there: the same id and bytes each time, each later.
        foreach (var (answer, words) in new[] { (503, "503"), (0, "No answer in time"), (401, "401") })
        {
            receiver.Next.Enqueue(answer);
            Assert.Equal(0, await Carry(authority));
            var channel = await authority.Ask(db => db.DispatchChannels.AsNoTracking().SingleAsync());
            Assert.Contains(words, channel.RestsBecause, StringComparison.Ordinal);
            Assert.Equal(0, await Carry(authority));
            authority.Time.Advance(channel.RestsUntil!.Value - authority.Time.GetUtcNow().UtcDateTime);
        }
        Assert.Equal(1, await Carry(authority));
        Assert.Single(receiver.Deliveries.Select(d => (d.Id, d.Body)).Distinct());
        Assert.Equal(4, receiver.Deliveries.Select(d => d.Time).Distinct().Count());
        Assert.Single(receiver.Taken);

        // Refused: given up, said, and sent again with the same id when somebody asks.
        receiver.Next.Enqueue(400);
        await Heard(authority, door.Ark[1]);
        await Tell(authority);
        Assert.Equal(0, await Carry(authority));
        var (line, deliveries) = (await authority.Do(s => s.GetRequiredService<KeepWebhooks>().Show(id, Officer)))!.Value;
        var dead = Assert.Single(deliveries, d => d.State == ParcelState.Refused);
        Assert.Equal((1, 0), (line.GivenUp, line.Waiting));
        Assert.Equal(1, await authority.Ask(db => db.TrailEntries.CountAsync(t => t.Event == nameof(WebhookGivenUp))));
        await authority.Do(s => s.GetRequiredService<KeepWebhooks>().Again(id, dead.Id, Officer, null));
        Assert.Equal(1, await Carry(authority));
        Assert.Equal(dead.Id.ToString(), receiver.Deliveries.Last().Id);
        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<KeepWebhooks>().Again(id, dead.Id, Officer, null)));

        // Down for three days: given up too, and kept.
        await Heard(authority, door.Ark[2]);
        await Tell(authority);
        authority.Time.Advance(TimeSpan.FromDays(3));
        receiver.Next.Enqueue(503);
        Assert.Equal(0, await Carry(authority));
        (line, _) = (await authority.Do(s => s.GetRequiredService<KeepWebhooks>().Show(id, Officer)))!.Value;
        Assert.Equal(1, line.GivenUp);

        // What was done with long ago is tidied; what waits is not.
        await Heard(authority, door.Ark[3]);
        await Tell(authority);
        authority.Time.Advance(TidyParcels.Kept + TimeSpan.FromDays(1));
        Assert.Equal(3, await authority.Do(s => s.GetRequiredService<TidyParcels>().Handle()));
        Assert.Equal(ParcelState.Waiting, (await authority.Ask(db => db.Parcels.AsNoTracking().SingleAsync())).State);
        await authority.TrailIsWhole();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task However_acts_and_two_nodes_cross_each_event_is_put_up_once(string engine)
    {
        await using var authority = await On(engine);
        var door = await authority.Do(Door.Build);
        await Add(authority, await Warehouse(authority), "https://warehouse.example.gov.uk/kith");
        // A run that is killed as it writes leaves nothing behind, and the next writes it.
        await Heard(authority, door.Ark[0]);
        using (var killed = new CancellationTokenSource())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                authority.Do(s =>
                {
                    s.GetRequiredService<KithDb>().SavedChanges += (_, _) => killed.Cancel();
                    return s.GetRequiredService<TellWebhooks>().Handle(killed.Token);
                })
            );
        }
        Assert.Equal(0, await authority.Ask(db => db.Parcels.CountAsync()));

        var writing = Enumerable.Range(0, 4).Select(n => Task.Run(() => Write(n))).ToList();
        var over = Task.WhenAll(writing);
        var nodes = Enumerable.Range(0, 2).Select(_ => Task.Run(Node)).ToList();
        await over;
        await Task.WhenAll(nodes);
        await Tell(authority);
        var parcels = await authority.Ask(db => db.Parcels.AsNoTracking().ToListAsync());
        var put = parcels.SelectMany(p => new ReceivedDelivery("", "", "", p.Body, 0).Events).Select(e => e.Id).ToList();
        var happened = await authority.Ask(db => db.TrailEntries.Where(t => t.Event == nameof(VoiceHeard)).Select(t => t.Id).ToListAsync());
        Assert.Equal(61, happened.Count);
        Assert.Equal(happened.Order(), put.Order());

        async Task Write(int n)
        {
            for (var i = 0; i < 15; i++)
            {
                await Heard(authority, door.Ark[(n + i) % 6]);
            }
        }

        async Task Node()
        {
            while (!over.IsCompleted)
            {
                await Tell(authority);
            }
        }
    }

    private static Task<Authority> On(string engine) => Authority.On(engine, s => s.AddSingleton(new WebhookOptions { InsideHosts = ["127.0.0.1"] }));

    /// <summary>A system that may read the records of every child that is not restricted.</summary>
    private static Task<Guid> Warehouse(Authority authority) =>
        authority.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
            var account = new Account
            {
                Id = clock.NewId(),
                UserName = "warehouse",
                NormalizedUserName = "WAREHOUSE",
                DisplayName = "The warehouse's account",
            };
            db.Users.Add(account);
            db.RoleGrants.Add(
                new RoleGrant
                {
                    Id = clock.NewId(),
                    AccountId = account.Id,
                    Role = Role.DataOfficer,
                    From = new DateOnly(2026, 1, 1),
                }
            );
            var client = new ApiClient
            {
                Id = clock.NewId(),
                AccountId = account.Id,
                Name = "Warehouse",
                Digest = "x",
                Scopes = ApiScopes.ReadRecords,
                MadeAt = clock.UtcNow,
            };
            db.ApiClients.Add(client);
            await db.SaveChangesAsync();
            return client.Id;
        });

    private static async Task<(Guid Id, string Secret)> Add(Authority authority, Guid client, string address) =>
        (
            await authority.Do(s =>
                s.GetRequiredService<KeepWebhooks>()
                    .Add(
                        new WebhookInput
                        {
                            ClientId = client,
                            Address = address,
                            Kinds = [.. Kinds],
                        },
                        Officer,
                        null
                    )
            )
        )!.Value;

    private static Task<int> Tell(Authority authority) => authority.Do(s => s.GetRequiredService<TellWebhooks>().Handle());

    private static async Task Try(Authority authority, Guid id)
    {
        await authority.Do(s => s.GetRequiredService<KeepWebhooks>().Try(id, Officer, null));
        Assert.Equal(1, await Carry(authority));
    }

    private static Task<int> Carry(Authority authority) =>
        authority.Do(async s =>
        {
            var courier = s.GetRequiredService<Courier>();
            var arrived = 0;
            foreach (var channel in await courier.Due())
            {
                arrived += await courier.Handle(channel);
            }
            return arrived;
        });

    private static Task Heard(Authority authority, Guid child) => Happens(authority, clock => new VoiceHeard(child, clock.NewId(), clock.Today, "InPerson", true, null));

    private static Task Visited(Authority authority, Guid child) =>
        Happens(authority, clock => new VisitRecorded(child, clock.NewId(), clock.Today, VisitKind.ChildInNeed, true, true, true, null));

    private static Task Closed(Authority authority, Guid child) => Happens(authority, clock => new WorkClosed(child, clock.NewId(), clock.Today, "RC1", "Ark is well"));

    private static Task Happens(Authority authority, Func<Clock, TrailEvent> what) =>
        authority.Do(s =>
        {
            // No two things at one instant: what is told is told in the order in which it happened.
            authority.Time.Advance(TimeSpan.FromMilliseconds(1));
            var act = s.GetRequiredService<Acts>().Begin(Actor.System("test"), "Something happens");
            act.Happened(what(s.GetRequiredService<Clock>()));
            return act.Save(Guid.Empty);
        });
}

/// <summary>Somebody without the right.</summary>
file static class Worker
{
    public static Actor AsWorker(this Actor _) =>
        new()
        {
            AccountId = Guid.Parse("01900000-0000-7000-8000-00000000d476"),
            Name = "Worker",
            Roles = [Role.SocialWorker],
        };
}
