using System.Text.Json.Nodes;
using Kith.Practice.Access;
using Kith.Practice.Dispatch;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.DfeFeed;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Feed;

/// <summary>What changed since the Department last received anything was put into calls that wait to be sent.</summary>
public sealed record FeedGathered(int Children, int TakenBack, int Calls, int HeldHere) : FeedEvent;

/// <summary>
/// Once a day, or when someone asks, puts what changed into calls of at most a hundred children. Each call is written by
/// itself: cut off half-way, the next run goes on where this one stopped, for a child that waits is not put in twice.
/// </summary>
[UseCase]
public sealed class QueueFeed(KithDb db, DatabaseEngine engine, Clock clock, Acts.Acts acts, FeedOptions options)
{
    /// <summary>Gathers when it is time and nobody else does.</summary>
    /// <returns>What was gathered; null when it was not time.</returns>
    public async Task<FeedGathered?> HandleIfDue(CancellationToken ct = default)
    {
        if (!options.IsOn)
        {
            return null;
        }
        var (now, today) = (clock.UtcNow, clock.Today);
        var channel = await Ensure(db, engine, ct);
        var due = channel.Asked || (channel.GatheredOn != today && LondonTime.FromUtc(now).Hour >= options.FromHour);
        if (!due || channel.PausedAt is not null)
        {
            return null;
        }
        // A gathering is one node's work: whoever sets the claim first.
        var until = now + Courier.Lease;
        await using (var turn = await engine.BeginWrite(db, ct))
        {
            var won = await db
                .DispatchChannels.Where(c => c.Key == FeedCarrier.Channel && (c.ClaimedUntil == null || c.ClaimedUntil <= now))
                .ExecuteUpdateAsync(u => u.SetProperty(c => c.ClaimedUntil, until), ct);
            await turn.Commit(ct);
            if (won == 0)
            {
                return null;
            }
        }
        return await Handle(ct);
    }

    /// <summary>Gathers now. The caller holds the channel; it is free again afterwards.</summary>
    public async Task<FeedGathered> Handle(CancellationToken ct = default)
    {
        await Ensure(db, engine, ct);
        var letters = await db
            .FeedLetters.AsNoTracking()
            .Select(l => new
            {
                l.LaChildId,
                l.Hash,
                l.RefusedAt,
                l.HeldHere,
            })
            .ToDictionaryAsync(l => l.LaChildId, StringComparer.Ordinal, ct);
        var mended = letters.Values.Where(l => l.RefusedAt is not null).Select(l => l.LaChildId).ToHashSet(StringComparer.Ordinal);
        var (children, back, calls, held) = (0, 0, 0, 0);
        var call = new List<FeedChange>();
        await foreach (var change in new FeedChanges(db, clock).Read(null, ct))
        {
            mended.Remove(change.LaChildId);
            var before = letters.GetValueOrDefault(change.LaChildId);
            if (before is not null && (before.RefusedAt is null || before.Hash == change.Hash))
            {
                // On its way, or refused and still the same.
                held += before.HeldHere ? 1 : 0;
                continue;
            }
            if (change.Fault is { } fault)
            {
                held++;
                await Hold(change, fault, ct);
                continue;
            }
            call.Add(change);
            _ = change.Hash is null ? back++ : children++;
            if (call.Count == FeedSchema.MostChildren)
            {
                await Put();
            }
        }
        await Put();
        // What was refused and is now as the Department knows it needs no telling.
        foreach (var some in mended.Order(StringComparer.Ordinal).Chunk(500))
        {
            await using var turn = await engine.BeginWrite(db, ct);
            await db.FeedLetters.Where(l => some.Contains(l.LaChildId) && l.RefusedAt != null).ExecuteDeleteAsync(ct);
            await turn.Commit(ct);
        }
        var gathered = new FeedGathered(children, back, calls, held);
        var channel = await db.DispatchChannels.SingleAsync(c => c.Key == FeedCarrier.Channel, ct);
        (channel.GatheredOn, channel.GatheredAt, channel.Asked, channel.ClaimedUntil) = (clock.Today, clock.UtcNow, false, null);
        var act = acts.Begin(Actor.System("National feed"), "Gather the national feed");
        act.Happened(gathered);
        await act.Save(Guid.Empty, ct);
        db.ChangeTracker.Clear();
        return gathered;

        async Task Put()
        {
            if (call.Count == 0)
            {
                return;
            }
            var parcel = FeedCarrier.Pack([.. call.Select(c => c.Child)], clock);
            var ids = call.Select(c => c.LaChildId).ToList();
            await using var turn = await engine.BeginWrite(db, ct);
            await db.FeedLetters.Where(l => ids.Contains(l.LaChildId) && l.RefusedAt != null).ExecuteDeleteAsync(ct);
            db.Parcels.Add(parcel);
            db.FeedLetters.AddRange(call.Select(c => Letter(c, parcel.Id)));
            // A sign of life: gathering a large council takes its time.
            await db.DispatchChannels.Where(c => c.Key == FeedCarrier.Channel).ExecuteUpdateAsync(u => u.SetProperty(c => c.ClaimedUntil, clock.UtcNow + Courier.Lease), ct);
            await db.SaveChangesAsync(ct);
            await turn.Commit(ct);
            db.ChangeTracker.Clear();
            calls++;
            call.Clear();
        }
    }

    /// <summary>The channel, made the first time.</summary>
    internal static async Task<DispatchChannel> Ensure(KithDb db, DatabaseEngine engine, CancellationToken ct)
    {
        if (await db.DispatchChannels.AsNoTracking().FirstOrDefaultAsync(c => c.Key == FeedCarrier.Channel, ct) is { } there)
        {
            return there;
        }
        try
        {
            await using var turn = await engine.BeginWrite(db, ct);
            db.DispatchChannels.Add(new DispatchChannel { Key = FeedCarrier.Channel });
            await db.SaveChangesAsync(ct);
            await turn.Commit(ct);
        }
        catch (DbUpdateException error) when (engine.IsDuplicateKey(error))
        {
            // Another node was quicker.
        }
        db.ChangeTracker.Clear();
        return await db.DispatchChannels.AsNoTracking().SingleAsync(c => c.Key == FeedCarrier.Channel, ct);
    }

    private async Task Hold(FeedChange change, FeedFault fault, CancellationToken ct)
    {
        await using var turn = await engine.BeginWrite(db, ct);
        await db.FeedLetters.Where(l => l.LaChildId == change.LaChildId && l.RefusedAt != null).ExecuteDeleteAsync(ct);
        var letter = Letter(change, null);
        (letter.RefusedAt, letter.HeldHere, letter.Reason) = (clock.UtcNow, true, $"{fault.Path}: {fault.Problem}");
        db.FeedLetters.Add(letter);
        await db.SaveChangesAsync(ct);
        await turn.Commit(ct);
        db.ChangeTracker.Clear();
    }

    private FeedLetter Letter(FeedChange change, Guid? parcel) =>
        new()
        {
            LaChildId = change.LaChildId,
            PersonId = change.PersonId,
            ParcelId = parcel,
            Hash = change.Hash,
            Ids = string.Join('\n', change.Ids),
            QueuedAt = clock.UtcNow,
        };
}
