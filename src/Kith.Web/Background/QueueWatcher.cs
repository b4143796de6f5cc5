using Kith.Practice;
using Kith.Practice.Operation;
using Kith.Web.Telemetry;

namespace Kith.Web.Background;

/// <summary>Measures what waits in the queues, where somebody collects measurements.</summary>
internal sealed class QueueWatcher(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger<QueueWatcher> log)
    : Keeper(scopes, jobs, time, log, Job.Queues, atStart: true)
{
    protected override async Task Work(IServiceProvider services, CancellationToken ct)
    {
        if (!Signals.Waiting.Enabled)
        {
            return;
        }
        var now = services.GetRequiredService<Clock>().UtcNow;
        foreach (var queue in await services.GetRequiredService<ReadQueues>().Read(now.AddDays(-ShowOperation.DaysOfGivenUp), ct))
        {
            var which = new KeyValuePair<string, object?>("kith.queue", queue.Key);
            Signals.Waiting.Record(queue.Waiting, which);
            Signals.Oldest.Record(queue.OldestAt is { } at ? Math.Max(0, (now - at).TotalSeconds) : 0, which);
            Signals.GivenUp.Record(queue.GivenUp, which);
        }
    }
}
