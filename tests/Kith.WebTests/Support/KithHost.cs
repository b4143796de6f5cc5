using System.Collections.Concurrent;
using System.Net;
using Kith.Data.Sqlite;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.WebTests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

[assembly: AssemblyFixture(typeof(KithHost))]

namespace Kith.WebTests.Support;

/// <summary>
/// The real host in memory, on an embedded authority in a temporary folder, with a small fixed population. One is
/// shared by the assembly: take it as a constructor parameter. A test that changes what others read makes its own:
/// <c>await using var host = await KithHost.With();</c>
/// </summary>
public sealed class KithHost : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("kith-web-").FullName;
    private readonly ConcurrentDictionary<Guid, Lazy<Task<string>>> signedIn = new();
    private Dictionary<string, string> settings = [];
    private Action<IServiceCollection>? services;
    private bool populated = true;

    /// <summary>A host of one's own, with settings («Kith:Demo») and services beside the usual ones, with or without the population.</summary>
    public static async Task<KithHost> With(Dictionary<string, string>? settings = null, Action<IServiceCollection>? services = null, bool populated = true)
    {
        var host = new KithHost
        {
            settings = settings ?? [],
            services = services,
            populated = populated,
        };
        await host.InitializeAsync();
        return host;
    }

    /// <summary>24 November 2026, half past nine in the morning, until a test moves it.</summary>
    public SetTime Time { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 30, 0, TimeSpan.Zero));
    public WebApplicationFactory<Kith.Web.KithOptions> Factory { get; private set; } = null!;
    public Population People { get; private set; } = null!;
    public string Folder => folder;

    public async ValueTask InitializeAsync()
    {
        if (populated && !settings.ContainsKey("Kith:Database"))
        {
            // Hosts without people begin on an empty folder, as people do; the others on what that comes to.
            await SqliteTemplate.CopyTo(Path.Combine(folder, SqliteEngine.FileName));
        }
        Factory = new Started(this);
        _ = Factory.Services;
        if (populated)
        {
            People = await Do(Population.Make);
        }
    }

    /// <summary>A browser without cookies. It does not follow redirects: tests say where a page leads.</summary>
    public HttpClient Stranger() => Factory.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = true });

    /// <summary>A browser signed in, through the sign-in page, as the population's person with that role.</summary>
    public Task<HttpClient> SignedIn(Role role) => SignedIn(People.Accounts[role]);

    /// <summary>A browser signed in, through the sign-in page, as that person of the demonstration.</summary>
    public async Task<HttpClient> SignedIn(Guid account)
    {
        // One real sign-in for each person; further browsers of theirs carry the same session.
        var cookie = await signedIn.GetOrAdd(account, id => new(() => SignIn(id))).Value;
        var client = Factory.CreateDefaultClient(new CookieContainerHandler(Holding(cookie)));
        return client;

        CookieContainer Holding(string session)
        {
            var jar = new CookieContainer();
            jar.Add(Factory.ClientOptions.BaseAddress, new Cookie("kith", session));
            return jar;
        }
    }

    /// <summary>A browser signed in with a session of its own, not shared with other tests (for signing out and the like).</summary>
    public async Task<HttpClient> SignedInAnew(Guid account)
    {
        var client = Stranger();
        await SignInWith(client, account);
        return client;
    }

    /// <summary>Runs something in a scope of its own, as one request would.</summary>
    public async Task<T> Do<T>(Func<IServiceProvider, Task<T>> what)
    {
        await using var scope = Factory.Services.CreateAsyncScope();
        return await what(scope.ServiceProvider);
    }

    public Task Do(Func<IServiceProvider, Task> what) =>
        Do(async s =>
        {
            await what(s);
            return true;
        });

    public async ValueTask DisposeAsync()
    {
        await Factory.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string> SignIn(Guid account)
    {
        using var client = Stranger();
        using var reply = await SignInWith(client, account);
        return Cookies.Of(reply, "kith") ?? throw new InvalidOperationException("Signing in gave no session");
    }

    private static async Task<HttpResponseMessage> SignInWith(HttpClient client, Guid account)
    {
        var page = await Browse.Page(client, "/sign-in");
        var reply = await Browse.Press(client, page, $"button[name=person][value='{account}']");
        return reply.StatusCode == HttpStatusCode.Redirect ? reply : throw new InvalidOperationException($"Signing in answered {(int)reply.StatusCode}");
    }

    private sealed class Started(KithHost host) : WebApplicationFactory<Kith.Web.KithOptions>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            builder.UseSetting("Kith:Data", host.folder);
            builder.UseSetting("Kith:Demo", "true");
            builder.UseSetting("Kith:WarmUp", "false");
            builder.UseSetting("Kith:SignInsAMinute", "100000");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            foreach (var (key, value) in host.settings)
            {
                builder.UseSetting(key, value);
            }
            builder.ConfigureTestServices(s =>
            {
                s.DemandOrder();
                s.RemoveAll<TimeProvider>();
                s.AddSingleton<TimeProvider>(host.Time);
                host.services?.Invoke(s);
            });
        }
    }

    /// <summary>Keeps cookies for a client over the in-memory server.</summary>
    private sealed class CookieContainerHandler(CookieContainer jar) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (jar.GetCookieHeader(request.RequestUri!) is { Length: > 0 } cookies)
            {
                request.Headers.Remove("Cookie");
                request.Headers.Add("Cookie", cookies);
            }
            var reply = await base.SendAsync(request, cancellationToken);
            if (reply.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                {
                    jar.SetCookies(request.RequestUri!, cookie);
                }
            }
            return reply;
        }
    }
}

/// <summary>Cookies that a reply sets.</summary>
public static class Cookies
{
    /// <summary>The value of a cookie that a reply sets; null when it does not.</summary>
    public static string? Of(HttpResponseMessage reply, string name) => Line(reply, name) is { } line ? line[(name.Length + 1)..].Split(';')[0] : null;

    /// <summary>The whole Set-Cookie line, with its flags.</summary>
    public static string? Line(HttpResponseMessage reply, string name) =>
        reply.Headers.TryGetValues("Set-Cookie", out var set) ? set.FirstOrDefault(c => c.StartsWith(name + "=", StringComparison.Ordinal)) : null;
}
