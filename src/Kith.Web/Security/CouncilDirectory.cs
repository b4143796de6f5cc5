using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Kith.Web.Security;

/// <summary>The council's own directory of staff, over OpenID Connect, when it is configured (`Kith:Oidc`).</summary>
public static class CouncilDirectory
{
    /// <summary>The scheme, and the provider's name on linked accounts.</summary>
    public const string Scheme = "directory";

    /// <summary>True when a directory is configured.</summary>
    public static bool IsConfigured(IConfiguration configuration) => configuration["Kith:Oidc:Authority"] is { Length: > 0 };

    /// <summary>Scheme, host and port of the directory, which a form may lead to; null without one.</summary>
    public static string? Origin(IConfiguration configuration) =>
        Uri.TryCreate(configuration["Kith:Oidc:Authority"], UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : null;

    internal static void Add(AuthenticationBuilder authentication, IConfiguration configuration)
    {
        if (!IsConfigured(configuration))
        {
            return;
        }
        var oidc = configuration.GetSection("Kith:Oidc");
        authentication.AddOpenIdConnect(
            Scheme,
            oidc["Name"] ?? "the council's directory",
            o =>
            {
                o.SignInScheme = IdentityConstants.ExternalScheme;
                o.Authority = oidc["Authority"];
                o.ClientId = oidc["ClientId"];
                o.ClientSecret = oidc["ClientSecret"];
                o.ResponseType = OpenIdConnectResponseType.Code;
                o.ResponseMode = OpenIdConnectResponseMode.Query;
                o.UsePkce = true;
                o.CallbackPath = "/sign-in/directory/reply";
                o.RequireHttpsMetadata = !Uri.TryCreate(oidc["Authority"], UriKind.Absolute, out var address) || !address.IsLoopback;
                o.MapInboundClaims = false;
                o.SaveTokens = false;
                o.Scope.Clear();
                o.Scope.Add("openid");
                o.Scope.Add("profile");
                o.Scope.Add("email");
                o.TokenValidationParameters.NameClaimType = "name";
                o.CorrelationCookie.Name = "kith-directory-";
                o.NonceCookie.Name = "kith-nonce-";
                foreach (var cookie in new[] { o.CorrelationCookie, o.NonceCookie })
                {
                    // The reply is a navigation from another site, which Lax lets through; plain http exists only on this machine.
                    cookie.SameSite = SameSiteMode.Lax;
                    cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                }
                o.Events.OnRemoteFailure = context =>
                {
                    context.HandleResponse();
                    context.Response.Redirect("/sign-in?problem=directory");
                    return Task.CompletedTask;
                };
            }
        );
    }

    /// <summary>What the directory said of someone: its own id of them, and names only as far as it vouches for them.</summary>
    internal static (string? Subject, string? VerifiedEmail, string? UserName) Person(ClaimsPrincipal principal) =>
        (
            principal.FindFirstValue("sub"),
            string.Equals(principal.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase) ? principal.FindFirstValue("email") : null,
            principal.FindFirstValue("preferred_username")
        );
}
