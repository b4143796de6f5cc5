using Kith.Practice.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kith.Web.Load;

/// <summary>
/// Whether the database has the migrations of this release. A node that was started before `kith migrate` serves nobody
/// and does none of its own work until it has, and then begins by itself. Once there they stay, so nothing is asked again.
/// </summary>
internal sealed class SchemaArrival(IServiceScopeFactory scopes, TimeProvider time, DatabaseAwaited awaited, ILogger<SchemaArrival> log) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MostPause = TimeSpan.FromMinutes(16);
    private readonly Lock telling = new();
    private string? told;
    private TimeSpan pause;
    private DateTimeOffset next;
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string waiting = "The database has not answered yet.";
    private bool said;

    public bool Here => arrived.Task.IsCompletedSuccessfully;

    /// <summary>Returns when they are there.</summary>
    public Task Arrived(CancellationToken ct) => arrived.Task.WaitAsync(ct);

    /// <summary>Looks once, unless it is known that they are there.</summary>
    public async Task<bool> Look(CancellationToken ct)
    {
        if (Here)
        {
            return true;
        }
        await using var scope = scopes.CreateAsyncScope();
        IReadOnlyList<string> missing;
        try
        {
            missing = await scope.ServiceProvider.GetRequiredService<DatabaseEngine>().Missing(scope.ServiceProvider.GetRequiredService<KithDb>(), ct);
        }
        catch (System.Data.Common.DbException error)
        {
            Tell(error);
            throw;
        }
        if (missing.Count == 0)
        {
            awaited.IsOver = true;
            if (arrived.TrySetResult() && (said || told is not null))
            {
                log.LogInformation("The database is there and up to date: this node begins");
            }
            return true;
        }
        waiting = $"The database is older than this program: run `kith migrate` as the owner of the tables. Missing: {string.Join(", ", missing)}.";
        if (!said)
        {
            said = true;
            log.LogWarning("{Waiting} This node takes no work until then, and begins by itself", waiting);
        }
        return false;
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Look(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(waiting);
        }
        catch (System.Data.Common.DbException)
        {
            return HealthCheckResult.Unhealthy(waiting);
        }
    }

    // One line, at once and then ever more seldom: it is asked every two seconds, and the log is not to be filled meanwhile.
    private void Tell(System.Data.Common.DbException error)
    {
        var words = Kith.Data.Postgres.PostgresProblem.InWords(error) ?? "The database does not answer.";
        lock (telling)
        {
            var now = time.GetUtcNow();
            if (words == told && now < next)
            {
                return;
            }
            pause = words == told ? TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, MostPause.Ticks)) : FirstPause;
            (told, next) = (words, now + pause);
        }
        log.LogWarning("{Words} This node takes no work until then, tries again by itself, and says so again in {Pause}", words.TrimEnd('.') + ".", InWords(pause));
    }

    private static string InWords(TimeSpan pause) => pause < TimeSpan.FromMinutes(2) ? $"{pause.TotalSeconds:0} seconds" : $"{pause.TotalMinutes:0} minutes";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        do
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (System.Data.Common.DbException)
            {
                // Away: whoever needs the database says so, and it is asked again.
            }
        } while (!Here && await timer.WaitForNextTickAsync(stoppingToken));
    }
}

/// <summary>
/// Whether a PostgreSQL database is still awaited. Until it has answered, <see cref="SchemaArrival"/> says in one line why
/// it does not; what the platform has to say of each try, with its stack, is left out of the log.
/// </summary>
internal sealed class DatabaseAwaited(IConfiguration settings)
{
    private volatile bool over;

    /// <summary>True once it has answered, and from the start where the database is embedded.</summary>
    public bool IsOver
    {
        get => over || string.IsNullOrEmpty(settings["Kith:Database"]);
        set => over = value;
    }
}

internal static class WaitsForNode
{
    /// <summary>
    /// Returns when the database has what this release needs and the node is warm. Before the first a node does nothing by
    /// itself; before the second its own work would take from the start, for which people wait, what can be done after it.
    /// </summary>
    public static async Task NodeReady(this IServiceScopeFactory scopes, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SchemaArrival>().Arrived(ct);
        await scope.ServiceProvider.GetRequiredService<WarmUp>().Done(ct);
    }
}
