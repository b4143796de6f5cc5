using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Practice.Access;
using Kith.Practice.Dispatch;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Feed;

/// <summary>A call of the national feed arrived: how many children it told of and took back. Each child's record says so too.</summary>
public sealed record FeedSent(Guid Call, int Children, int TakenBack, string? Receipt) : FeedEvent;

/// <summary>The Department's service refused what was told of a child; it waits until the record is put right.</summary>
public sealed record FeedChildRefused(Guid Person, Guid Call, int? Status, string? Reason) : PersonEvent(Person);

/// <summary>The Department's service refused to take a child back whose record is gone here.</summary>
public sealed record FeedPurgeRefused(string LaChildId, Guid Call, int? Status, string? Reason) : FeedEvent;

/// <summary>The access token of the national feed, shared by the node until it runs out.</summary>
public sealed class FeedToken(Post post, Clock clock)
{
    /// <summary>Not used in its last minute: it could run out on the way.</summary>
    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(1);
    private (string Token, DateTime Until)? held;

    /// <summary>A token, or the answer that says why there is none. Both null where the service asks for none.</summary>
    public async Task<(string? Token, Answer? Wrong)> Get(FeedOptions options, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(options.TokenAddress))
        {
            return (null, null);
        }
        if (held is { } kept && kept.Until > clock.UtcNow)
        {
            return (kept.Token, null);
        }
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.ClientId ?? "",
            ["client_secret"] = options.ClientSecret ?? "",
        };
        if (!string.IsNullOrEmpty(options.Scope))
        {
            form["scope"] = options.Scope;
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenAddress) { Content = new FormUrlEncodedContent(form) };
        var (answer, text) = await post.Ask(request, options.Patience, ct);
        if (text is null)
        {
            return (null, answer.Status is null ? answer : new Answer(answer.Status is 429 ? 429 : 401, "The sign-in was refused", answer.Asked));
        }
        try
        {
            using var reply = JsonDocument.Parse(text);
            var token = reply.RootElement.GetProperty("access_token").GetString()!;
            var seconds = reply.RootElement.TryGetProperty("expires_in", out var lasts) && lasts.TryGetInt32(out var given) ? given : 300;
            held = (token, clock.UtcNow + TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400)) - Spare);
            return (token, null);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, new Answer(null, "Where one signs in gave no token"));
        }
    }

    /// <summary>The service did not accept it: the next call asks for another.</summary>
    public void Forget() => held = null;
}

/// <summary>
/// Carries calls of the national feed. A call that is refused as a whole goes on in two halves until the child whom it
/// concerns stands alone; the others arrive.
/// </summary>
internal sealed class FeedCarrier(KithDb db, Clock clock, FeedOptions options, FeedToken token, Post post, ReadLedger ledger) : ICarrier
{
    /// <summary>The channel's key.</summary>
    public const string Channel = "feed";

    /// <summary>Header that carries the parcel's id: the same call sent twice is one call.</summary>
    public const string KeyHeader = "Idempotency-Key";

    public string Name => "National feed";

    // A child's record is told of until it is received or someone says otherwise.
    public TimeSpan? GivesUpAfter => null;

    public bool Carries(string channel) => channel == Channel;

    public async Task<Answer> Send(Parcel parcel, CancellationToken ct)
    {
        if (options.Problem is { } wrong)
        {
            return new Answer(null, wrong);
        }
        var code = (await PolicyBook.Load(db, ct)).Value(Policies.LocalAuthorityCode, clock.Today);
        if (code.Length == 0)
        {
            return new Answer(null, "The local authority code is not set (Admin, Policies)");
        }
        var (bearer, refused) = await token.Get(options, ct);
        if (refused is not null)
        {
            return refused;
        }
        if (parcel.Tries == 1)
        {
            // Before anything leaves, each child's record says that it does.
            var people = await db.FeedLetters.Where(l => l.ParcelId == parcel.Id && l.PersonId != null && l.Hash != null).Select(l => l.PersonId!.Value).ToListAsync(ct);
            await ledger.WriteAll(Actor.System(Name), "Send the national feed", people.Order().Select(p => new RecordTakenOut(p, Name)));
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Address!.TrimEnd('/')}/children_social_care_data/{Uri.EscapeDataString(code)}/children")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(parcel.Body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(KeyHeader, parcel.Id.ToString());
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }
        if (!string.IsNullOrEmpty(options.SupplierKey))
        {
            request.Headers.TryAddWithoutValidation(options.SupplierKeyHeader, options.SupplierKey);
        }
        var answer = await post.Send(request, options.Patience, ct: ct);
        if (answer.Status == 401)
        {
            token.Forget();
        }
        return answer;
    }

    public async Task<IReadOnlyList<TrailEvent>> Delivered(Parcel parcel, CancellationToken ct)
    {
        var letters = await db.FeedLetters.Where(l => l.ParcelId == parcel.Id).ToListAsync(ct);
        var ids = letters.Select(l => l.LaChildId).ToList();
        var known = await db.FeedChildren.Where(c => ids.Contains(c.LaChildId)).ToDictionaryAsync(c => c.LaChildId, StringComparer.Ordinal, ct);
        foreach (var letter in letters)
        {
            var row = known.GetValueOrDefault(letter.LaChildId);
            if (letter.Hash is null)
            {
                if (row is not null)
                {
                    db.FeedChildren.Remove(row);
                }
            }
            else if (row is null)
            {
                db.FeedChildren.Add(
                    new FeedChild
                    {
                        LaChildId = letter.LaChildId,
                        Hash = letter.Hash,
                        Ids = letter.Ids,
                        ReceivedAt = clock.UtcNow,
                    }
                );
            }
            else
            {
                (row.Hash, row.Ids, row.ReceivedAt) = (letter.Hash, letter.Ids, clock.UtcNow);
            }
            db.FeedLetters.Remove(letter);
        }
        return [new FeedSent(parcel.Id, letters.Count(l => l.Hash is not null), letters.Count(l => l.Hash is null), parcel.Said)];
    }

    public async Task<IReadOnlyList<TrailEvent>> Refused(Parcel parcel, Answer answer, CancellationToken ct)
    {
        var letters = (await db.FeedLetters.Where(l => l.ParcelId == parcel.Id).ToListAsync(ct)).ToDictionary(l => l.LaChildId, StringComparer.Ordinal);
        var children = JsonNode.Parse(parcel.Body)!.AsArray();
        if (children.Count > 1)
        {
            parcel.State = ParcelState.Halved;
            var half = (children.Count + 1) / 2;
            Put(children.Take(half), letters);
            Put(children.Skip(half), letters);
            return [];
        }
        var reason = Answer.Cut(answer.Said) ?? answer.InWords;
        var events = new List<TrailEvent>();
        foreach (var letter in letters.Values.OrderBy(l => l.LaChildId, StringComparer.Ordinal))
        {
            (letter.ParcelId, letter.RefusedAt, letter.Reason, letter.HeldHere) = (null, clock.UtcNow, reason, false);
            events.Add(
                letter.PersonId is { } person
                    ? new FeedChildRefused(person, parcel.Id, answer.Status, reason)
                    : new FeedPurgeRefused(letter.LaChildId, parcel.Id, answer.Status, reason)
            );
        }
        return events;
    }

    private void Put(IEnumerable<JsonNode?> children, Dictionary<string, FeedLetter> letters)
    {
        var some = children.Select(c => c!.DeepClone().AsObject()).ToList();
        var parcel = Pack(some, clock);
        db.Parcels.Add(parcel);
        foreach (var child in some)
        {
            if (letters.TryGetValue((string)child["la_child_id"]!, out var letter))
            {
                letter.ParcelId = parcel.Id;
            }
        }
    }

    /// <summary>Some children as one call.</summary>
    public static Parcel Pack(IReadOnlyList<JsonObject> children, Clock clock)
    {
        var back = children.Count(FeedPayload.IsPurged);
        return new Parcel
        {
            Id = clock.NewId(),
            Channel = Channel,
            Body = JsonSerializer.Serialize(children, FeedChanges.Plain),
            About =
                back == 0 ? "Children"
                : back == children.Count ? "Children to take back"
                : "Children, some to take back",
            Items = children.Count,
            MadeAt = clock.UtcNow,
            DueAt = clock.UtcNow,
        };
    }
}
