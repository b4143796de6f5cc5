using Kith.BrowserTests.Support;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Site))]
// One browser and two cores: tests in order are as fast and never starve each other.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]

namespace Kith.BrowserTests.Support;

/// <summary>The real host on a loopback port with a small synthetic council, and one Chromium, for the whole run.</summary>
public sealed class Site : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("kith-browser-").FullName;
    private readonly Dictionary<string, string> sessions = [];
    private WebApplicationFactory<Kith.Web.KithOptions> host = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    /// <summary>The same Chromium without the parts that draw its own windows, which cost a third of a run and show nothing.</summary>
    private const string WithoutWindows = "/usr/bin/chromium-headless-shell";

    /// <summary>Where the pictures of the guide are written; null unless asked for with KITH_PICTURES.</summary>
    public static string? Pictures => Environment.GetEnvironmentVariable("KITH_PICTURES");

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        host = new Started(folder);
        host.UseKestrel(0);
        host.StartServer();
        Address = host.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        await Do(async s =>
        {
            await s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 120,
                        Years = 4,
                        Seed = 1,
                    }
                );
            await s.GetRequiredService<KeepSyntheticRequests>().Handle("Lukasz Nowak", "Owen Griffiths", new Kith.Practice.Documents.Letterhead("Amberdale", "#1d70b8"));
            await s.GetRequiredService<KeepSyntheticRetention>().Handle();
        });
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("KITH_CHROMIUM") ?? (File.Exists(WithoutWindows) ? WithoutWindows : "/usr/bin/chromium"),
                Args =
                [
                    "--no-sandbox",
                    "--lang=en-GB",
                    "--disable-dev-shm-usage",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>Asks the host's own records, to know what a page should show.</summary>
    public async Task<T> Ask<T>(Func<KithDb, Task<T>> what)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await what(scope.ServiceProvider.GetRequiredService<KithDb>());
    }

    public async Task Do(Func<IServiceProvider, Task> what)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await what(scope.ServiceProvider);
    }

    /// <summary>A page signed in, through the sign-in page, as that person of the demonstration; null for a stranger.</summary>
    public async Task<Visitor> Visit(string? userName, int width = 1280, bool javaScript = true)
    {
        var name = userName is null ? null : DemoPeople.All.Single(p => p.UserName == userName).Name;
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = Address,
                ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
                JavaScriptEnabled = javaScript,
                Locale = "en-GB",
                TimezoneId = "Europe/London",
                ReducedMotion = ReducedMotion.Reduce,
                StorageState = userName is not null && sessions.TryGetValue(userName, out var state) ? state : null,
            }
        );
        // A minute: only what never comes may fail, not what comes late on a busy machine.
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        var visitor = new Visitor(this, userName, javaScript, context, page);
        if (name is not null && !sessions.ContainsKey(userName!))
        {
            await page.GotoAsync("/sign-in");
            await page.GetByRole(AriaRole.Button, new() { Name = name }).First.ClickAsync();
            await page.Arrive(u => !u.Contains("/sign-in", StringComparison.Ordinal));
            sessions[userName!] = await context.StorageStateAsync();
        }
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Started(string folder) : WebApplicationFactory<Kith.Web.KithOptions>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            builder.UseSetting("Kith:Data", folder);
            builder.UseSetting("Kith:Demo", "true");
            builder.UseSetting("Kith:SignInsAMinute", "100000");
        }
    }
}
