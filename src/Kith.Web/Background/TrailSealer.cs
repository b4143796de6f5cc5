using Kith.Practice.Trail;

namespace Kith.Web.Background;

/// <summary>Takes a head of the trail every hour, so that history cannot be rewritten unseen for longer than that.</summary>
internal sealed class TrailSealer(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger<TrailSealer> log) : Keeper(scopes, jobs, time, log, Job.Seal, atStart: false)
{
    protected override async Task Work(IServiceProvider services, CancellationToken ct)
    {
        if (await services.GetRequiredService<SealTrail>().Handle(ct) is { } head)
        {
            log.LogInformation("Trail head {Seq}: {Hash}", head.Seq, head.Hash);
        }
    }
}
