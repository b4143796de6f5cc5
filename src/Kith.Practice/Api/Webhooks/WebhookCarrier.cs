using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.Api;
using Kith.Practice.Dispatch;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Api.Webhooks;

/// <summary>A delivery to a system was given up: refused there, or not taken for days. It can be sent again.</summary>
public sealed record WebhookGivenUp(Guid Account, Guid Webhook, Guid Delivery, int Told, int? Status, string? Reason) : AccountEvent(Account);

/// <summary>Carries deliveries to the systems that asked to be told, each signed.</summary>
internal sealed class WebhookCarrier(KithDb db, Clock clock, WebhookOptions options, DocumentCipher cipher, WebhookReach reach, Post post, ReadLedger ledger) : ICarrier
{
    public string Name => "Webhooks";

    /// <summary>Whoever was down for so long asks the API for what it missed, or has it sent again.</summary>
    public TimeSpan? GivesUpAfter => TimeSpan.FromDays(3);

    // Ids and kinds: what was given up can be sent again from its page.
    public bool KeepsRefused => true;

    public bool Carries(string channel) => Webhook.Of(channel) is not null;

    public async Task<Answer> Send(Parcel parcel, CancellationToken ct)
    {
        var id = Webhook.Of(parcel.Channel)!.Value;
        var hook = await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, ct);
        if (hook is null || hook.StoppedAt is not null)
        {
            return new Answer(422, "It is not to be told any more");
        }
        if (options.Problem(hook.Address) is { } wrong)
        {
            return new Answer(null, wrong);
        }
        if (await Bytes(hook, parcel, ct) is not { } body)
        {
            // Everything in it is about children whom it may not read any more.
            return new Answer(204, "Nothing that it may still be told");
        }
        var address = new Uri(hook.Address);
        var seconds = new DateTimeOffset(clock.UtcNow).ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WebhookSignature.IdHeader, parcel.Id.ToString());
        request.Headers.Add(WebhookSignature.TimeHeader, seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(parcel.Id.ToString(), seconds, body, Secrets(hook)));
        return await post.Send(request, options.Patience, publicOnly: !options.IsInside(address), ct);
    }

    public Task<IReadOnlyList<TrailEvent>> Delivered(Parcel parcel, CancellationToken ct) => Task.FromResult<IReadOnlyList<TrailEvent>>([]);

    public async Task<IReadOnlyList<TrailEvent>> Refused(Parcel parcel, Answer answer, CancellationToken ct)
    {
        var id = Webhook.Of(parcel.Channel)!.Value;
        var account = await (from w in db.Webhooks where w.Id == id join c in db.ApiClients on w.ClientId equals c.Id select (Guid?)c.AccountId).SingleOrDefaultAsync(ct);
        return account is { } known ? [new WebhookGivenUp(known, id, parcel.Id, parcel.Items, answer.Status, answer.Said)] : [];
    }

    /// <summary>
    /// The delivery without what its receiver may no longer read: a record may have been restricted while it waited. Null
    /// when nothing is left.
    /// </summary>
    private async Task<string?> Bytes(Webhook hook, Parcel parcel, CancellationToken ct)
    {
        var told = JsonNode.Parse(parcel.Body)!.AsObject();
        var events = told["events"]!.AsArray();
        var children = events.Select(ChildOf).OfType<Guid>().Distinct().ToList();
        if (children.Count == 0)
        {
            return parcel.Body;
        }
        var (actor, may) = await reach.Of(hook.ClientId, children, ct);
        if (may.Count == 0)
        {
            return null;
        }
        if (parcel.Tries == 1)
        {
            // Before anything leaves, each child's record says that it does.
            await ledger.WriteAll(actor!, "Tell another system what happened", may.Order().Select(c => new RecordTakenOut(c, "Webhook")));
        }
        if (may.Count == children.Count)
        {
            return parcel.Body;
        }
        foreach (var hidden in events.Where(e => ChildOf(e) is { } child && !may.Contains(child)).ToList())
        {
            events.Remove(hidden);
        }
        return told.ToJsonString();
    }

    private static Guid? ChildOf(JsonNode? told) => (string?)told?["childId"] is { } id ? Guid.Parse(id) : null;

    private IEnumerable<string> Secrets(Webhook hook)
    {
        yield return Encoding.ASCII.GetString(cipher.Open(hook.Id, hook.Secret));
        if (hook.EarlierSecret is { } earlier && hook.EarlierUntil > clock.UtcNow)
        {
            yield return Encoding.ASCII.GetString(cipher.Open(hook.Id, earlier));
        }
    }

    /// <summary>What is told as a parcel.</summary>
    public static Parcel Pack(Guid webhook, string about, IReadOnlyList<WebhookTold> told, Clock clock) =>
        new()
        {
            Id = clock.NewId(),
            Channel = Webhook.ChannelOf(webhook),
            Body = JsonSerializer.Serialize(new WebhookDelivery(told), Plain),
            About = about,
            Items = told.Count,
            MadeAt = clock.UtcNow,
            DueAt = clock.UtcNow,
        };

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}

/// <summary>What is delivered: things that happened, the earliest first.</summary>
public sealed record WebhookDelivery(IReadOnlyList<WebhookTold> Events);

/// <summary>One thing that happened. No names and no words: whoever may know more asks the API.</summary>
/// <param name="Id">Of the event. Told twice, it is the same: leave out what is known already.</param>
/// <param name="Kind">See <see cref="WebhookKinds"/>.</param>
/// <param name="At">When it was recorded (UTC).</param>
/// <param name="ChildId">The child whose record it stands on; none in a delivery that only tries the way.</param>
/// <param name="RecordId">The record that it is about.</param>
public sealed record WebhookTold(Guid Id, string Kind, DateTime At, Guid? ChildId, Guid? RecordId);

/// <summary>What a system that is told may read: its account's reach as it stands now, if it may read records at all.</summary>
public sealed class WebhookReach(KithDb db, Actors actors, RecordAccess access)
{
    /// <summary>Those of some people who are children whom the system may read, and who it is; nobody where it may not ask any more.</summary>
    public async Task<(Actor? Actor, IReadOnlySet<Guid> Children)> Of(Guid clientId, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var client = await db.ApiClients.AsNoTracking().FirstOrDefaultAsync(c => c.Id == clientId && c.RevokedAt == null, ct);
        if (client is null || !client.Scopes.Split(' ').Contains(ApiScopes.ReadRecords, StringComparer.Ordinal) || await actors.Of(client.AccountId, ct) is not { } account)
        {
            return (null, new HashSet<Guid>());
        }
        var actor = account.With($"«{client.Name}»");
        var may = await access.ReadableAmong(actor).Where(o => people.Contains(o.PersonId)).Select(o => o.PersonId).ToListAsync(ct);
        return (actor, may.ToHashSet());
    }
}
