using Kith.Practice.Returns.Census;

namespace Kith.Web.Background;

/// <summary>Keeps the census of the day: counts for the trend, a new collection's rules on 1 April, reports whose time is up.</summary>
internal sealed class CensusKeeper(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger<CensusKeeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Let the host say that it is ready before anything else.
        await Task.Yield();
        using var timer = new PeriodicTimer(Job.Census.Every, time);
        do
        {
            try
            {
                await jobs.Run(
                    Job.Census,
                    async () =>
                    {
                        await using var scope = scopes.CreateAsyncScope();
                        await scope.ServiceProvider.GetRequiredService<KeepCensusDay>().Handle(stoppingToken);
                    }
                );
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // Two nodes may count at once; the other's count stands, and the next round tries again.
                log.LogWarning(error, "The census of the day could not be kept this time");
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
