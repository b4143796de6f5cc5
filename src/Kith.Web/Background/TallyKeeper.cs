using Kith.Practice.Measures.Kept;

namespace Kith.Web.Background;

/// <summary>Keeps what was counted of the whole service up to the day, so that its page need not go through every child.</summary>
internal sealed class TallyKeeper(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger<TallyKeeper> log) : Keeper(scopes, jobs, time, log, Job.Tally, atStart: true)
{
    protected override Task Work(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<KeepTally>().Handle(ct: ct);
}
