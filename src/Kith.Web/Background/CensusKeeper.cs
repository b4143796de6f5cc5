using Kith.Practice.Returns.Census;

namespace Kith.Web.Background;

/// <summary>Keeps the census of the day: counts for the trend, a new collection's rules on 1 April, reports whose time is up.</summary>
internal sealed class CensusKeeper(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger<CensusKeeper> log)
    : Keeper(scopes, jobs, time, log, Job.Census, atStart: true)
{
    protected override Task Work(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<KeepCensusDay>().Handle(ct);
}
