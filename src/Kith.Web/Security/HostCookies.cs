using Microsoft.AspNetCore.Authentication.Cookies;

namespace Kith.Web.Security;

/// <summary>
/// Gives the cookies of signing in the prefix `__Host-` wherever the page came by https: a browser then takes them from this
/// host alone, for all of its paths and never in the clear, so that no neighbour under the same domain can plant one. Over
/// plain http, which is a machine's own demonstration, a browser would refuse such a name.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private const string Prefix = "__Host-";
    private readonly ChunkingCookieManager cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => cookies.GetRequestCookie(context, Named(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        cookies.AppendResponseCookie(context, Named(context, key), value, OfTheHost(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => cookies.DeleteCookie(context, Named(context, key), OfTheHost(context, options));

    private static string Named(HttpContext context, string key) => context.Request.IsHttps ? Prefix + key : key;

    // What the prefix asks for; without it a browser drops the cookie in silence.
    private static CookieOptions OfTheHost(HttpContext context, CookieOptions options)
    {
        if (context.Request.IsHttps)
        {
            options.Path = "/";
            options.Domain = null;
            options.Secure = true;
        }
        return options;
    }
}
