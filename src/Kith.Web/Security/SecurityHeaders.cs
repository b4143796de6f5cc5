namespace Kith.Web.Security;

/// <summary>
/// Headers of every reply: a strict content policy (no inline script but the one whose hash is known), no framing,
/// no sniffing, no referrer, and no copy of a private page left in a shared cache or behind the back button.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly string Policy =
        "default-src 'none'; script-src 'self' 'sha256-" + CspHashes.JsEnabled + "'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        if (!context.Request.Path.StartsWithSegments("/assets"))
        {
            headers.CacheControl = "no-store";
        }
        return next(context);
    }
}
