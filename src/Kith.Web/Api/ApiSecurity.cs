using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Threading.RateLimiting;
using Kith.Practice.Access;
using Kith.Practice.Access.Api;
using Kith.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Kith.Web.Api;

/// <summary>How programs come in: with a token, never with a browser's cookie, so that no other site can ask in a person's place.</summary>
public static class ApiSecurity
{
    /// <summary>The scheme of tokens.</summary>
    public const string Scheme = "Kith.Api";

    /// <summary>The limit on what one token asks.</summary>
    public const string Limit = "api";

    /// <summary>The claim of a scope.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>The policy of a scope: a token that has it, of an account that may.</summary>
    public static string Policy(string scope) => $"api:{scope}";

    public static IServiceCollection AddKithApi(this IServiceCollection services)
    {
        // A number is a number, in the document and in what is sent.
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenHandler>(Scheme, null);
        services.AddSingleton<IAuthorizationHandler, ScopeHandler>();
        services.AddAuthorization(o =>
        {
            foreach (var scope in ApiScopes.All)
            {
                o.AddPolicy(
                    Policy(scope.Name),
                    p => p.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().AddRequirements(new ScopeRequirement(scope.Name), new PermissionRequirement(scope.Needs))
                );
            }
        });
        services.AddRateLimiter(o =>
        {
            o.AddPolicy(
                Limit,
                http =>
                    RateLimitPartition.GetFixedWindowLimiter(
                        Caller(http),
                        _ => new() { PermitLimit = http.RequestServices.GetRequiredService<IOptions<KithOptions>>().Value.ApiCallsAMinute, Window = TimeSpan.FromMinutes(1) }
                    )
            );
            o.OnRejected = async (context, ct) =>
            {
                if (context.HttpContext.Request.Path.StartsWithSegments("/api"))
                {
                    context.HttpContext.Response.Headers.RetryAfter = "60";
                    await Problems.Write(context.HttpContext, 429, "Too many requests", "Ask again in a minute, and less often from then on.");
                }
            };
        });
        Documents.Add(services);
        return services;
    }

    /// <summary>Whose requests are counted together: those with one token, or from one address where there is none that could be ours.</summary>
    private static string Caller(HttpContext http) =>
        TokenOf(http.Request) is { } token ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))) : http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static string? TokenOf(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && string.Equals(header.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase)
        && header.Parameter is { Length: 69 } token
        && token.StartsWith(KeepTokens.Prefix, StringComparison.Ordinal)
            ? token
            : null;

    private sealed record ScopeRequirement(string Scope) : IAuthorizationRequirement;

    private sealed class ScopeHandler : AuthorizationHandler<ScopeRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
        {
            if (context.User.HasClaim(ScopeClaim, requirement.Scope))
            {
                context.Succeed(requirement);
            }
            return Task.CompletedTask;
        }
    }

    /// <summary>Finds who asks, and answers those who may not in words that a program can read.</summary>
    private sealed class TokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AskWithToken ask, CurrentActor current)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (TokenOf(Request) is not { } token)
            {
                return AuthenticateResult.NoResult();
            }
            if (await ask.Of(token, Context.RequestAborted) is not { } holder)
            {
                return AuthenticateResult.Fail("The token is not known, has run out, or was revoked");
            }
            current.ActAs(holder.Actor);
            var identity = new ClaimsIdentity(
                [new(ClaimTypes.NameIdentifier, holder.Actor.AccountId.ToString()), .. holder.Scopes.Select(s => new Claim(ScopeClaim, s))],
                ApiSecurity.Scheme
            );
            return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), ApiSecurity.Scheme));
        }

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.Headers.WWWAuthenticate = Request.Headers.Authorization.Count > 0 ? "Bearer error=\"invalid_token\"" : "Bearer";
            return Problems.Write(Context, 401, "No token that is good", "Send «Authorization: Bearer» with a token that is neither run out nor revoked.");
        }

        protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
            Problems.Write(Context, 403, "Not allowed", "The token has no scope for this, or its account's roles do not allow it.");
    }
}

/// <summary>What went wrong, as RFC 9457 has it.</summary>
internal static class Problems
{
    /// <summary>One thing that is wrong with what was sent.</summary>
    public sealed record Fault(string Field, string Message);

    public static IResult Of(int status, string title, string detail, IReadOnlyList<Fault>? faults = null) =>
        Results.Problem(
            detail,
            statusCode: status,
            title: title,
            type: string.Create(CultureInfo.InvariantCulture, $"/api/problems/{status}"),
            extensions: faults is null ? null : new Dictionary<string, object?> { ["errors"] = faults }
        );

    /// <summary>What the platform refuses before an operation runs (a number where a date belongs, a body that breaks off) is said in words too.</summary>
    public static async Task InsteadOfNothing(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: >= 400 and < 500, ContentLength: null, ContentType: null } reply)
        {
            await Write(
                context,
                reply.StatusCode,
                "Not understood",
                "Something in the address or the body is not of its kind. The document of the version says what belongs there."
            );
        }
    }

    public static Task Write(HttpContext context, int status, string title, string detail) => Of(status, title, detail).ExecuteAsync(context);
}
