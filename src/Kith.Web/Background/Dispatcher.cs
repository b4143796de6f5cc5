using Kith.Practice.Api.Webhooks;
using Kith.Practice.Dispatch;
using Kith.Practice.Measures;
using Kith.Practice.Returns.Feed;
using Kith.Web.Load;

namespace Kith.Web.Background;

/// <summary>
/// Looks every few seconds for what is to leave for other systems and has it carried. Several nodes may run it: each
/// channel is claimed in the database. One channel that is stuck keeps none of the others waiting.
/// </summary>
internal sealed class Dispatcher(IServiceScopeFactory scopes, DispatchBell bell, JobLog jobs, TimeProvider time, ILogger<Dispatcher> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await scopes.NodeReady(stoppingToken);
        using var timer = new PeriodicTimer(Job.Send.Every, time);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var rung = bell.Heard(stoppingToken);
        while (true)
        {
            await Try(Job.Feed, "The national feed could not be gathered this time", s => s.GetRequiredService<QueueFeed>().HandleIfDue(stoppingToken));
            await Try(Job.Webhooks, "What happened could not be put up for other systems this time", s => s.GetRequiredService<TellWebhooks>().Handle(stoppingToken));
            await Try(Job.Figures, "Figures could not be put up for mail this time", s => s.GetRequiredService<MailMeasures>().HandleIfDue(stoppingToken));
            await Try(Job.Tidy, "What was sent long ago could not be tidied this time", s => s.GetRequiredService<TidyParcels>().Handle(stoppingToken));
            IReadOnlyList<string> due = [];
            await Try(Job.Send, "What is to be sent could not be looked at this time", async s => due = await s.GetRequiredService<Courier>().Due(stoppingToken));
            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = stoppingToken },
                async (channel, ct) => await Try(Job.Send, "A channel could not be served this time", s => s.GetRequiredService<Courier>().Handle(channel, ct))
            );
            // By the clock, and at once where somebody waits at a screen for what is to leave.
            await await Task.WhenAny(tick, rung);
            tick = tick.IsCompleted ? timer.WaitForNextTickAsync(stoppingToken).AsTask() : tick;
            rung = rung.IsCompleted ? bell.Heard(stoppingToken) : rung;
        }
    }

    private async Task Try(Job job, string otherwise, Func<IServiceProvider, Task> what)
    {
        try
        {
            await jobs.Run(
                job,
                async () =>
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await what(scope.ServiceProvider);
                }
            );
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The kind alone: a message may quote what was being sent.
            log.LogWarning("{Problem} ({Kind})", otherwise, error.GetBaseException().GetType().Name);
        }
    }
}
