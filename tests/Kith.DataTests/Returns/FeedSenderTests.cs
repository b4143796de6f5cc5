using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Dispatch;
using Kith.Practice.Returns.Feed;
using Kith.Practice.Settings;
using Kith.Practice.Synthetic;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Returns;

/// <summary>
/// The national feed, sent to a receiver that enforces the contract. One council for each engine goes through a bad week:
/// what the receiver holds at the end of each day is what the records say, whatever happened on the way.
/// </summary>
public sealed class FeedSenderTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private static Actor Officer { get; } =
        new()
        {
            AccountId = Guid.Parse("01900000-0000-7000-8000-00000000d474"),
            Name = "Lukasz Nowak",
            Roles = [Role.DataOfficer],
            WholeAuthority = true,
        };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_receiver_holds_what_the_records_say_whatever_happens_on_the_way(string engine)
    {
        await using var receiver = new FeedReceiver();
        var options = new FeedOptions
        {
            Address = receiver.Address,
            TokenAddress = receiver.Address + "/token",
            ClientId = "kith",
            ClientSecret = "secret",
            SupplierKey = "supplier",
        };
        await using var authority = await Authority.On(engine, s => s.AddSingleton(options));
        await authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 45,
                        Years = 3,
                        Seed = 4,
                    }
                )
        );
        await authority.Ask(async db =>
        {
            db.Settings.Add(
                new Setting
                {
                    Id = Guid.Parse("01900000-0000-7000-8000-0000000000aa"),
                    Key = Policies.LocalAuthorityCode,
                    Value = "895",
                    From = new DateOnly(2020, 1, 1),
                    Reason = "test",
                }
            );
            return await db.SaveChangesAsync();
        });

        // A killed gathering: the first call was written, then the process died. The next run finishes without telling anyone twice.
        using (var killed = new CancellationTokenSource())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                authority.Do(async s =>
                {
                    s.GetRequiredService<Kith.Practice.Store.KithDb>().SavedChanges += (_, e) =>
                    {
                        if (e.EntitiesSavedCount > 50)
                        {
                            killed.Cancel();
                        }
                    };
                    await s.GetRequiredService<QueueFeed>().HandleIfDue(killed.Token);
                })
            );
        }
        authority.Time.Advance(Courier.Lease + TimeSpan.FromSeconds(1));
        Assert.NotNull(await Gather(authority));
        var written = await authority.Do(s => s.GetRequiredService<WriteFeed>().Handle(Path.Combine(authority.Folder, "expected"), Loading.Officer));
        var letters = await authority.Ask(db => db.FeedLetters.AsNoTracking().ToListAsync());
        Assert.Equal(written.Children, letters.Count);
        Assert.Null(await Gather(authority));

        // 503, then an answer that breaks off, then too many requests: nothing arrives, nothing is lost, each waits longer.
        foreach (var (answer, words) in new[] { (503, "503"), (0, "broke off"), (429, "429") })
        {
            receiver.Next.Enqueue(answer);
            Assert.Equal(0, await Carry(authority));
            var rests = await Channel(authority);
            Assert.Matches(words, rests.RestsBecause);
            Assert.True(rests.RestsUntil >= Now(authority) + (answer == 429 ? TimeSpan.FromSeconds(600) : BackOff.Least / 2));
            Assert.Equal(0, await Carry(authority));
            authority.Time.Advance(rests.RestsUntil!.Value - Now(authority));
        }
        Assert.DoesNotContain(receiver.Calls, c => c.Status == 200);
        Assert.Empty(receiver.Children);

        // A child whom the receiver does not like: that one alone is refused, and everybody else arrives.
        var (disliked, person) = letters.Where(l => l.PersonId is not null).OrderBy(l => l.LaChildId, StringComparer.Ordinal).Select(l => (l.LaChildId, l.PersonId!.Value)).First();
        receiver.Disliked[disliked] = true;

        // Killed after the receiver took a call and before its answer was heard: sent again with the same key and bytes.
        using (var dies = new CancellationTokenSource())
        {
            receiver.Taken = dies.Cancel;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Carry(authority, dies.Token));
            receiver.Taken = null;
        }
        Assert.Equal(0, await Carry(authority));
        var lost = receiver.Calls.Last(c => c.Status == 200);
        authority.Time.Advance(Courier.Lease);
        Assert.True(await Carry(authority) > 0);
        Assert.Equal(2, receiver.Calls.Count(c => c.Key == lost.Key && c.Body == lost.Body && c.Status == 200));
        Assert.Equal(receiver.Calls.Where(c => c.Status == 200).Select(c => c.Key).Distinct().Count(), receiver.Calls.Count(c => c.Status == 200) - 1);
        Assert.Equal(written.Children - 1, receiver.Children.Count);
        Assert.All(receiver.Calls, c => Assert.Equal("/children_social_care_data/895/children", c.Path));
        Assert.Equal(("supplier", 1), (receiver.LastSupplierKey, receiver.Tokens));
        var dead = Assert.Single(await authority.Ask(db => db.FeedLetters.AsNoTracking().ToListAsync()));
        Assert.Equal((disliked, "one of them is not right", false), (dead.LaChildId, dead.Reason, dead.HeldHere));
        Assert.Equal(1, await authority.Ask(db => db.TrailEntries.CountAsync(t => t.Event == nameof(FeedChildRefused) && t.PersonId == person)));
        // What arrived is not kept here a second time.
        Assert.False(await authority.Ask(db => db.Parcels.AnyAsync(p => p.State != ParcelState.Waiting && p.Body != "")));
        var view = await authority.Do(s => s.GetRequiredService<KeepFeed>().Show(Officer));
        Assert.Equal((1, person), (view.RefusedInAll, view.Refused.Single().PersonId));

        // The next day nothing changed: nothing is sent, and the refused child waits to be put right. Once the record is
        // other than it was, it goes by itself.
        receiver.Disliked.Clear();
        authority.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, 0, 0), Counted(await Gather(authority)));
        await authority.Ask(db => db.People.Where(p => p.Id == person).ExecuteUpdateAsync(u => u.SetProperty(p => p.GivenName, "Mended")));
        authority.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 0, 1), Counted(await Gather(authority)));
        Assert.Equal(1, await Carry(authority));
        Assert.Contains("Mended", receiver.Children[disliked], StringComparison.Ordinal);
        Assert.Empty(await authority.Ask(db => db.FeedLetters.ToListAsync()));

        // The council decides that restricted children are not told of: they are taken back; lifted, they are told again.
        await authority.Ask(async db =>
        {
            db.Restrictions.Add(
                new Restriction
                {
                    Id = Guid.Parse("01900000-0000-7000-8000-0000000000ab"),
                    PersonId = person,
                    Reason = "A relative works here",
                    From = Now(authority),
                }
            );
            db.Settings.Add(
                new Setting
                {
                    Id = Guid.Parse("01900000-0000-7000-8000-0000000000ac"),
                    Key = Policies.FeedRestricted,
                    Value = "no",
                    From = new DateOnly(2026, 11, 20),
                    Reason = "test",
                }
            );
            return await db.SaveChangesAsync();
        });
        authority.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, 1, 1), Counted(await Gather(authority)));
        await Carry(authority);
        Assert.False(receiver.Children.ContainsKey(disliked));
        await authority.Ask(db => db.Restrictions.Where(r => r.PersonId == person).ExecuteUpdateAsync(u => u.SetProperty(r => r.EndedAt, Now(authority))));

        // Paused, with a reason and in the trail: nothing is gathered. Resumed and asked for, it goes at once.
        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<KeepFeed>().Pause(" ", Officer, null)));
        await authority.Do(s => s.GetRequiredService<KeepFeed>().Pause("The Department asked us to wait", Officer, null));
        authority.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await Gather(authority));
        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<KeepFeed>().SendNow(Officer, null)));
        await authority.Do(s => s.GetRequiredService<KeepFeed>().Resume(Officer, null));
        await authority.Do(s => s.GetRequiredService<KeepFeed>().SendNow(Officer, null));
        Assert.Equal((1, 0, 1), Counted(await Gather(authority)));

        // Wrong credentials are no fault of the child: the call waits until they are mended.
        var tokens = receiver.Tokens;
        receiver.Next.Enqueue(401);
        await Carry(authority);
        Assert.StartsWith("401", (await Channel(authority)).RestsBecause, StringComparison.Ordinal);
        await authority.Do(s => s.GetRequiredService<KeepFeed>().SendNow(Officer, null));
        Assert.Equal(1, await Carry(authority));
        Assert.True(receiver.Tokens > tokens);

        // In the end the receiver holds every child as the records say, and nothing else.
        Assert.Equal(written.Children, receiver.Children.Count);
        Assert.Equal((0, 0), await Different(authority));
        await authority.TrailIsWhole();
    }

    private static async Task<(int, int)> Different(Authority authority)
    {
        var written = await authority.Do(s => s.GetRequiredService<WriteFeed>().Handle(Path.Combine(authority.Folder, "last"), Loading.Officer));
        return (written.Children, written.TakenBack);
    }

    private static (int, int, int) Counted(FeedGathered? gathered) => gathered is null ? (-1, -1, -1) : (gathered.Children, gathered.TakenBack, gathered.Calls);

    private static DateTime Now(Authority authority) => authority.Time.GetUtcNow().UtcDateTime;

    private static Task<FeedGathered?> Gather(Authority authority) => authority.Do(s => s.GetRequiredService<QueueFeed>().HandleIfDue());

    private static Task<DispatchChannel> Channel(Authority authority) => authority.Ask(db => db.DispatchChannels.AsNoTracking().SingleAsync());

    private static Task<int> Carry(Authority authority, CancellationToken ct = default) =>
        authority.Do(async s =>
        {
            var courier = s.GetRequiredService<Courier>();
            var arrived = 0;
            foreach (var channel in await courier.Due(CancellationToken.None))
            {
                arrived += await courier.Handle(channel, ct);
            }
            return arrived;
        });
}
