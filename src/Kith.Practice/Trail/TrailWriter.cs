using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kith.Practice.Trail;

/// <summary>Strings entries onto their chains. Only ever called inside the transaction of the act it records.</summary>
public static class TrailWriter
{
    /// <summary>So that a statement stays well under either engine's most parameters.</summary>
    private const int MostAtOnce = 200;

    /// <summary>
    /// Appends entries for the events of one act. Takes hold of the tips of the chains in the order of their names, so two
    /// acts on the same records wait for each other and never deadlock.
    /// </summary>
    /// <param name="prefix">What the names of the chains begin with: <see cref="DatabaseEngine.ChainPrefix"/>.</param>
    public static async Task Append(KithDb db, Clock clock, ProcessOf process, IReadOnlyCollection<TrailEvent> events, CancellationToken ct, string prefix = "")
    {
        // All are held before anything is strung: of a family of seven the tips are one question, and the entries one statement.
        var chains = events.GroupBy(e => prefix + e.Chain).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var ends = new Dictionary<string, ChainEnd>(chains.Count, StringComparer.Ordinal);
        foreach (var some in chains.Select(c => c.Key).Chunk(MostAtOnce))
        {
            await HoldTips(db, some, ends, ct);
        }
        await String(db, clock, ends, chains.SelectMany(c => c.Select(e => (c.Key, process, e))), ct);
    }

    /// <summary>
    /// Appends entries of many acts to one chain that has no other writer (reads: see <see cref="ReadLedger"/>) and
    /// tells where it ends. <paramref name="end"/> is what the call before told, to be believed only once that was
    /// committed; null where nothing is known.
    /// </summary>
    /// <exception cref="DBConcurrencyException">The chain no longer ends there: the authority was replaced by a backup.</exception>
    public static async Task<ChainEnd> Append(KithDb db, Clock clock, string chain, ChainEnd? end, IEnumerable<(ProcessOf Process, TrailEvent What)> entries, CancellationToken ct)
    {
        var ends = new Dictionary<string, ChainEnd>(1, StringComparer.Ordinal);
        if (end is { } known)
        {
            ends[chain] = known;
        }
        else
        {
            await HoldTips(db, [chain], ends, ct);
        }
        await String(db, clock, ends, entries.Select(e => (chain, e.Process, e.What)), ct);
        return ends[chain];
    }

    /// <summary>Strings entries, those of one chain after one another, and moves the ends of their chains on.</summary>
    private static async Task String(
        KithDb db,
        Clock clock,
        Dictionary<string, ChainEnd> ends,
        IEnumerable<(string Chain, ProcessOf Process, TrailEvent What)> entries,
        CancellationToken ct
    )
    {
        foreach (var some in entries.Chunk(MostAtOnce))
        {
            var strung = new List<TrailEntry>(some.Length);
            var moved = new List<(string Chain, ChainEnd Was)>();
            foreach (var (chain, process, what) in some)
            {
                var last = ends[chain];
                if (moved.Count == 0 || moved[^1].Chain != chain)
                {
                    moved.Add((chain, last));
                }
                var entry = Entry(clock.NewId(), chain, last.Length + 1, last.Hash, process, what);
                strung.Add(entry);
                ends[chain] = new ChainEnd(entry.Seq, entry.Hash);
            }
            if (await Insert(db, strung, [.. moved.Select(m => (m.Chain, m.Was, ends[m.Chain]))], ct) != strung.Count + moved.Count)
            {
                throw new DBConcurrencyException($"A chain of {string.Join(", ", moved.Select(m => m.Chain))} does not end where it ended.");
            }
        }
    }

    /// <summary>The entries and the new ends of their chains in one statement; tells how many rows were written.</summary>
    private static async Task<int> Insert(KithDb db, List<TrailEntry> entries, List<(string Chain, ChainEnd Was, ChainEnd Becomes)> ends, CancellationToken ct)
    {
        var table = BulkTable.Of<TrailEntry>(db);
        await using var maker = db.Database.GetDbConnection().CreateCommand();
        var parameters = new List<object>((entries.Count * table.Width) + (ends.Count * 4));
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
        for (var i = 0; i < ends.Count; i++)
        {
            var (chain, was, becomes) = ends[i];
            text.Append(CultureInfo.InvariantCulture, $"; UPDATE trail_tip SET length = @length{i}, hash = @hash{i} WHERE chain = @chain{i} AND length = @was{i}");
            parameters.AddRange([
                Parameter(maker, $"@length{i}", becomes.Length),
                Parameter(maker, $"@hash{i}", becomes.Hash),
                Parameter(maker, $"@chain{i}", chain),
                Parameter(maker, $"@was{i}", was.Length),
            ]);
        }
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

    private static async Task HoldTips(KithDb db, string[] chains, Dictionary<string, ChainEnd> into, CancellationToken ct)
    {
        // An upsert that changes nothing makes the tips that are new, locks them in the order given, and tells where they stand: one round trip.
        await using var command = Command(
            db,
            $"INSERT INTO trail_tip (chain, length, hash) VALUES {string.Join(", ", chains.Select((_, i) => $"(@chain{i}, 0, @start)"))} "
                + "ON CONFLICT (chain) DO UPDATE SET length = trail_tip.length RETURNING chain, length, hash"
        );
        command.Parameters.Add(Parameter(command, "@start", TrailHashing.Start));
        for (var i = 0; i < chains.Length; i++)
        {
            command.Parameters.Add(Parameter(command, $"@chain{i}", chains[i]));
        }
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            into[reader.GetString(0)] = new ChainEnd(reader.GetInt64(1), reader.GetString(2));
        }
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
