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
    private readonly Channel<(ProcessOf Process, TrailEvent What, TaskCompletionSource Written)> waiting = Channel.CreateUnbounded<(ProcessOf, TrailEvent, TaskCompletionSource)>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly string chain = $"reads:{clock.NewId():N}";
    private readonly Lock starting = new();
    private Task? writing;

    /// <summary>Returns when the entry is safely written. Throws when it could not be: then nothing may be shown.</summary>
    public Task Write(Actor actor, string process, TrailEvent what, string? reason = null)
    {
        lock (starting)
        {
            writing ??= Task.Run(WriteBatches);
        }
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var of = new ProcessOf(clock.NewId(), process, actor, clock.UtcNow, reason, actor.ActingFor.Count == 1 ? actor.ActingFor[0].AccountId : null);
        if (!waiting.Writer.TryWrite((of, what, written)))
        {
            throw new ObjectDisposedException(nameof(ReadLedger));
        }
        return written.Task;
    }

    private async Task WriteBatches()
    {
        var batch = new List<(ProcessOf Process, TrailEvent What, TaskCompletionSource Written)>(100);
        ChainEnd? end = null;
        while (await waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < 200 && waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
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

    private async Task<ChainEnd> Commit(List<(ProcessOf Process, TrailEvent What, TaskCompletionSource Written)> batch, ChainEnd? end)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KithDb>();
        var engine = scope.ServiceProvider.GetRequiredService<DatabaseEngine>();
        await using var turn = await engine.BeginWrite(db);
        var becomes = await TrailWriter.Append(db, clock, chain, end, batch.Select(b => (b.Process, b.What)), CancellationToken.None);
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
