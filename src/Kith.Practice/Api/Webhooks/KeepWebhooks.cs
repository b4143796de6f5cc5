using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.Api;
using Kith.Practice.Acts;
using Kith.Practice.Dispatch;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Api.Webhooks;

/// <summary>A system is told from now on when something happens. Its secret is kept encrypted and not in the trail.</summary>
public sealed record WebhookAdded(Guid Account, Guid Webhook, Guid Client, string Address, string Kinds) : AccountEvent(Account);

/// <summary>A webhook has a new secret; the one before signs beside it for a while.</summary>
public sealed record WebhookSecretRenewed(Guid Account, Guid Webhook, DateTime EarlierUntil) : AccountEvent(Account);

/// <summary>Nothing is delivered for now; what happens is kept for the system.</summary>
public sealed record WebhookPaused(Guid Account, Guid Webhook, string Reason) : AccountEvent(Account);

/// <summary>Deliveries go on.</summary>
public sealed record WebhookResumed(Guid Account, Guid Webhook) : AccountEvent(Account);

/// <summary>The system is told nothing any more; what waited was thrown away.</summary>
public sealed record WebhookStopped(Guid Account, Guid Webhook, int ThrownAway) : AccountEvent(Account);

/// <summary>A delivery that only tries the way was asked for.</summary>
public sealed record WebhookTried(Guid Account, Guid Webhook, Guid Delivery) : AccountEvent(Account);

/// <summary>A delivery that had been given up is sent again.</summary>
public sealed record WebhookSentAgain(Guid Account, Guid Webhook, Guid Delivery) : AccountEvent(Account);

/// <summary>A webhook as it is asked for.</summary>
public sealed record WebhookInput
{
    public Guid? ClientId { get; set; }
    public string? Address { get; set; }
    public List<string> Kinds { get; set; } = [];
}

/// <summary>A webhook, and how it fares.</summary>
/// <param name="Revoked">The system may not ask any more, so that it is told nothing either.</param>
/// <param name="Waiting">Deliveries that did not arrive yet.</param>
/// <param name="GivenUp">Deliveries that were refused or not taken for days.</param>
public sealed record WebhookLine(
    Guid Id,
    string System,
    bool Revoked,
    string Address,
    IReadOnlyList<string> Kinds,
    DateTime MadeAt,
    DateTime? StoppedAt,
    DateTime? EarlierUntil,
    DispatchChannel Channel,
    int Waiting,
    int GivenUp
);

/// <summary>One delivery. What it told is not shown here: it may be about children whom the reader may not know of.</summary>
public sealed record WebhookParcel(Guid Id, DateTime MadeAt, string About, int Items, ParcelState State, int Tries, DateTime? DoneAt, DateTime DueAt, string? Words);

/// <summary>Systems that are told when something happens: added, tried, given a new secret, paused, stopped.</summary>
[UseCase]
public sealed class KeepWebhooks(KithDb db, DatabaseEngine engine, Acts.Acts acts, DocumentCipher cipher, WebhookOptions options, Clock clock)
{
    /// <summary>The most that are told at once.</summary>
    public const int Most = 50;

    /// <summary>How long the secret before signs beside a new one.</summary>
    public static readonly TimeSpan Changeover = TimeSpan.FromDays(7);

    /// <summary>Those that are told, then those that no longer are; and the systems that one may choose.</summary>
    public async Task<(IReadOnlyList<WebhookLine> Webhooks, IReadOnlyList<(Guid Id, string Name)> Systems)> List(Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var lines = await Lines(db.Webhooks.AsNoTracking().OrderBy(w => w.StoppedAt != null).ThenByDescending(w => w.MadeAt).ThenBy(w => w.Id).Take(2 * Most), ct);
        var systems = await db
            .ApiClients.AsNoTracking()
            .Where(c => c.RevokedAt == null)
            .OrderBy(c => c.Name)
            .ThenBy(c => c.Id)
            .Take(200)
            .Select(c => new
            {
                c.Id,
                c.Name,
                c.Scopes,
            })
            .ToListAsync(ct);
        return (lines, [.. systems.Where(c => MayRead(c.Scopes)).Select(c => (c.Id, c.Name))]);
    }

    /// <summary>One of them with its latest deliveries; null when there is none.</summary>
    public async Task<(WebhookLine Webhook, IReadOnlyList<WebhookParcel> Deliveries)?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        if ((await Lines(db.Webhooks.AsNoTracking().Where(w => w.Id == id), ct)) is not [var line])
        {
            return null;
        }
        var channel = Webhook.ChannelOf(id);
        var parcels = await db
            .Parcels.AsNoTracking()
            .Where(p => p.Channel == channel)
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
        return (
            line,
            [
                .. parcels.Select(p => new WebhookParcel(
                    p.Id,
                    p.MadeAt,
                    p.About,
                    p.Items,
                    p.State,
                    p.Tries,
                    p.DoneAt,
                    p.DueAt,
                    p.State == ParcelState.Waiting && p.Tries == 0 ? null
                        : p.State == ParcelState.Delivered ? $"{p.Status}"
                        : new Answer(p.Status, p.Said).InWords
                )),
            ]
        );
    }

    /// <summary>Has a system told from now on.</summary>
    /// <returns>Its id and its secret, to be shown once; null for a second submission of the same form.</returns>
    /// <exception cref="NotAcceptedException">Something is missing, or may not be told to.</exception>
    public async Task<(Guid Id, string Secret)?> Add(WebhookInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return null;
        }
        var problems = new List<Problem>();
        var client = input.ClientId is { } id ? await db.ApiClients.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.RevokedAt == null, ct) : null;
        if (client is null || !MayRead(client.Scopes))
        {
            problems.Add(new(nameof(input.ClientId), "Choose a system that may read records"));
        }
        var address = (input.Address ?? "").Trim();
        if (options.Problem(address) is { } wrong)
        {
            problems.Add(new(nameof(input.Address), wrong));
        }
        var kinds = WebhookKinds.Known(input.Kinds);
        if (kinds.Count == 0)
        {
            problems.Add(new(nameof(input.Kinds), "Select what it is to be told of"));
        }
        if (problems.Count == 0 && await db.Webhooks.CountAsync(w => w.StoppedAt == null, ct) >= Most)
        {
            problems.Add(new("", $"{Most} are told already. Stop one that is not needed any more"));
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        await TellWebhooks.BeginHere(db, engine, ct);
        var act = acts.Begin(actor, "Tell a system what happens", key: key);
        var secret = WebhookSignature.NewSecret();
        var hook = new Webhook
        {
            Id = clock.NewId(),
            ClientId = client!.Id,
            Address = address,
            Kinds = string.Join(' ', kinds),
            Secret = [],
            MadeAt = act.At,
        };
        hook.Secret = cipher.Close(hook.Id, Encoding.ASCII.GetBytes(secret));
        db.Webhooks.Add(hook);
        db.DispatchChannels.Add(new DispatchChannel { Key = hook.Channel });
        act.Happened(new WebhookAdded(client.AccountId, hook.Id, client.Id, address, hook.Kinds));
        return await act.Save(hook.Id, ct) == hook.Id ? (hook.Id, secret) : null;
    }

    /// <summary>Gives it another secret. The one before signs beside it for a week, so that nothing is missed in between.</summary>
    /// <returns>The secret, to be shown once; null for a second submission of the same form.</returns>
    public async Task<string?> Renew(Guid id, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var secret = WebhookSignature.NewSecret();
        var renewed = await Do(
            id,
            actor,
            key,
            "Renew the secret of a webhook",
            null,
            (hook, account, act) =>
            {
                (hook.EarlierSecret, hook.EarlierUntil) = (hook.Secret, act.At + Changeover);
                hook.Secret = cipher.Close(hook.Id, Encoding.ASCII.GetBytes(secret));
                act.Happened(new WebhookSecretRenewed(account, hook.Id, hook.EarlierUntil.Value));
                return Task.CompletedTask;
            },
            ct
        );
        return renewed ? secret : null;
    }

    /// <summary>Nothing is delivered until it is resumed; what happens meanwhile waits.</summary>
    public async Task Pause(Guid id, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new NotAcceptedException("Reason", "Say why nothing is to be delivered for now");
        }
        var why = Answer.Cut(reason)!;
        await Do(
            id,
            actor,
            key,
            "Pause a webhook",
            why,
            async (hook, account, act) =>
            {
                var channel = await db.DispatchChannels.SingleAsync(c => c.Key == hook.Channel, ct);
                if (channel.PausedAt is null)
                {
                    (channel.PausedAt, channel.PausedByName, channel.PausedReason) = (act.At, actor.Name, why);
                    act.Happened(new WebhookPaused(account, hook.Id, why));
                }
            },
            ct
        );
    }

    /// <summary>Deliveries go on, at once.</summary>
    public async Task Resume(Guid id, Actor actor, Guid? key, CancellationToken ct = default) =>
        await Do(
            id,
            actor,
            key,
            "Resume a webhook",
            null,
            async (hook, account, act) =>
            {
                var channel = await db.DispatchChannels.SingleAsync(c => c.Key == hook.Channel, ct);
                if (channel.PausedAt is not null)
                {
                    (channel.PausedAt, channel.PausedByName, channel.PausedReason, channel.RestsUntil, channel.RestsBecause) = (null, null, null, null, null);
                    act.Happened(new WebhookResumed(account, hook.Id));
                }
            },
            ct
        );

    /// <summary>It is told nothing any more. What waited is thrown away, and so are its secrets.</summary>
    public async Task Stop(Guid id, Actor actor, Guid? key, CancellationToken ct = default) =>
        await Do(
            id,
            actor,
            key,
            "Stop a webhook",
            null,
            async (hook, account, act) =>
            {
                var channel = hook.Channel;
                var waiting = await db.Parcels.Where(p => p.Channel == channel && p.State == ParcelState.Waiting).ToListAsync(ct);
                foreach (var parcel in waiting)
                {
                    (parcel.State, parcel.DoneAt, parcel.Said, parcel.Body) = (ParcelState.Refused, act.At, "Thrown away when the webhook was stopped", "");
                }
                (hook.StoppedAt, hook.Secret, hook.EarlierSecret, hook.EarlierUntil) = (act.At, [], null, null);
                act.Happened(new WebhookStopped(account, hook.Id, waiting.Count));
            },
            ct
        );

    /// <summary>Sends a delivery that tells of nothing, at once.</summary>
    public async Task Try(Guid id, Actor actor, Guid? key, CancellationToken ct = default) =>
        await Do(
            id,
            actor,
            key,
            "Try a webhook",
            null,
            async (hook, account, act) =>
            {
                var parcel = WebhookCarrier.Pack(hook.Id, "A try", [new WebhookTold(clock.NewId(), WebhookKinds.Test, act.At, null, null)], clock);
                db.Parcels.Add(parcel);
                await Wake(hook, ct);
                act.Happened(new WebhookTried(account, hook.Id, parcel.Id));
            },
            ct
        );

    /// <summary>Sends a delivery again that had been given up, with the same id.</summary>
    public async Task Again(Guid id, Guid delivery, Actor actor, Guid? key, CancellationToken ct = default) =>
        await Do(
            id,
            actor,
            key,
            "Send a delivery again",
            null,
            async (hook, account, act) =>
            {
                var channel = hook.Channel;
                var parcel = await db.Parcels.FirstOrDefaultAsync(p => p.Id == delivery && p.Channel == channel && p.State == ParcelState.Refused && p.Body != "", ct);
                if (parcel is null)
                {
                    throw new NotAcceptedException("", "That delivery is not among those that were given up");
                }
                (parcel.State, parcel.DueAt, parcel.MadeAt, parcel.DoneAt, parcel.Tries, parcel.Status, parcel.Said) = (ParcelState.Waiting, act.At, act.At, null, 0, null, null);
                await Wake(hook, ct);
                act.Happened(new WebhookSentAgain(account, hook.Id, parcel.Id));
            },
            ct
        );

    private async Task Wake(Webhook hook, CancellationToken ct)
    {
        var channel = await db.DispatchChannels.SingleAsync(c => c.Key == hook.Channel, ct);
        (channel.RestsUntil, channel.RestsBecause) = (null, null);
    }

    /// <summary>One act on a webhook that is still told; false for a second submission of the same form.</summary>
    private async Task<bool> Do(Guid id, Actor actor, Guid? key, string name, string? reason, Func<Webhook, Guid, Act, Task> what, CancellationToken ct)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return false;
        }
        var hook = await db.Webhooks.FirstOrDefaultAsync(w => w.Id == id && w.StoppedAt == null, ct) ?? throw new NotAcceptedException("", "It is not told any more");
        var account = await db.ApiClients.Where(c => c.Id == hook.ClientId).Select(c => c.AccountId).SingleAsync(ct);
        var act = acts.Begin(actor, name, reason, key);
        await what(hook, account, act);
        var mine = clock.NewId();
        return await act.Save(mine, ct) == mine;
    }

    private async Task<IReadOnlyList<WebhookLine>> Lines(IQueryable<Webhook> hooks, CancellationToken ct)
    {
        var rows = await (from w in hooks join c in db.ApiClients on w.ClientId equals c.Id select new { Hook = w, Client = c }).ToListAsync(ct);
        var keys = rows.Select(r => r.Hook.Channel).ToList();
        var channels = await db.DispatchChannels.AsNoTracking().Where(c => keys.Contains(c.Key)).ToDictionaryAsync(c => c.Key, StringComparer.Ordinal, ct);
        var counts = await db
            .Parcels.AsNoTracking()
            .Where(p => keys.Contains(p.Channel) && (p.State == ParcelState.Waiting || p.State == ParcelState.Refused))
            .GroupBy(p => new { p.Channel, p.State })
            .Select(g => new
            {
                g.Key.Channel,
                g.Key.State,
                Count = g.Count(),
            })
            .ToListAsync(ct);
        int Count(string channel, ParcelState state) => counts.FirstOrDefault(c => c.Channel == channel && c.State == state)?.Count ?? 0;
        return
        [
            .. rows.OrderBy(r => r.Hook.StoppedAt is not null)
                .ThenByDescending(r => r.Hook.MadeAt)
                .ThenBy(r => r.Hook.Id)
                .Select(r => new WebhookLine(
                    r.Hook.Id,
                    r.Client.Name,
                    r.Client.RevokedAt is not null,
                    r.Hook.Address,
                    r.Hook.Kinds.Split(' '),
                    r.Hook.MadeAt,
                    r.Hook.StoppedAt,
                    r.Hook.EarlierUntil > clock.UtcNow ? r.Hook.EarlierUntil : null,
                    channels.GetValueOrDefault(r.Hook.Channel) ?? new DispatchChannel { Key = r.Hook.Channel },
                    Count(r.Hook.Channel, ParcelState.Waiting),
                    Count(r.Hook.Channel, ParcelState.Refused)
                )),
        ];
    }

    private static bool MayRead(string scopes) => scopes.Split(' ').Contains(ApiScopes.ReadRecords, StringComparer.Ordinal);

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.KeepWebhooks, "say which systems are told");
}
