using System.Security.Claims;
using Kith.Practice.Access.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Kith.Web.Security;

/// <summary>
/// The cookies of signing in. The session's cookie holds an account and a session that the server keeps: each request
/// asks whether that session still runs, so that one ended elsewhere is over at once.
/// </summary>
public sealed class SessionCookies(BeginSession begin, EndSession end, TimeProvider time)
{
    /// <summary>The claim that carries the session's id.</summary>
    public const string SessionClaim = "sid";
    private const string AwaitsCode = "kith-awaits-code";

    /// <summary>Begins a new session under a new id, whatever the browser held before. False when the account may not be used.</summary>
    public async Task<bool> Enter(HttpContext http, Guid accountId, SignInMethod method)
    {
        if (await begin.Handle(accountId, method, http.Request.Headers.UserAgent, http.RequestAborted) is not { } session)
        {
            return false;
        }
        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await http.SignOutAsync(IdentityConstants.ExternalScheme);
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, session.AccountId.ToString()), new(ClaimTypes.Name, session.Name), new(SessionClaim, session.SessionId)],
            IdentityConstants.ApplicationScheme
        );
        await http.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(identity), Ticket(method));
        return true;
    }

    /// <summary>How long a partner's browser may be left alone before it is signed out.</summary>
    public static readonly TimeSpan IdleOfPartners = TimeSpan.FromMinutes(30);

    private AuthenticationProperties Ticket(SignInMethod method) =>
        method == SignInMethod.WorkAddressCode
            ? new()
            {
                IsPersistent = false,
                IssuedUtc = time.GetUtcNow(),
                ExpiresUtc = time.GetUtcNow() + IdleOfPartners,
            }
            : new() { IsPersistent = false };

    /// <summary>Ends the session on the server and takes its cookie away; <paramref name="everywhere"/> ends all of the account's.</summary>
    public async Task Leave(HttpContext http, bool everywhere = false)
    {
        if (Guid.TryParse(http.User.FindFirstValue(ClaimTypes.NameIdentifier), out var account) && http.User.FindFirstValue(SessionClaim) is { } id)
        {
            await (everywhere ? end.HandleAll(account) : end.Handle(account, id));
        }
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await http.SignOutAsync(IdentityConstants.ExternalScheme);
    }

    /// <summary>Remembers for five minutes whose password was right, while the code is asked for.</summary>
    public static Task AwaitCode(HttpContext http, Guid accountId) =>
        http.SignInAsync(
            IdentityConstants.TwoFactorUserIdScheme,
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(AwaitsCode, accountId.ToString())], IdentityConstants.TwoFactorUserIdScheme))
        );

    /// <summary>Whose code is being asked for; null when the five minutes are over.</summary>
    public static async Task<Guid?> AwaitingCode(HttpContext http)
    {
        var result = await http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return Guid.TryParse(result.Principal?.FindFirstValue(AwaitsCode), out var id) ? id : null;
    }

    /// <summary>Asks on every request whether the session still runs.</summary>
    internal static async Task Validate(CookieValidatePrincipalContext context)
    {
        if (IsAsset(context.HttpContext))
        {
            return;
        }
        var session = await context.HttpContext.RequestServices.GetRequiredService<CurrentActor>().GetSession(context.Principal);
        if (session is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }

    /// <summary>Style sheets and pictures need nobody to be known.</summary>
    internal static bool IsAsset(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/assets")
        || http.Request.Path.StartsWithSegments("/health")
        || http.Request.Path.Value is "/favicon.ico" or "/favicon.svg" or "/council.css";
}
