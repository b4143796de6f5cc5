using Kith.Practice.Wellbeing;

namespace Kith.Web.Background;

/// <summary>Counts surveys once their last day is over, in the first quarter of an hour of the day after.</summary>
internal sealed class SurveyKeeper(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger<SurveyKeeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Let the host say that it is ready before anything else.
        await Task.Yield();
        using var timer = new PeriodicTimer(Job.Surveys.Every, time);
        do
        {
            try
            {
                await jobs.Run(
                    Job.Surveys,
                    async () =>
                    {
                        await using var scope = scopes.CreateAsyncScope();
                        if (await scope.ServiceProvider.GetRequiredService<KeepSurveys>().CountOver(stoppingToken) is var counted and > 0)
                        {
                            log.LogInformation("Surveys counted: {Counted}", counted);
                        }
                    }
                );
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // Two nodes may count at once; the other's count stands, and the next round finds nothing to do. The kind alone.
                log.LogWarning("Surveys could not be counted this time ({Kind})", error.GetBaseException().GetType().Name);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
