using System.Text.Json;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Api.Webhooks;

/// <summary>
/// Puts what happened since the last time into deliveries to those who asked to be told. How far it came is kept for each
/// chain of the trail and moves in the same transaction as the deliveries are written: killed at any step, or run by two
/// nodes at once, nothing is left out and nothing is written twice.
/// </summary>
[UseCase]
public sealed class TellWebhooks(KithDb db, DatabaseEngine engine, WebhookReach reach, Clock clock)
{
    /// <summary>Records of one round: what changed on so many is looked at and written together.</summary>
    private const int ChainsAtOnce = 300;

    /// <summary>Events of one delivery at most.</summary>
    public const int MostTold = 100;

    /// <summary>Rounds of one run at most, so that an import of a whole council lets others have their turn.</summary>
    private const int MostRounds = 50;

    /// <returns>How many deliveries were written.</returns>
    public async Task<int> Handle(CancellationToken ct = default)
    {
        var written = 0;
        for (var round = 0; round < MostRounds; round++)
        {
            var hooks = await db.Webhooks.AsNoTracking().Where(w => w.StoppedAt == null).OrderBy(w => w.Id).ToListAsync(ct);
            if (hooks.Count == 0)
            {
                // Nobody is told anything: where the telling begins is settled when the first one asks.
                return written;
            }
            var grown = await Grown(ct);
            if (grown.Count == 0)
            {
                return written;
            }
            try
            {
                written += await Round(hooks, grown, ct);
            }
            catch (DbUpdateException)
            {
                // Another node was quicker with these records. It wrote what there was to tell.
                return written;
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
        return written;
    }

    /// <summary>
    /// From now on, when nobody was told anything before: what already stands in the trail is not told. One statement, so
    /// that it sees either none of the webhooks or leaves the place where it is.
    /// </summary>
    internal static async Task BeginHere(KithDb db, DatabaseEngine engine, CancellationToken ct)
    {
        await using var turn = await engine.BeginWrite(db, ct);
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO trail_told (chain, length)
            SELECT chain, length FROM trail_tip
            WHERE chain LIKE 'person:%' AND NOT EXISTS (SELECT 1 FROM webhook WHERE stopped_at IS NULL)
            ON CONFLICT (chain) DO UPDATE SET length = excluded.length
            """,
            ct
        );
        await turn.Commit(ct);
    }

    /// <summary>Some chains of people's records that grew since they were last looked at, and how long they are.</summary>
    private async Task<Dictionary<string, long>> Grown(CancellationToken ct) =>
        await (
            from tip in db.TrailTips.AsNoTracking()
            where tip.Chain.StartsWith("person:")
            join t in db.TrailTold on tip.Chain equals t.Chain into ts
            from told in ts.DefaultIfEmpty()
            where told == null || tip.Length > told.Length
            orderby tip.Chain
            select new { tip.Chain, tip.Length }
        )
            .Take(ChainsAtOnce)
            .ToDictionaryAsync(t => t.Chain, t => t.Length, StringComparer.Ordinal, ct);

    private async Task<int> Round(List<Webhook> hooks, Dictionary<string, long> grown, CancellationToken ct)
    {
        var chains = grown.Keys.ToList();
        var told = await db.TrailTold.Where(t => chains.Contains(t.Chain)).ToDictionaryAsync(t => t.Chain, StringComparer.Ordinal, ct);
        var kinds = WebhookKinds.OfEvent.Keys.ToList();
        var found = await (
            from e in db.TrailEntries.AsNoTracking()
            where chains.Contains(e.Chain) && kinds.Contains(e.Event)
            join t in db.TrailTold on e.Chain equals t.Chain into ts
            from before in ts.DefaultIfEmpty()
            where before == null || e.Seq > before.Length
            orderby e.At, e.Id
            select new
            {
                e.Id,
                e.Chain,
                e.Seq,
                e.At,
                e.PersonId,
                e.Event,
                e.Payload,
            }
        ).ToListAsync(ct);
        // Between these questions more may have been written: what is told and how far it came must be the same.
        var events = found
            .Where(e => e.Seq <= grown[e.Chain] && e.Seq > (told.GetValueOrDefault(e.Chain)?.Length ?? 0) && e.PersonId is not null)
            .Select(e =>
            {
                var kind = WebhookKinds.OfEvent[e.Event];
                return new WebhookTold(e.Id, kind.Name, e.At, e.PersonId, RecordOf(e.Payload, kind.Record));
            })
            .ToList();
        var parcels = new List<Dispatch.Parcel>();
        foreach (var hook in hooks)
        {
            var asked = hook.Kinds.Split(' ').ToHashSet(StringComparer.Ordinal);
            var its = events.Where(e => e.At >= hook.MadeAt && asked.Contains(e.Kind)).ToList();
            if (its.Count == 0)
            {
                continue;
            }
            var (_, may) = await reach.Of(hook.ClientId, [.. its.Select(e => e.ChildId!.Value).Distinct()], ct);
            parcels.AddRange(its.Where(e => may.Contains(e.ChildId!.Value)).Chunk(MostTold).Select(some => WebhookCarrier.Pack(hook.Id, "What happened", some, clock)));
        }
        foreach (var (chain, length) in grown)
        {
            if (told.TryGetValue(chain, out var place))
            {
                // Never back: another node may have come further since these chains were counted.
                place.Length = Math.Max(place.Length, length);
            }
            else
            {
                db.TrailTold.Add(new TrailTold { Chain = chain, Length = length });
            }
        }
        db.Parcels.AddRange(parcels);
        await using var turn = await engine.BeginWrite(db, ct);
        await db.SaveChangesAsync(ct);
        await turn.Commit(ct);
        return parcels.Count;
    }

    private static Guid? RecordOf(string payload, string? property)
    {
        if (property is null)
        {
            return null;
        }
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.TryGetProperty(property, out var id) && id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var found) ? found : null;
    }
}
