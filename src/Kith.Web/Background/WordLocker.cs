using Kith.Practice.Supervision;

namespace Kith.Web.Background;

/// <summary>Locks what lies open though it is to lie locked: soon after an upgrade, and whatever an import brings.</summary>
internal sealed class WordLocker(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger<WordLocker> log) : Keeper(scopes, jobs, time, log, Job.Words, atStart: true)
{
    protected override async Task Work(IServiceProvider services, CancellationToken ct)
    {
        var (all, now) = (0, 0);
        do
        {
            now = await services.GetRequiredService<LockEarlierWords>().Run(ct);
            all += now;
        } while (now > 0);
        if (all > 0)
        {
            log.LogInformation("Records locked that lay open: {Locked}", all);
        }
    }
}
