using Kith.Practice.Agencies;
using Kith.Practice.Api.Webhooks;
using Kith.Practice.Dispatch;
using Kith.Practice.Import;
using Kith.Practice.Mail;
using Kith.Practice.Returns.Feed;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Operation;

/// <summary>What waits to leave and to be loaded, for the page of whoever looks after Kith and for measurements: counts and ages, and nothing of anybody.</summary>
[UseCase]
public sealed class ReadQueues(KithDb db)
{
    /// <summary>Each queue. Two statements, whatever waits.</summary>
    /// <param name="since">What was given up before then is not counted any more.</param>
    public async Task<List<QueueFacts>> Read(DateTime since, CancellationToken ct = default) => [.. await Channels(since, ct), .. await Imports(since, ct)];

    /// <summary>One statement: each channel looks into the index for what is its own.</summary>
    private async Task<List<QueueFacts>> Channels(DateTime since, CancellationToken ct)
    {
        var channels = await db
            .DispatchChannels.Select(c => new
            {
                c.Key,
                Paused = c.PausedAt != null,
                Waiting = db.Parcels.Count(p => p.Channel == c.Key && p.State == ParcelState.Waiting),
                Oldest = db.Parcels.Where(p => p.Channel == c.Key && p.State == ParcelState.Waiting).Min(p => (DateTime?)p.MadeAt),
                GivenUp = db.Parcels.Count(p => p.Channel == c.Key && p.State == ParcelState.Refused && p.DueAt > since),
            })
            .ToListAsync(ct);
        return
        [
            .. from kind in Kinds
            let own = channels.Where(c => kind.Has(c.Key)).ToList()
            select new QueueFacts(kind.Name, kind.Href, own.Sum(c => c.Waiting), own.Min(c => c.Oldest), own.Sum(c => c.GivenUp), own.Any(c => c.Paused)) { Key = kind.Key },
        ];
    }

    private static readonly (string Key, string Name, string Href, Func<string, bool> Has)[] Kinds =
    [
        ("mail", "Mail", "/admin/mail", key => key == MailCarrier.Channel || key == CodeCarrier.Channel),
        ("feed", "The national feed", "/data/feed", key => key == FeedCarrier.Channel),
        ("webhooks", "Webhooks", "/data/webhooks", key => key.StartsWith(Webhook.Prefix, StringComparison.Ordinal)),
    ];

    private async Task<List<QueueFacts>> Imports(DateTime since, CancellationToken ct)
    {
        var runs = await db
            .ImportRuns.Where(r => r.State != ImportState.Done && (r.State != ImportState.Failed || r.AskedAt > since))
            .GroupBy(r => r.State)
            .Select(g => new
            {
                State = g.Key,
                Count = g.Count(),
                Oldest = g.Min(r => r.AskedAt),
            })
            .ToListAsync(ct);
        var waiting = runs.Where(r => r.State != ImportState.Failed).ToList();
        return
        [
            new QueueFacts(
                "Extracts to load",
                "/import",
                waiting.Sum(r => r.Count),
                waiting.Min(r => (DateTime?)r.Oldest),
                runs.Where(r => r.State == ImportState.Failed).Sum(r => r.Count)
            )
            {
                Key = "imports",
            },
        ];
    }
}
