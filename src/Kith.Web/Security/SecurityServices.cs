using System.Threading.RateLimiting;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Kith.Web.Security;

/// <summary>Sign-in, cookies, policies. Deny by default: an endpoint without a permission is open to nobody.</summary>
public static class SecurityServices
{
    /// <summary>The limit on tries to sign in from one address.</summary>
    public const string SignInLimit = "sign-in";

    public static IServiceCollection AddKithSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CurrentActor>();
        services.AddScoped<SessionCookies>();
        services.AddScoped<SessionTimes>();
        services.AddSingleton<PartnerCodeCookie>();
        services.AddSingleton<PageDoors>();
        services.AddScoped<SealedWords>();
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(c =>
            {
                Harden(c, "kith");
                c.ExpireTimeSpan = TimeSpan.FromHours(10);
                c.SlidingExpiration = true;
                c.LoginPath = "/sign-in";
                c.ReturnUrlParameter = "to";
                c.Events.OnValidatePrincipal = SessionCookies.Validate;
                c.Events.OnRedirectToLogin = context =>
                {
                    // Partners have a door of their own.
                    var door = context.Request.Path.StartsWithSegments("/partner")
                        ? context.RedirectUri.Replace("/sign-in?", "/partner/sign-in?", StringComparison.Ordinal)
                        : context.RedirectUri;
                    context.Response.Redirect(door);
                    return Task.CompletedTask;
                };
                c.Events.OnRedirectToAccessDenied = context =>
                {
                    // An address that leads nowhere is refused by the rule for everything unknown; say what it is.
                    context.Response.StatusCode = context.HttpContext.GetEndpoint() is null ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                };
            });
            cookies.TwoFactorUserIdCookie!.Configure(c => Harden(c, "kith-step"));
            cookies.ExternalCookie!.Configure(c => Harden(c, "kith-directory"));
            cookies.TwoFactorRememberMeCookie!.Configure(c => Harden(c, "kith-remember"));
        });
        CouncilDirectory.Add(authentication, configuration);
        services.AddKithAccounts().AddSignInManager();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "kith-form";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<CookieTempDataProviderOptions>(o =>
        {
            o.Cookie.Name = "kith-word";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthorization(o =>
        {
            foreach (var permission in Enum.GetValues<Permission>())
            {
                o.AddPolicy(permission.ToString(), p => p.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission)));
            }
            o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build();
            o.DefaultPolicy = o.FallbackPolicy;
        });
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(
                SignInLimit,
                http =>
                    HttpMethods.IsPost(http.Request.Method)
                        ? RateLimitPartition.GetFixedWindowLimiter(
                            http.Connection.RemoteIpAddress?.ToString() ?? "",
                            _ => new() { PermitLimit = http.RequestServices.GetRequiredService<IOptions<KithOptions>>().Value.SignInsAMinute, Window = TimeSpan.FromMinutes(1) }
                        )
                        : RateLimitPartition.GetNoLimiter("reading")
            );
        });
        return services;
    }

    private static void Harden(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.CookieManager = new HostCookies();
        options.Cookie.HttpOnly = true;
        // Lax: the reply of the council's directory must find its state; every form carries a token besides.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}

/// <summary>The permission an endpoint asks for.</summary>
public sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

/// <summary>Asks the actor's roles.</summary>
internal sealed class PermissionHandler(CurrentActor current) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (
            await current.Get() is { } actor
            && actor.May(requirement.Permission)
            && (requirement.Permission != Permission.OpenRecord || Reads(actor, context.Resource as HttpContext))
        )
        {
            context.Succeed(requirement);
        }
    }

    /// <summary>
    /// Whoever opens records only because they were given them reads: no form is taken from them, and nothing is taken out as
    /// a file but the documents that are part of the record.
    /// </summary>
    private static bool Reads(Actor actor, HttpContext? http) =>
        actor.May(Permission.ReadRecords)
        || (
            http is not null
            && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            && (!http.Request.Query.TryGetValue("handler", out var handler) || handler == "File")
        );
}
