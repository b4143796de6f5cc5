using Kith.Practice.Access;
using Kith.Practice.Import;
using Kith.Practice.Store;

namespace Kith.Web.Background;

/// <summary>Loads extracts that people asked for in the browser, one after another; what a crash left is taken up again.</summary>
internal sealed class ImportWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        do
        {
            try
            {
                while (await RunOne(stoppingToken)) { }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogWarning(error, "An import could not go on this time; it is tried again");
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> RunOne(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (await services.GetRequiredService<ClaimImport>().Handle(ct) is not { } run)
        {
            return false;
        }
        var file = Path.Combine(services.GetRequiredService<DatabaseEngine>().Folder, "uploads", Path.GetFileName(run.StoredAs!));
        var done = await services.GetRequiredService<RunImport>().Handle(run.Id, file, Actor.System("Kith, loading an extract"), ct: ct);
        if (done.State is ImportState.Done or ImportState.Failed)
        {
            // The extract is personal data that has served its purpose.
            File.Delete(file);
        }
        return true;
    }
}
