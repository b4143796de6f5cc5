namespace Kith.Web.Security;

/// <summary>
/// Headers of every reply: a strict content policy (no inline script but the one whose hash is known), no framing,
/// no sniffing, no referrer, and no copy of a private page left in a shared cache or behind the back button.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next, IConfiguration configuration)
{
    // The sign-in form may lead on to the council's directory; browsers count that as where the form goes.
    private readonly string policy =
        "default-src 'none'; script-src 'self' 'sha256-"
        + CspHashes.JsEnabled
        + "'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'"
        + (CouncilDirectory.Origin(configuration) is { } directory ? " " + directory : "")
        + "; frame-ancestors 'none'; base-uri 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        if (context.Request.IsHttps)
        {
            // A year: whoever came once by https is never led here, or to anything below this host's name, in the clear.
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        if (!context.Request.Path.StartsWithSegments("/assets"))
        {
            // Both words, as the form tokens ask for; one alone is logged as overridden on every page.
            headers.CacheControl = "no-cache, no-store";
            headers.Pragma = "no-cache";
        }
        return next(context);
    }
}
