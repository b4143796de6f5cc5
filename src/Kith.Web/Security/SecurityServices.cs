using System.Threading.RateLimiting;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Web.Security;

/// <summary>Sign-in, cookies, policies. Deny by default: an endpoint without a permission is open to nobody.</summary>
public static class SecurityServices
{
    public static IServiceCollection AddKithSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CurrentActor>();
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddIdentityCookies(cookies =>
            {
                cookies.ApplicationCookie!.Configure(c =>
                {
                    c.Cookie.Name = "kith";
                    c.Cookie.HttpOnly = true;
                    c.Cookie.SameSite = SameSiteMode.Lax;
                    c.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    c.ExpireTimeSpan = TimeSpan.FromHours(10);
                    c.SlidingExpiration = true;
                    c.LoginPath = "/sign-in";
                    c.AccessDeniedPath = "/error/403";
                    c.ReturnUrlParameter = "to";
                });
            });
        services
            .AddIdentityCore<Account>(o =>
            {
                // Length is what makes a password hard to guess; composition rules only make it hard to remember (NCSC).
                o.Password.RequiredLength = 12;
                o.Password.RequireDigit = false;
                o.Password.RequireLowercase = false;
                o.Password.RequireUppercase = false;
                o.Password.RequireNonAlphanumeric = false;
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                o.User.RequireUniqueEmail = false;
                o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddEntityFrameworkStores<KithDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(1));
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
            o.AddPolicy("sign-in", http => RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "?", _ => new() { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));
        });
        return services;
    }
}

/// <summary>The permission an endpoint asks for.</summary>
public sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

/// <summary>Asks the actor's roles.</summary>
internal sealed class PermissionHandler(CurrentActor current) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (await current.Get() is { } actor && actor.May(requirement.Permission))
        {
            context.Succeed(requirement);
        }
    }
}
