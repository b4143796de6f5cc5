using Kith.Practice.Supervision;

namespace Kith.Web.Background;

/// <summary>Locks what lies open though it is to lie locked: soon after an upgrade, and whatever an import brings.</summary>
internal sealed class WordLocker(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger<WordLocker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Let the host say that it is ready before anything else.
        await Task.Yield();
        using var timer = new PeriodicTimer(Job.Words.Every, time);
        do
        {
            try
            {
                await jobs.Run(
                    Job.Words,
                    async () =>
                    {
                        int locked;
                        do
                        {
                            await using var scope = scopes.CreateAsyncScope();
                            locked = await scope.ServiceProvider.GetRequiredService<LockEarlierWords>().Run(stoppingToken);
                            if (locked > 0)
                            {
                                log.LogInformation("Records locked that lay open: {Locked}", locked);
                            }
                        } while (locked > 0);
                    }
                );
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogWarning("What is to lie locked could not be looked at this time ({Kind})", error.GetBaseException().GetType().Name);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
