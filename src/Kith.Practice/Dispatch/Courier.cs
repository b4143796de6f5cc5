using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Dispatch;

/// <summary>What one kind of channel knows that the courier does not: the address, the signature, and what follows.</summary>
public interface ICarrier
{
    /// <summary>Whether the channel is of this kind.</summary>
    bool Carries(string channel);

    /// <summary>Who acts, in the trail.</summary>
    string Name { get; }

    /// <summary>How long a parcel is tried before it is given up; null for never, where what it says stays true.</summary>
    TimeSpan? GivesUpAfter { get; }

    /// <summary>Whether what was given up stays readable here, so that somebody may have it sent again.</summary>
    bool KeepsRefused => false;

    /// <summary>Sends a parcel as it is kept. Never throws for what the other side does.</summary>
    Task<Answer> Send(Parcel parcel, CancellationToken ct);

    /// <summary>Changes in the tracker what follows from arrival; saved together with the parcel. Returns what the trail says.</summary>
    Task<IReadOnlyList<TrailEvent>> Delivered(Parcel parcel, CancellationToken ct);

    /// <summary>The same where it was refused for good. It may put parcels in its place.</summary>
    Task<IReadOnlyList<TrailEvent>> Refused(Parcel parcel, Answer answer, CancellationToken ct);
}

/// <summary>
/// Carries what waits on a channel, one parcel after the other, until nothing is due or the other side cannot take more.
/// Everything it knows is in the database: a process killed at any step leaves a parcel that is sent again with the same
/// id and the same bytes.
/// </summary>
[UseCase]
public sealed class Courier(KithDb db, DatabaseEngine engine, Clock clock, Acts.Acts acts, IEnumerable<ICarrier> carriers)
{
    /// <summary>How long a channel stays claimed without a sign of life. Longer than any one try may take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>So many refusals in a row say that something other than the contents is wrong: then the channel rests.</summary>
    public const int RefusalsInARow = 25;

    /// <summary>Parcels of one round at most, so that channels take turns.</summary>
    private const int MostInARound = 500;

    /// <summary>Channels on which something may be due, in no paused or resting state.</summary>
    public async Task<IReadOnlyList<string>> Due(CancellationToken ct = default)
    {
        var now = clock.UtcNow;
        return await db
            .DispatchChannels.AsNoTracking()
            .Where(c => c.PausedAt == null && (c.RestsUntil == null || c.RestsUntil <= now) && (c.ClaimedUntil == null || c.ClaimedUntil <= now))
            .Where(c => db.Parcels.Any(p => p.Channel == c.Key && p.State == ParcelState.Waiting && p.DueAt <= now))
            .OrderBy(c => c.Key)
            .Select(c => c.Key)
            .ToListAsync(ct);
    }

    /// <summary>Carries what is due on one channel.</summary>
    /// <returns>How many arrived.</returns>
    public async Task<int> Handle(string channel, CancellationToken ct = default)
    {
        var carrier = carriers.FirstOrDefault(c => c.Carries(channel));
        if (carrier is null || await Claim(channel, first: true, ct) is false)
        {
            return 0;
        }
        var arrived = 0;
        try
        {
            for (var n = 0; n < MostInARound; n++)
            {
                var now = clock.UtcNow;
                var parcel = await db
                    .Parcels.Where(p => p.Channel == channel && p.State == ParcelState.Waiting && p.DueAt <= now)
                    .OrderBy(p => p.DueAt)
                    .ThenBy(p => p.Id)
                    .FirstOrDefaultAsync(ct);
                if (parcel is null || !await Claim(channel, first: false, ct))
                {
                    break;
                }
                await Save(() => parcel.Tries++, ct);
                var answer = await carrier.Send(parcel, ct);
                // What the other side has taken is written down even while the host stops.
                if (await Keep(carrier, parcel, answer, CancellationToken.None) is Verdict.Later)
                {
                    break;
                }
                arrived += parcel.State == ParcelState.Delivered ? 1 : 0;
                db.ChangeTracker.Clear();
            }
        }
        finally
        {
            db.ChangeTracker.Clear();
            if (!ct.IsCancellationRequested)
            {
                await Release(channel);
            }
        }
        return arrived;
    }

    private async Task<Verdict> Keep(ICarrier carrier, Parcel parcel, Answer answer, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var channel = await db.DispatchChannels.SingleAsync(c => c.Key == parcel.Channel, ct);
        (parcel.Status, parcel.Said) = (answer.Status, answer.Said);
        var verdict = answer.Verdict;
        if (verdict == Verdict.Later && carrier.GivesUpAfter is { } enough && now - parcel.MadeAt >= enough)
        {
            verdict = Verdict.Refused;
            parcel.Said = Answer.Cut($"Given up after {enough.Days} days. {answer.InWords}");
            answer = new Answer(null, parcel.Said);
        }
        IReadOnlyList<TrailEvent> events = [];
        switch (verdict)
        {
            case Verdict.Delivered:
                (parcel.State, parcel.DoneAt) = (ParcelState.Delivered, now);
                (channel.Failures, channel.RestsUntil, channel.RestsBecause, channel.LastDeliveredAt) = (0, null, null, now);
                events = await carrier.Delivered(parcel, ct);
                parcel.Body = "";
                break;
            case Verdict.Refused:
                (parcel.State, parcel.DoneAt) = (ParcelState.Refused, now);
                events = await carrier.Refused(parcel, answer, ct);
                parcel.Body = carrier.KeepsRefused ? parcel.Body : "";
                if (parcel.State == ParcelState.Refused && ++channel.Failures >= RefusalsInARow)
                {
                    channel.Failures = 0;
                    channel.RestsUntil = now + BackOff.Most;
                    channel.RestsBecause = $"{RefusalsInARow} in a row were refused. Perhaps it is not what was sent: ask whoever receives it";
                    verdict = Verdict.Later;
                }
                break;
            default:
                channel.Failures++;
                var wait = BackOff.After(parcel.Id, Math.Max(parcel.Tries, channel.Failures), answer.Asked);
                // The parcel waits behind the others; the channel as a whole is left in peace as long.
                parcel.DueAt = now + wait;
                channel.RestsUntil = now + wait;
                channel.RestsBecause = answer.InWords;
                break;
        }
        if (events.Count == 0)
        {
            await Save(() => { }, ct);
        }
        else
        {
            var act = acts.Begin(Actor.System(carrier.Name), "Send to another system");
            foreach (var happened in events)
            {
                act.Happened(happened);
            }
            await act.Save(parcel.Id, ct);
        }
        return verdict;
    }

    /// <summary>Takes the channel, or says that it is still held. A pause that came meanwhile ends the round.</summary>
    private async Task<bool> Claim(string channel, bool first, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var until = now + Lease;
        await using var turn = await engine.BeginWrite(db, ct);
        var won = await db
            .DispatchChannels.Where(c => c.Key == channel && c.PausedAt == null)
            .Where(c => !first || ((c.ClaimedUntil == null || c.ClaimedUntil <= now) && (c.RestsUntil == null || c.RestsUntil <= now)))
            .ExecuteUpdateAsync(u => u.SetProperty(c => c.ClaimedUntil, until), ct);
        await turn.Commit(ct);
        return won == 1;
    }

    private async Task Release(string channel)
    {
        await using var turn = await engine.BeginWrite(db);
        await db.DispatchChannels.Where(c => c.Key == channel).ExecuteUpdateAsync(u => u.SetProperty(c => c.ClaimedUntil, (DateTime?)null));
        await turn.Commit();
    }

    private async Task Save(Action change, CancellationToken ct)
    {
        change();
        await using var turn = await engine.BeginWrite(db, ct);
        await db.SaveChangesAsync(ct);
        await turn.Commit(ct);
    }
}
