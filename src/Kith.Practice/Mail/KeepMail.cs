using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Kith.Practice.Dispatch;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Mail;

/// <summary>Something about the mail that leaves.</summary>
public abstract record MailEvent : TrailEvent
{
    /// <inheritdoc/>
    public override string Chain => "mail";
}

/// <summary>Sending mail was paused: what is written meanwhile waits.</summary>
public sealed record MailPaused(string Reason) : MailEvent;

/// <summary>Sending mail goes on.</summary>
public sealed record MailResumed : MailEvent;

/// <summary>Someone asked that what waits be tried at once.</summary>
public sealed record MailHastened(int Mails) : MailEvent;

/// <summary>One mail as it is listed: never what it says.</summary>
public sealed record MailLine(Guid Id, DateTime MadeAt, string About, ParcelState State, int Tries, DateTime DueAt, DateTime? DoneAt, string Words);

/// <summary>How mail fares.</summary>
/// <param name="To">Where mail goes, in words; null when nowhere.</param>
/// <param name="Lines">What waits and what was given up first, then the latest that left.</param>
public sealed record MailView(string? To, bool ReachesPeople, DispatchChannel Channel, int Waiting, DateTime? NextTry, int GivenUp, IReadOnlyList<MailLine> Lines);

/// <summary>
/// Shows how mail that leaves fares, and pauses, resumes and hastens it. Nobody reads here what a mail says: a mail may
/// carry a code by which somebody signs in.
/// </summary>
[UseCase]
public sealed class KeepMail(KithDb db, DatabaseEngine engine, Acts.Acts acts, MailOptions options, Clock clock)
{
    /// <summary>The most that are listed of what waits, of what was given up, and of what left.</summary>
    public const int Most = 40;

    /// <summary>For so many days a mail that was given up is counted as something to look at.</summary>
    public const int DaysToLookAt = 30;

    /// <summary>Four queries, whatever waits.</summary>
    /// <exception cref="AccessRefusedException">The actor does not look after Kith.</exception>
    public async Task<MailView> Show(Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var since = clock.UtcNow.AddDays(-DaysToLookAt);
        var channel = await db.DispatchChannels.AsNoTracking().FirstOrDefaultAsync(c => c.Key == MailCarrier.Channel, ct) ?? new DispatchChannel { Key = MailCarrier.Channel };
        // Codes go their own way, so that no other mail keeps them waiting; seen from here they are mail.
        var mails = db.Parcels.AsNoTracking().Where(p => p.Channel == MailCarrier.Channel || p.Channel == CodeCarrier.Channel);
        var waiting = (
            await mails.Where(p => p.State == ParcelState.Waiting).GroupBy(p => p.State).Select(g => new { Count = g.Count(), Next = g.Min(p => p.DueAt) }).ToListAsync(ct)
        ).SingleOrDefault();
        var givenUp = await mails.CountAsync(p => p.State == ParcelState.Refused && p.DueAt > since, ct);
        var lines = await mails
            .Where(p => p.State == ParcelState.Refused && p.DueAt > since)
            .OrderByDescending(p => p.DueAt)
            .ThenByDescending(p => p.Id)
            .Take(Most)
            .Concat(mails.Where(p => p.State == ParcelState.Waiting).OrderBy(p => p.DueAt).ThenBy(p => p.Id).Take(Most))
            .Concat(mails.Where(p => p.State == ParcelState.Delivered).OrderByDescending(p => p.DueAt).ThenByDescending(p => p.Id).Take(Most))
            .Select(p => new
            {
                p.Id,
                p.MadeAt,
                p.About,
                p.State,
                p.Tries,
                p.DueAt,
                p.DoneAt,
                p.Status,
                p.Said,
            })
            .ToListAsync(ct);
        DateTime? next =
            waiting is null ? null
            : channel.RestsUntil > waiting.Next ? channel.RestsUntil
            : waiting.Next;
        return new MailView(
            !string.IsNullOrWhiteSpace(options.Host) ? options.Host
                : !string.IsNullOrWhiteSpace(options.Folder) ? "a folder of this machine"
                : null,
            !string.IsNullOrWhiteSpace(options.Host),
            channel,
            waiting?.Count ?? 0,
            next,
            givenUp,
            [
                .. lines
                    .OrderBy(l =>
                        l.State switch
                        {
                            ParcelState.Refused => 0,
                            ParcelState.Waiting => 1,
                            _ => 2,
                        }
                    )
                    .ThenByDescending(l => l.MadeAt)
                    .ThenBy(l => l.Id)
                    .Select(l => new MailLine(
                        l.Id,
                        l.MadeAt,
                        l.About,
                        l.State,
                        l.Tries,
                        l.DueAt,
                        l.DoneAt,
                        l.State == ParcelState.Waiting && l.Tries == 0 ? "" : new Answer(l.Status, l.Said).InWords
                    )),
            ]
        );
    }

    /// <summary>No mail is sent until it is resumed. Codes to sign in are sent all the same: they last for ten minutes.</summary>
    /// <exception cref="NotAcceptedException">No reason was given.</exception>
    public async Task Pause(string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new NotAcceptedException("Reason", "Say why no mail is to be sent for now");
        }
        if (await acts.AlreadyDone(key, ct) is not null || await Tracked(ct) is not { PausedAt: null } channel)
        {
            return;
        }
        var act = acts.Begin(actor, "Pause mail", reason.Trim(), key);
        (channel.PausedAt, channel.PausedByName, channel.PausedReason) = (act.At, actor.Name, reason.Trim()[..Math.Min(300, reason.Trim().Length)]);
        act.Happened(new MailPaused(channel.PausedReason));
        await act.Save(Guid.Empty, ct);
    }

    /// <summary>Sending goes on, at once.</summary>
    public async Task Resume(Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null || await Tracked(ct) is not { PausedAt: not null } channel)
        {
            return;
        }
        var act = acts.Begin(actor, "Resume mail", key: key);
        (channel.PausedAt, channel.PausedByName, channel.PausedReason, channel.RestsUntil, channel.RestsBecause) = (null, null, null, null, null);
        act.Happened(new MailResumed());
        await act.Save(Guid.Empty, ct);
    }

    /// <summary>What waits is tried now, and not when its turn would have come.</summary>
    /// <exception cref="NotAcceptedException">There is nowhere to send to, or sending is paused.</exception>
    public async Task TryNow(Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (!options.IsOn)
        {
            throw new NotAcceptedException("", "There is nowhere to send mail to. Whoever looks after Kith sets Kith:Mail");
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
        var act = acts.Begin(actor, "Try mail now", key: key);
        (channel.RestsUntil, channel.RestsBecause, channel.Failures) = (null, null, 0);
        var late = await db
            .Parcels.Where(p => p.Channel == MailCarrier.Channel && p.State == ParcelState.Waiting && p.DueAt > act.At)
            .OrderBy(p => p.DueAt)
            .ThenBy(p => p.Id)
            .Take(1000)
            .ToListAsync(ct);
        late.ForEach(p => p.DueAt = act.At);
        act.Happened(new MailHastened(late.Count));
        await act.Save(Guid.Empty, ct);
    }

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.Administer, "look after mail");

    private async Task<DispatchChannel> Tracked(CancellationToken ct)
    {
        await MailCarrier.Ensure(db, engine, ct);
        return await db.DispatchChannels.SingleAsync(c => c.Key == MailCarrier.Channel, ct);
    }
}
