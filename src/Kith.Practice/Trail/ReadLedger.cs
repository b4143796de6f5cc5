using System.Data;
using System.Threading.Channels;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Practice.Trail;

/// <summary>
/// Writes who looked at what, before the reply goes out. Reads that arrive together share one transaction, and each
/// running node strings its reads on a chain of its own, so that readers never wait for each other's records.
/// </summary>
public sealed class ReadLedger(IServiceScopeFactory scopes, Clock clock) : IAsyncDisposable
{
    /// <summary>Entries of one statement at most.</summary>
    private const int Together = 200;

    private readonly Channel<Reads> waiting = Channel.CreateUnbounded<Reads>(new UnboundedChannelOptions { SingleReader = true });
    private readonly string chain = $"reads:{clock.NewId():N}";
    private readonly Lock starting = new();
    private Task? writing;

    /// <summary>What one page or file showed: written together.</summary>
    private sealed record Reads(IReadOnlyList<(ProcessOf Process, TrailEvent What)> Entries, TaskCompletionSource Written);

    /// <summary>Returns when the entry is safely written. Throws when it could not be: then nothing may be shown.</summary>
    public Task Write(Actor actor, string process, TrailEvent what, string? reason = null) => Write([(Process(actor, process, reason), what)]);

    /// <summary>The same for all that one page or file shows: one statement for up to two hundred.</summary>
    public Task WriteAll(Actor actor, string process, IEnumerable<TrailEvent> what) =>
        Task.WhenAll(what.Select(w => (Process(actor, process, null), w)).Chunk(Together).Select(Write));

    private ProcessOf Process(Actor actor, string process, string? reason) =>
        new(clock.NewId(), process, actor, clock.UtcNow, reason, actor.ActingFor.Count == 1 ? actor.ActingFor[0].AccountId : null);

    private Task Write((ProcessOf, TrailEvent)[] entries)
    {
        lock (starting)
        {
            writing ??= Task.Run(WriteBatches);
        }
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!waiting.Writer.TryWrite(new(entries, written)))
        {
            throw new ObjectDisposedException(nameof(ReadLedger));
        }
        return written.Task;
    }

    private async Task WriteBatches()
    {
        var batch = new List<Reads>(100);
        ChainEnd? end = null;
        while (await waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            var room = Together;
            while (room > 0 && waiting.Reader.TryPeek(out var next) && (batch.Count == 0 || next.Entries.Count <= room) && waiting.Reader.TryRead(out next))
            {
                batch.Add(next);
                room -= next.Entries.Count;
            }
            try
            {
                try
                {
                    end = await Commit(batch, end);
                }
                catch (DBConcurrencyException) when (end is not null)
                {
                    // A backup took the authority's place: the chain is asked where it ends now.
                    end = await Commit(batch, null);
                }
                foreach (var b in batch)
                {
                    b.Written.SetResult();
                }
            }
            catch (Exception error)
            {
                end = null;
                foreach (var b in batch)
                {
                    b.Written.TrySetException(error);
                }
            }
        }
    }

    private async Task<ChainEnd> Commit(List<Reads> batch, ChainEnd? end)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KithDb>();
        var engine = scope.ServiceProvider.GetRequiredService<DatabaseEngine>();
        await using var turn = await engine.BeginWrite(db);
        var becomes = await TrailWriter.Append(db, clock, engine.ChainPrefix + chain, end, batch.SelectMany(b => b.Entries), CancellationToken.None);
        await turn.Commit();
        return becomes;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        if (writing is not null)
        {
            await writing;
        }
    }
}
