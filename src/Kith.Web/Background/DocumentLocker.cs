using Kith.Practice.Documents;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Kith.Web.Background;

/// <summary>Locks documents anew after the authority's key was changed, step by step, until nothing is to be done now.</summary>
internal sealed class DocumentLocker(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger<DocumentLocker> log)
    : Keeper(scopes, jobs, time, log, Job.DocumentLocks, atStart: true)
{
    protected override async Task Work(IServiceProvider services, CancellationToken ct)
    {
        var platform = services.GetRequiredService<IKeyManager>();
        while (await services.GetRequiredService<LockDocumentsAnew>().Step(platform, ct))
        {
            ct.ThrowIfCancellationRequested();
        }
    }
}
