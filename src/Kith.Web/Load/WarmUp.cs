using Kith.Matching;
using Kith.Practice.Access;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Children.Lists;
using Kith.Practice.Children.Show;
using Kith.Practice.Search;
using Kith.Practice.Store;
using Kith.Standards.CodeSets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Kith.Web.Load;

/// <summary>
/// Before the node says that it is ready, it has done each of the commonest things once, so that the first person of
/// the morning does not wait while queries are compiled. Nothing is written, and nothing leaves the process.
/// </summary>
internal sealed class WarmUp(
    IServiceScopeFactory scopes,
    SchemaArrival schema,
    IServer server,
    IHostApplicationLifetime lifetime,
    IOptions<KithOptions> options,
    ILogger<WarmUp> log
) : BackgroundService, IHealthCheck
{
    private readonly Lazy<Task> useCases = new(() => UseCases(scopes, lifetime.ApplicationStopping));
    private readonly TaskCompletionSource warm = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(warm.Task.IsCompleted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Still warming up."));

    /// <summary>Returns when the node is warm, or as warm as it gets.</summary>
    public Task Done(CancellationToken ct) => warm.Task.WaitAsync(ct);

    /// <summary>Begins with what needs the database alone, before the host starts to listen; the rest follows by itself.</summary>
    public void Begin()
    {
        if (options.Value.WarmUp)
        {
            _ = useCases.Value;
        }
    }

    /// <summary>Reads what Kith brings along: names that belong together, the codes of returns.</summary>
    public static void OwnFiles()
    {
        _ = SearchKeys.ForQuery(SearchQuery.Parse("Warm Up"));
        _ = CodeSets.Ethnicity;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (options.Value.WarmUp)
            {
                await schema.Arrived(stoppingToken);
                await Task.WhenAll(useCases.Value.WaitAsync(stoppingToken), Pages(stoppingToken));
                // A start needs a tenth more than what comes after it, and the runtime would keep that for long.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A cold node is better than none.
            log.LogWarning("Warming up was cut short by a {Kind}; the first pages will be slower", error.GetType().Name);
        }
        finally
        {
            warm.TrySetResult();
        }
    }

    private async Task Started(CancellationToken ct)
    {
        var started = new TaskCompletionSource();
        await using var begun = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(ct);
    }

    /// <summary>Lists and one child side by side, since each is work of one processor.</summary>
    private static Task UseCases(IServiceScopeFactory scopes, CancellationToken ct)
    {
        var warming = Actor.System("warm-up");
        return Task.WhenAll(
            Apart(async s =>
            {
                await s.GetRequiredService<Candidates>().For(SearchQuery.Parse("Warm Up 01/02/2015"), ct);
                await s.GetRequiredService<ListChildren>().List(new ChildrenFilter(), warming, ct);
            }),
            Apart(async s =>
            {
                if (await s.GetRequiredService<KithDb>().ChildOverviews.OrderBy(o => o.SortName).Select(o => (Guid?)o.PersonId).FirstOrDefaultAsync(ct) is { } child)
                {
                    await s.GetRequiredService<ShowChild>().Show(child, warming, ct);
                    await s.GetRequiredService<ListChronology>().List(child, new ChronologyFilter(), null, ct);
                }
            })
        );

        Task Apart(Func<IServiceProvider, Task> work) =>
            Task.Run(
                async () =>
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await work(scope.ServiceProvider);
                },
                ct
            );
    }

    private async Task Pages(CancellationToken ct)
    {
        await Started(ct);
        // The sign-in page goes through the whole pipeline, the layout and the tag helpers. Over loopback only.
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(a => a.StartsWith("http://", StringComparison.Ordinal));
        if (
            address is null
            || !Uri.TryCreate(
                address
                    .Replace("[::]", "localhost", StringComparison.Ordinal)
                    .Replace("+", "localhost", StringComparison.Ordinal)
                    .Replace("*", "localhost", StringComparison.Ordinal),
                UriKind.Absolute,
                out var here
            )
            || !here.IsLoopback
        )
        {
            return;
        }
        using var client = new HttpClient { BaseAddress = here, Timeout = TimeSpan.FromSeconds(10) };
        using var reply = await client.GetAsync("/sign-in", ct);
    }
}
