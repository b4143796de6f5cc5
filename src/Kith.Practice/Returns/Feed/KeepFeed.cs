using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Dispatch;
using Kith.Practice.Returns.AnnexA;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Feed;

/// <summary>Sending the national feed was paused: nothing is gathered or sent until somebody resumes it.</summary>
public sealed record FeedPaused(string Reason) : FeedEvent;

/// <summary>Sending the national feed goes on.</summary>
public sealed record FeedResumed : FeedEvent;

/// <summary>Someone asked that the national feed be gathered and sent at once.</summary>
public sealed record FeedAskedFor : FeedEvent;

/// <summary>Someone asked that a child whom the service refused be sent again as the record stands.</summary>
public sealed record FeedChildAskedAgain(Guid Person) : PersonEvent(Person);

/// <summary>A call of the feed, as it is listed.</summary>
public sealed record FeedCallLine(Guid Id, DateTime MadeAt, string About, int Items, ParcelState State, int Tries, DateTime? DoneAt, DateTime DueAt, string? Said, string Words);

/// <summary>A child whom the service, or Kith's own check, refused.</summary>
public sealed record FeedRefusal(string LaChildId, Guid? PersonId, string Name, string? TeamName, string? WorkerName, DateTime RefusedAt, string? Reason, bool HeldHere);

/// <summary>How the national feed fares.</summary>
/// <param name="Problem">What is wrong with the settings; null when nothing is.</param>
/// <param name="Waiting">Calls that wait, and the children in them.</param>
/// <param name="NextTry">When the next call is tried; null when none waits.</param>
public sealed record FeedView(
    bool IsOn,
    string? Address,
    string? Problem,
    int FromHour,
    DispatchChannel Channel,
    (int Calls, int Children) Waiting,
    DateTime? NextTry,
    IReadOnlyList<FeedCallLine> Calls,
    IReadOnlyList<FeedRefusal> Refused,
    int RefusedInAll,
    int Hidden,
    bool MayKeep
);

/// <summary>Shows how the national feed fares, and pauses, resumes and hastens it.</summary>
[UseCase]
public sealed class KeepFeed(KithDb db, DatabaseEngine engine, RecordAccess access, ReadLedger ledger, Acts.Acts acts, FeedOptions options)
{
    /// <summary>The most refused children and calls that are shown at once.</summary>
    public const int Most = 50;

    /// <exception cref="AccessRefusedException">The actor prepares no returns.</exception>
    public async Task<FeedView> Show(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.PrepareReturns, "see the national feed");
        var channel = await db.DispatchChannels.AsNoTracking().FirstOrDefaultAsync(c => c.Key == FeedCarrier.Channel, ct) ?? new DispatchChannel { Key = FeedCarrier.Channel };
        var waiting = (
            await db
                .Parcels.AsNoTracking()
                .Where(p => p.Channel == FeedCarrier.Channel && p.State == ParcelState.Waiting)
                .GroupBy(p => p.Channel)
                .Select(g => new
                {
                    Calls = g.Count(),
                    Children = g.Sum(p => p.Items),
                    Next = g.Min(p => p.DueAt),
                })
                .ToListAsync(ct)
        ).SingleOrDefault();
        var calls = await db
            .Parcels.AsNoTracking()
            .Where(p => p.Channel == FeedCarrier.Channel)
            .OrderByDescending(p => p.MadeAt)
            .ThenByDescending(p => p.Id)
            .Take(Most)
            .Select(p => new
            {
                p.Id,
                p.MadeAt,
                p.About,
                p.Items,
                p.State,
                p.Tries,
                p.DoneAt,
                p.DueAt,
                p.Status,
                p.Said,
            })
            .ToListAsync(ct);
        var readable = access.ReadableChildren(actor);
        var all = await db.FeedLetters.AsNoTracking().CountAsync(l => l.RefusedAt != null, ct);
        var refused = await (
            from l in db.FeedLetters.AsNoTracking().Where(l => l.RefusedAt != null).OrderByDescending(l => l.RefusedAt).ThenBy(l => l.LaChildId).Take(Most)
            join o in readable on l.PersonId equals o.PersonId into os
            from o in os.DefaultIfEmpty()
            where o != null || l.PersonId == null
            join t in db.Teams on o.TeamId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            join w in db.Workers on o.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            orderby l.RefusedAt descending, l.LaChildId
            select new
            {
                Letter = l,
                o.DisplayName,
                Team = t.Name,
                Worker = w.Name,
            }
        ).ToListAsync(ct);
        await ledger.WriteAll(actor, "Read the national feed", refused.Select(r => r.Letter.PersonId).OfType<Guid>().Distinct().Select(p => new RecordRead(p, "National feed")));
        DateTime? next =
            waiting is null ? null
            : channel.RestsUntil > waiting.Next ? channel.RestsUntil
            : waiting.Next;
        return new FeedView(
            options.IsOn,
            options.IsOn && Uri.TryCreate(options.Address, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Path) : null,
            options.Problem,
            options.FromHour,
            channel,
            (waiting?.Calls ?? 0, waiting?.Children ?? 0),
            next,
            [
                .. calls.Select(c => new FeedCallLine(
                    c.Id,
                    c.MadeAt,
                    c.About,
                    c.Items,
                    c.State,
                    c.Tries,
                    c.DoneAt,
                    c.DueAt,
                    c.Said,
                    c.State == ParcelState.Waiting && c.Tries == 0 ? "" : new Answer(c.Status, c.Said).InWords
                )),
            ],
            [
                .. refused.Select(r => new FeedRefusal(
                    r.Letter.LaChildId,
                    r.Letter.PersonId,
                    r.DisplayName ?? "Record is gone",
                    r.Team,
                    r.Worker,
                    r.Letter.RefusedAt!.Value,
                    r.Letter.Reason,
                    r.Letter.HeldHere
                )),
            ],
            all,
            Math.Min(all, Most) - refused.Count,
            MayKeep(actor)
        );
    }

    /// <summary>Whoever decides what leaves of every child reaches every child.</summary>
    public static bool MayKeep(Actor actor) => actor.May(Permission.PrepareReturns) && actor.WholeAuthority;

    /// <summary>Nothing is gathered or sent until it is resumed. What waits goes on waiting.</summary>
    /// <exception cref="NotAcceptedException">No reason was given.</exception>
    public async Task Pause(string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        WriteFeed.Demand(actor);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new NotAcceptedException("Reason", "Say why nothing is to be sent for now");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var channel = await Tracked(ct);
        if (channel.PausedAt is not null)
        {
            return;
        }
        var act = acts.Begin(actor, "Pause the national feed", reason.Trim(), key);
        (channel.PausedAt, channel.PausedByName, channel.PausedReason) = (act.At, actor.Name, reason.Trim()[..Math.Min(300, reason.Trim().Length)]);
        act.Happened(new FeedPaused(channel.PausedReason));
        await act.Save(Guid.Empty, ct);
    }

    /// <summary>Sending goes on, at once.</summary>
    public async Task Resume(Actor actor, Guid? key, CancellationToken ct = default)
    {
        WriteFeed.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var channel = await Tracked(ct);
        if (channel.PausedAt is null)
        {
            return;
        }
        var act = acts.Begin(actor, "Resume the national feed", key: key);
        (channel.PausedAt, channel.PausedByName, channel.PausedReason, channel.RestsUntil, channel.RestsBecause) = (null, null, null, null, null);
        act.Happened(new FeedResumed());
        await act.Save(Guid.Empty, ct);
    }

    /// <summary>Gathers what changed and sends it, and what waits, without waiting for the hour or the next try.</summary>
    public async Task SendNow(Actor actor, Guid? key, CancellationToken ct = default)
    {
        WriteFeed.Demand(actor);
        if (!options.IsOn)
        {
            throw new NotAcceptedException("", "There is no address to send to. Whoever looks after Kith sets Kith:Feed:Address");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var channel = await Tracked(ct);
        if (channel.PausedAt is not null)
        {
            throw new NotAcceptedException("", "Sending is paused. Resume it first");
        }
        var act = acts.Begin(actor, "Ask for the national feed", key: key);
        (channel.Asked, channel.RestsUntil, channel.RestsBecause, channel.Failures) = (true, null, null, 0);
        foreach (var parcel in await db.Parcels.Where(p => p.Channel == FeedCarrier.Channel && p.State == ParcelState.Waiting && p.DueAt > act.At).ToListAsync(ct))
        {
            parcel.DueAt = act.At;
        }
        act.Happened(new FeedAskedFor());
        await act.Save(Guid.Empty, ct);
    }

    /// <summary>A refused child is told of again as the record stands, with the next gathering, which is asked for.</summary>
    public async Task TryAgain(string? laChildId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        WriteFeed.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var letter = await db.FeedLetters.FirstOrDefaultAsync(l => l.LaChildId == laChildId && l.RefusedAt != null, ct);
        if (letter is null)
        {
            throw new NotAcceptedException("", "That child is no longer among those who were refused");
        }
        if (letter.PersonId is { } person)
        {
            await access.Demand(actor, person, Permission.PrepareReturns, "send a child's record again", ct);
        }
        var channel = await Tracked(ct);
        var act = acts.Begin(actor, "Send a child again", key: key);
        channel.Asked = true;
        db.FeedLetters.Remove(letter);
        act.Happened(letter.PersonId is { } id ? new FeedChildAskedAgain(id) : new FeedAskedFor());
        await act.Save(Guid.Empty, ct);
    }

    private async Task<DispatchChannel> Tracked(CancellationToken ct)
    {
        await QueueFeed.Ensure(db, engine, ct);
        return await db.DispatchChannels.SingleAsync(c => c.Key == FeedCarrier.Channel, ct);
    }
}
