using Kith.Practice.Trail;

namespace Kith.Web.Background;

/// <summary>Takes a head of the trail every hour, so that history cannot be rewritten unseen for longer than that.</summary>
internal sealed class TrailSealer(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger<TrailSealer> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Job.Seal.Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await jobs.Run(
                    Job.Seal,
                    async () =>
                    {
                        await using var scope = scopes.CreateAsyncScope();
                        if (await scope.ServiceProvider.GetRequiredService<SealTrail>().Handle(stoppingToken) is { } head)
                        {
                            log.LogInformation("Trail head {Seq}: {Hash}", head.Seq, head.Hash);
                        }
                    }
                );
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // Two nodes may seal at once; the other's head stands, and the next hour tries again.
                log.LogWarning(error, "The trail could not be sealed this time");
            }
        }
    }
}
