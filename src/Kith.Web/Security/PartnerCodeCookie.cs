using Kith.Practice.Agencies;
using Microsoft.AspNetCore.DataProtection;

namespace Kith.Web.Security;

/// <summary>
/// Remembers in the browser which asking for a code is its own: a code works there and nowhere else, so that whoever
/// reads it in a mail, now or later, has nothing. Locked with the server's key, gone with the code.
/// </summary>
public sealed class PartnerCodeCookie(IDataProtectionProvider protection)
{
    /// <summary>The cookie's name.</summary>
    public const string Name = "kith-code";
    private const string Path = "/partner/sign-in";
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("partner-code").ToTimeLimitedDataProtector();

    /// <summary>Keeps it for as long as the code works.</summary>
    public void Keep(HttpContext http, PartnerCodeAsking asking) =>
        http.Response.Cookies.Append(
            Name,
            protector.Protect($"{asking.Id:N}{asking.Browser}", PartnerCodes.Lasts + TimeSpan.FromMinutes(5)),
            new CookieOptions
            {
                Path = Path,
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = http.Request.IsHttps,
                IsEssential = true,
            }
        );

    /// <summary>What this browser asked for; null when it asked for nothing, or too long ago.</summary>
    public PartnerCodeAsking? Of(HttpContext http)
    {
        try
        {
            return
                http.Request.Cookies[Name] is { Length: > 0 and < 2000 } kept
                && protector.Unprotect(kept) is { Length: > 32 } text
                && Guid.TryParseExact(text[..32], "N", out var id)
                ? new PartnerCodeAsking(id, text[32..])
                : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Forgets it.</summary>
    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Name, new CookieOptions { Path = Path });
}
