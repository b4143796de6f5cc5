using Kith.Data.Sqlite;
using Kith.Practice.Access;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Web.Load;

namespace Kith.Web.Background;

/// <summary>Wakes the worker of this node when someone here asked for an import, so that nobody waits for its next round.</summary>
public sealed class ImportSignal
{
    private readonly SemaphoreSlim asked = new(0, 1);

    public void Wake()
    {
        if (asked.CurrentCount == 0)
        {
            try
            {
                asked.Release();
            }
            catch (SemaphoreFullException)
            {
                // Someone else woke it at the same moment.
            }
        }
    }

    /// <summary>Returns when woken, or after a while.</summary>
    public async Task Wait(TimeSpan most, TimeProvider time, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var timer = time.CreateTimer(_ => enough.Cancel(), null, most, Timeout.InfiniteTimeSpan);
        try
        {
            await asked.WaitAsync(enough.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time for the next round.
        }
    }
}

/// <summary>
/// Loads the extracts that people asked for, one after the other. Several nodes may run it: each run is claimed in the
/// database. A run cut off by a crash is taken up again; what it had loaded is found unchanged.
/// </summary>
internal sealed class ImportWorker(IServiceScopeFactory scopes, ImportSignal signal, ImportLimits limits, JobLog jobs, TimeProvider time, ILogger<ImportWorker> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await scopes.NodeReady(stoppingToken);
        var first = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            var worked = false;
            try
            {
                await jobs.Run(Job.Imports, async () => worked = await Work(first, stoppingToken));
                first = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogWarning(error, "Imports could not be looked at this time");
            }
            if (!worked)
            {
                try
                {
                    await signal.Wait(Job.Imports.Every, time, stoppingToken);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }

    private async Task<bool> Work(bool first, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var engine = services.GetRequiredService<DatabaseEngine>();
        if (await services.GetRequiredService<ClaimImport>().Handle(alone: first && engine is SqliteEngine, ct) is not { } run)
        {
            return false;
        }
        var actor = run.ByAccountId is { } account ? await services.GetRequiredService<Actors>().Of(account, ct) : null;
        var file = Path.Combine(engine.Folder, "uploads", Path.GetFileName(run.StoredAs!));
        var import = services.GetRequiredService<RunImport>();
        try
        {
            await import.Handle(run.Id, file, actor ?? Actor.System("Import"), limits, ct: ct);
        }
        catch (Exception error) when (error is not (OperationCanceledException or System.Data.Common.DbException))
        {
            log.LogError(error, "The import {Run} could not be finished", run.Id);
            await import.GiveUp(
                run.Id,
                "Something went wrong in Kith while loading. What was loaded stays; load the extract again, and if it stops once more tell whoever looks after Kith.",
                ct
            );
        }
        // The extract is personal data that is no longer needed; the refused rows are kept with the run.
        File.Delete(file);
        await import.Forget(run.Id, ct);
        return true;
    }
}
