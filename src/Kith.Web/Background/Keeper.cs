using Kith.Web.Load;

namespace Kith.Web.Background;

/// <summary>
/// Work that each node does by itself every so often, in a scope of its own, noted in the <see cref="JobLog"/>. What goes
/// wrong is tried again the next time: two nodes may do it at once, and what the other did stands.
/// </summary>
/// <param name="atStart">True where the first time is right after the start; false where it is one round later.</param>
internal abstract class Keeper(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger log, Job job, bool atStart) : BackgroundService
{
    /// <summary>Does it once.</summary>
    protected abstract Task Work(IServiceProvider services, CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await scopes.NodeReady(stoppingToken);
        using var timer = new PeriodicTimer(job.Every, time);
        for (var now = atStart; now || await timer.WaitForNextTickAsync(stoppingToken); now = false)
        {
            try
            {
                await jobs.Run(
                    job,
                    async () =>
                    {
                        await using var scope = scopes.CreateAsyncScope();
                        await Work(scope.ServiceProvider, stoppingToken);
                    }
                );
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // The kind alone: its words may hold what was being written.
                log.LogWarning("A job could not be done this time: {Job} ({Kind})", job.Name, error.GetBaseException().GetType().Name);
            }
        }
    }
}
