using System.Net;
using System.Security.Claims;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Kith.WebTests.SignIn;

/// <summary>Signing in through a council's own directory: a real OpenID Connect issuer on a port of its own, with discovery, keys, codes and PKCE.</summary>
public sealed class DirectorySignInTests : IAsyncLifetime
{
    private Issuer issuer = null!;
    private KithHost host = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await Issuer.Start();
        host = await KithHost.With(
            new()
            {
                ["Kith:Demo"] = "false",
                ["Kith:Oidc:Authority"] = issuer.Address,
                ["Kith:Oidc:ClientId"] = "kith",
                ["Kith:Oidc:ClientSecret"] = "a secret between the two",
                ["Kith:Oidc:Name"] = "Amberdale's directory",
            },
            // The issuer's tokens live in real time.
            s => s.AddSingleton(TimeProvider.System)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Someone_with_an_account_comes_in_and_is_known_by_the_directory_s_own_id_from_then_on()
    {
        var account = await Add("dora.directory", "dora@amberdale.example");
        issuer.Person = new("subject-1", "dora@amberdale.example", true);
        using var client = host.Stranger();
        using (var came = await ThroughTheDirectory(client, "/account"))
        {
            Assert.Equal("/account", came.Headers.Location!.ToString());
        }
        var page = await Browse.Page(client, "/account");
        Assert.Contains("the council's directory", page.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        // She marries, and her address changes: still the same account.
        issuer.Person = new("subject-1", "dora.married@amberdale.example", true);
        using var other = host.Stranger();
        using (var again = await ThroughTheDirectory(other, "/"))
        {
            Assert.Equal("/", again.Headers.Location!.ToString());
        }
        Assert.Equal(
            "dora.directory",
            (await Browse.Page(other, "/account")).QuerySelectorAll("main dd").Select(d => d.TextContent.Trim()).First(t => t.Contains('.', StringComparison.Ordinal))
        );
        // Someone else who is given her old address gets nothing of hers.
        issuer.Person = new("subject-2", "dora@amberdale.example", true);
        using var thief = host.Stranger();
        using var refused = await ThroughTheDirectory(thief, "/");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(["subject-1"], await host.Do(s => s.GetRequiredService<KithDb>().UserLogins.Where(l => l.UserId == account).Select(l => l.ProviderKey).ToListAsync()));
    }

    [Fact]
    public async Task Nobody_comes_in_without_an_account_or_by_an_address_that_is_not_vouched_for()
    {
        await Add("una.unverified", "una@amberdale.example");
        issuer.Person = new("subject-3", "una@amberdale.example", false);
        using var client = host.Stranger();
        using (var refused = await ThroughTheDirectory(client, "/"))
        {
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Null(Cookies.Of(refused, "kith"));
        }
        issuer.Person = new("subject-4", "stranger@amberdale.example", true);
        using var unknown = await ThroughTheDirectory(client, "/");
        Assert.Equal(HttpStatusCode.Forbidden, unknown.StatusCode);
        Assert.Contains("account", (await Browse.Read(unknown)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_this_browser_did_not_ask_for_signs_nobody_in()
    {
        await Add("rae.replay", "rae@amberdale.example");
        issuer.Person = new("subject-5", "rae@amberdale.example", true);
        using var asked = host.Stranger();
        var reply = await AskTheDirectory(asked, "/");
        using var victim = host.Stranger();
        using var refused = await victim.GetAsync(reply);
        Assert.Equal("/sign-in?problem=directory", refused.Headers.Location!.ToString());
        Assert.Contains("directory did not sign you in", (await Browse.Page(victim, "/sign-in?problem=directory")).Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> ThroughTheDirectory(HttpClient client, string to)
    {
        using var returned = await client.GetAsync(await AskTheDirectory(client, to));
        Assert.Equal(HttpStatusCode.Redirect, returned.StatusCode);
        return await client.GetAsync(returned.Headers.Location);
    }

    /// <summary>Presses the button, lets the directory sign its person in, and gives the address with which it sends them back.</summary>
    private static async Task<string> AskTheDirectory(HttpClient client, string to)
    {
        var page = await Browse.Page(client, "/sign-in?to=" + Uri.EscapeDataString(to));
        using var sent = await Browse.Submit(client, page, "form[action*=Directory]");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var signedIn = await browser.GetAsync(sent.Headers.Location);
        return signedIn.Headers.Location?.PathAndQuery ?? throw new InvalidOperationException(await signedIn.Content.ReadAsStringAsync());
    }

    private Task<Guid> Add(string userName, string email) =>
        host.Do(async s =>
        {
            var machine = Actor.System("The person at the machine");
            var invitation = await s.GetRequiredService<AddAccount>().Handle(new AccountInput(userName, userName, email, null, null, null), machine, null);
            await s.GetRequiredService<GrantRole>().Handle(invitation.AccountId, new RoleInput(Role.Administrator, null, null, null), machine, null);
            return invitation.AccountId;
        });

    /// <summary>Whom the directory signs in.</summary>
    private sealed record Person(string Subject, string Email, bool Verified);

    /// <summary>A small real issuer.</summary>
    private sealed class Issuer(WebApplication app, string address) : IAsyncDisposable
    {
        private static Person person = new("nobody", "nobody@amberdale.example", false);
        public string Address => address;
        public Person Person
        {
            get => person;
            set => person = value;
        }

        public static async Task<Issuer> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder
                .Services.AddOpenIddict()
                .AddServer(o =>
                {
                    o.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
                    o.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                    o.RegisterScopes(OpenIddictConstants.Scopes.Profile, OpenIddictConstants.Scopes.Email);
                    o.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
                    o.EnableDegradedMode();
                    o.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
                    o.AddEventHandler<ValidateAuthorizationRequestContext>(b =>
                        b.UseInlineHandler(context =>
                        {
                            if (context.ClientId != "kith" || context.RedirectUri != "http://localhost/sign-in/directory/reply")
                            {
                                context.Reject(OpenIddictConstants.Errors.InvalidClient);
                            }
                            return default;
                        })
                    );
                    o.AddEventHandler<ValidateTokenRequestContext>(b =>
                        b.UseInlineHandler(context =>
                        {
                            if (context.ClientId != "kith" || context.ClientSecret != "a secret between the two")
                            {
                                context.Reject(OpenIddictConstants.Errors.InvalidClient);
                            }
                            return default;
                        })
                    );
                });
            builder.Services.AddAuthentication();
            var app = builder.Build();
            app.UseAuthentication();
            app.MapGet(
                "/connect/authorize",
                () =>
                {
                    var identity = new ClaimsIdentity("directory", OpenIddictConstants.Claims.Name, OpenIddictConstants.Claims.Role);
                    identity.SetClaim(OpenIddictConstants.Claims.Subject, person.Subject);
                    identity.SetClaim(OpenIddictConstants.Claims.Email, person.Email);
                    identity.SetClaim(OpenIddictConstants.Claims.EmailVerified, person.Verified);
                    identity.SetScopes("openid", "profile", "email");
                    identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
                    return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
                }
            );
            await app.StartAsync();
            return new Issuer(app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
