using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.DfeFeed;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Feed;

/// <summary>An event of the national feed.</summary>
public abstract record FeedEvent : TrailEvent
{
    public override string Chain => "return:feed";
}

/// <summary>Payloads of the national feed were written: how many children were new or changed, and how many are to be taken back.</summary>
public sealed record FeedWritten(int Children, int TakenBack, int Calls) : FeedEvent;

/// <summary>The Department received payloads: the next feed tells what changed since.</summary>
public sealed record FeedReceived(int Children, int TakenBack) : FeedEvent;

/// <summary>What was written.</summary>
/// <param name="Faults">Children who do not hold to the contract; they were left out.</param>
public sealed record WrittenFeed(int Children, int TakenBack, int Unchanged, int Calls, IReadOnlyList<(string LaChildId, FeedFault Fault)> Faults);

/// <summary>
/// Writes the payloads of the national daily feed: what changed since the Department last received anything, at most a
/// hundred children a call, each held to the contract before it is written. What it was told and these records no longer
/// hold is marked to be taken back.
/// </summary>
[UseCase]
public sealed class WriteFeed(KithDb db, ReadLedger ledger, Acts.Acts acts, Clock clock, DatabaseEngine engine)
{
    /// <summary>How the files of calls are called, so that they sort in the order in which they are sent.</summary>
    public static string FileName(int call) => string.Create(CultureInfo.InvariantCulture, $"call-{call:0000}.json");

    /// <exception cref="AccessRefusedException">The actor takes no files of all children out.</exception>
    public async Task<WrittenFeed> Handle(string folder, Actor actor, Action<int>? progress = null, CancellationToken ct = default)
    {
        Demand(actor);
        Directory.CreateDirectory(folder);
        var changes = new FeedChanges(db, clock);
        var faults = new List<(string, FeedFault)>();
        var told = new List<Guid>();
        var call = new JsonArray();
        var (changed, back, calls) = (0, 0, 0);
        await foreach (var change in changes.Read(progress, ct))
        {
            if (change.Fault is { } fault)
            {
                faults.Add((change.LaChildId, fault));
                continue;
            }
            if (change.Hash is null)
            {
                back++;
            }
            else
            {
                changed++;
                told.Add(change.PersonId!.Value);
            }
            call.Add(change.Child);
            if (call.Count == FeedSchema.MostChildren)
            {
                await Send();
            }
        }
        await Send();
        await ledger.WriteAll(actor, "Write the national feed", told.Select(p => new RecordTakenOut(p, "National feed")));
        var act = acts.Begin(actor, "Write the national feed");
        act.Happened(new FeedWritten(changed, back, calls));
        await act.Save(Guid.Empty, ct);
        return new WrittenFeed(changed, back, changes.Unchanged, calls, faults);

        async Task Send()
        {
            if (call.Count == 0)
            {
                return;
            }
            await using var into = new FileStream(Path.Combine(folder, FileName(++calls)), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
            await JsonSerializer.SerializeAsync(into, call, FeedChanges.Plain, ct);
            call = [];
        }
    }

    /// <summary>The Department received the calls of a folder: from now on the feed tells what changed since.</summary>
    /// <exception cref="NotAcceptedException">The folder holds no calls, or they do not hold to the contract.</exception>
    public async Task<FeedReceived> Received(string folder, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "call-*.json").Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0)
        {
            throw new NotAcceptedException("", $"{folder} holds no calls of the feed: they are called {FileName(1)} and so on");
        }
        var (children, back) = (0, 0);
        var now = clock.UtcNow;
        foreach (var file in files)
        {
            JsonArray call;
            try
            {
                await using var from = File.OpenRead(file);
                call = (await JsonNode.ParseAsync(from, cancellationToken: ct))?.AsArray() ?? [];
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException)
            {
                throw new NotAcceptedException("", $"{Path.GetFileName(file)} is no call of the feed");
            }
            if (FeedSchema.Latest.Check(JsonSerializer.SerializeToElement(call, FeedChanges.Plain)) is [var fault, ..])
            {
                throw new NotAcceptedException("", $"{Path.GetFileName(file)} does not hold to the contract: {fault.Path}: {fault.Problem}");
            }
            await using var turn = await engine.BeginWrite(db, ct);
            var ids = call.Select(c => (string)c!["la_child_id"]!).ToList();
            var kept = await db.FeedChildren.Where(c => ids.Contains(c.LaChildId)).ToDictionaryAsync(c => c.LaChildId, StringComparer.Ordinal, ct);
            foreach (var child in call)
            {
                var id = (string)child!["la_child_id"]!;
                if (FeedPayload.IsPurged(child))
                {
                    back++;
                    if (kept.Remove(id, out var gone))
                    {
                        db.FeedChildren.Remove(gone);
                    }
                    continue;
                }
                children++;
                var payload = FeedPayload.Received(child.AsObject());
                if (!kept.TryGetValue(id, out var row))
                {
                    kept[id] = row = new FeedChild
                    {
                        LaChildId = id,
                        Hash = "",
                        Ids = "",
                    };
                    db.FeedChildren.Add(row);
                }
                (row.Hash, row.Ids, row.ReceivedAt) = (payload.Hash, string.Join('\n', payload.Ids), now);
            }
            await db.SaveChangesAsync(ct);
            await turn.Commit(ct);
            db.ChangeTracker.Clear();
        }
        var happened = new FeedReceived(children, back);
        var act = acts.Begin(actor, "Note what the national feed received");
        act.Happened(happened);
        await act.Save(Guid.Empty, ct);
        return happened;
    }

    /// <summary>What leaves of every child is for those who prepare returns and whose role reaches all of them.</summary>
    internal static void Demand(Actor actor)
    {
        RecordAccess.Demand(actor, Permission.PrepareReturns, "keep the national feed");
        if (!actor.WholeAuthority)
        {
            throw new AccessRefusedException(Sight.Read, "keep the national feed");
        }
    }
}
