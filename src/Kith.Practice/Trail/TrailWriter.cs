using System.Data;
using System.Data.Common;
using System.Text;
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
    /// <param name="prefix">What the names of the chains begin with: <see cref="DatabaseEngine.ChainPrefix"/>.</param>
    public static async Task Append(KithDb db, Clock clock, ProcessOf process, IReadOnlyCollection<TrailEvent> events, CancellationToken ct, string prefix = "")
    {
        foreach (var chain in events.GroupBy(e => prefix + e.Chain).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            await String(db, clock, chain.Key, await HoldTip(db, chain.Key, ct), chain.Select(e => (process, e)), ct);
        }
    }

    /// <summary>
    /// Appends entries of many acts to one chain that has no other writer (reads: see <see cref="ReadLedger"/>) and
    /// tells where it ends. <paramref name="end"/> is what the call before told, to be believed only once that was
    /// committed; null where nothing is known.
    /// </summary>
    /// <exception cref="DBConcurrencyException">The chain no longer ends there: the authority was replaced by a backup.</exception>
    public static async Task<ChainEnd> Append(
        KithDb db,
        Clock clock,
        string chain,
        ChainEnd? end,
        IEnumerable<(ProcessOf Process, TrailEvent What)> entries,
        CancellationToken ct
    ) => await String(db, clock, chain, end ?? await HoldTip(db, chain, ct), entries, ct);

    private static async Task<ChainEnd> String(KithDb db, Clock clock, string chain, ChainEnd end, IEnumerable<(ProcessOf Process, TrailEvent What)> entries, CancellationToken ct)
    {
        foreach (var some in entries.Chunk(MostAtOnce))
        {
            var strung = new List<TrailEntry>(some.Length);
            var last = end;
            foreach (var (process, what) in some)
            {
                var entry = Entry(clock.NewId(), chain, last.Length + 1, last.Hash, process, what);
                strung.Add(entry);
                last = new ChainEnd(entry.Seq, entry.Hash);
            }
            if (await Insert(db, chain, end, strung, last, ct) != strung.Count + 1)
            {
                throw new DBConcurrencyException($"The chain {chain} does not end where it ended.");
            }
            end = last;
        }
        return end;
    }

    /// <summary>So that a statement stays well under either engine's most parameters.</summary>
    private const int MostAtOnce = 200;

    /// <summary>The entries and the new end of their chain in one statement; tells how many rows were written.</summary>
    private static async Task<int> Insert(KithDb db, string chain, ChainEnd was, List<TrailEntry> entries, ChainEnd becomes, CancellationToken ct)
    {
        var table = BulkTable.Of<TrailEntry>(db);
        await using var maker = db.Database.GetDbConnection().CreateCommand();
        var parameters = new List<object>((entries.Count * table.Width) + 4);
        var text = new StringBuilder("INSERT INTO ").Append(table.Name).Append(" (").AppendJoin(", ", table.Columns.Select(c => $"\"{c}\"")).Append(") VALUES ");
        foreach (var entry in entries)
        {
            text.Append(parameters.Count == 0 ? "(" : ", (");
            for (var column = 0; column < table.Width; column++)
            {
                var name = $"@p{parameters.Count}";
                parameters.Add(table.Parameter(maker, name, column, entry));
                text.Append(column == 0 ? "" : ", ").Append(name);
            }
            text.Append(')');
        }
        text.Append("; UPDATE trail_tip SET length = @length, hash = @hash WHERE chain = @chain AND length = @was");
        parameters.AddRange([
            Parameter(maker, "@length", becomes.Length),
            Parameter(maker, "@hash", becomes.Hash),
            Parameter(maker, "@chain", chain),
            Parameter(maker, "@was", was.Length),
        ]);
        return await db.Database.ExecuteSqlRawAsync(text.ToString(), parameters, ct);
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

    private static async Task<ChainEnd> HoldTip(KithDb db, string chain, CancellationToken ct)
    {
        // An upsert that changes nothing makes the tip if it is new, locks it, and tells where it stands: one round trip.
        await using var command = Command(
            db,
            "INSERT INTO trail_tip (chain, length, hash) VALUES (@chain, 0, @start) ON CONFLICT (chain) DO UPDATE SET length = trail_tip.length RETURNING length, hash"
        );
        command.Parameters.Add(Parameter(command, "@chain", chain));
        command.Parameters.Add(Parameter(command, "@start", TrailHashing.Start));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new ChainEnd(reader.GetInt64(0), reader.GetString(1));
    }

    private static DbCommand Command(KithDb db, string text)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = text;
        return command;
    }

    private static DbParameter Parameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        return parameter;
    }
}

/// <summary>Where a chain ends: how many entries, and the hash of the last.</summary>
public readonly record struct ChainEnd(long Length, string Hash);

/// <summary>Who, what, when, why: what the entries of one act share.</summary>
public sealed record ProcessOf(Guid Id, string Name, Actor Actor, DateTime At, string? Reason, Guid? ActingFor);
