using System.Data.Common;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kith.Practice.Trail;

/// <summary>Strings entries onto their chains. Only ever called inside the transaction of the act it records.</summary>
public static class TrailWriter
{
    /// <summary>
    /// Appends entries for the events of one act. Takes hold of each chain's tip in the order of chain names, so two
    /// acts on the same records wait for each other and never deadlock.
    /// </summary>
    public static async Task Append(KithDb db, Clock clock, ProcessOf process, IReadOnlyCollection<TrailEvent> events, CancellationToken ct)
    {
        foreach (var chain in events.GroupBy(e => e.Chain).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            await String(db, clock, chain.Key, chain.Select(e => (process, e)), ct);
        }
        await Finish(db, ct);
    }

    /// <summary>Appends entries of many acts to one chain (reads: see <see cref="ReadLedger"/>).</summary>
    public static async Task Append(KithDb db, Clock clock, string chain, IEnumerable<(ProcessOf Process, TrailEvent What)> entries, CancellationToken ct)
    {
        await String(db, clock, chain, entries, ct);
        await Finish(db, ct);
    }

    private static async Task String(KithDb db, Clock clock, string chain, IEnumerable<(ProcessOf Process, TrailEvent What)> entries, CancellationToken ct)
    {
        var (length, hash) = await HoldTip(db, chain, ct);
        foreach (var (process, what) in entries)
        {
            var entry = Entry(clock.NewId(), chain, ++length, hash, process, what);
            hash = entry.Hash;
            db.TrailEntries.Add(entry);
        }
        db.TrailTips.Update(
            new TrailTip
            {
                Chain = chain,
                Length = length,
                Hash = hash,
            }
        );
    }

    /// <summary>One hashed entry.</summary>
    public static TrailEntry Entry(Guid id, string chain, long seq, string previousHash, ProcessOf process, TrailEvent what)
    {
        var entry = new TrailEntry
        {
            Id = id,
            Chain = chain,
            Seq = seq,
            At = process.At,
            ProcessId = process.Id,
            Process = process.Name,
            ActorId = process.Actor.AccountId,
            ActorName = process.Actor.Name,
            ActingForId = process.ActingFor,
            Reason = process.Reason,
            PersonId = what.PersonId,
            Event = what.GetType().Name,
            Payload = CanonicalJson.Of(what),
            PreviousHash = previousHash,
            Hash = "",
        };
        entry.Hash = TrailHashing.Of(entry);
        return entry;
    }

    private static async Task Finish(KithDb db, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        foreach (var done in db.ChangeTracker.Entries().Where(e => e.Entity is TrailEntry or TrailTip).ToList())
        {
            done.State = EntityState.Detached;
        }
    }

    private static async Task<(long Length, string Hash)> HoldTip(KithDb db, string chain, CancellationToken ct)
    {
        // An upsert that changes nothing makes the tip if it is new, locks it, and tells where it stands: one round trip.
        await using var command = Command(
            db,
            "INSERT INTO trail_tip (chain, length, hash) VALUES (@chain, 0, @start) ON CONFLICT (chain) DO UPDATE SET length = trail_tip.length RETURNING length, hash"
        );
        Add(command, "@chain", chain);
        Add(command, "@start", TrailHashing.Start);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt64(0), reader.GetString(1));
    }

    private static DbCommand Command(KithDb db, string text)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = text;
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}

/// <summary>Who, what, when, why: what the entries of one act share.</summary>
public sealed record ProcessOf(Guid Id, string Name, Actor Actor, DateTime At, string? Reason, Guid? ActingFor);
