using Microsoft.Extensions.Options;

namespace Kith.Web.Security;

/// <summary>
/// Someone whose role reads records and who came in by password alone is led to set up a second factor before
/// anything else. One gate in front of every endpoint, so that no page can forget it.
/// </summary>
public sealed class SecondFactorGate(RequestDelegate next, IOptions<KithOptions> options)
{
    /// <summary>Where the second factor is set up.</summary>
    public const string Place = "/account/second-factor";

    public async Task InvokeAsync(HttpContext context)
    {
        if (
            options.Value.RequireSecondFactor
            && context.User.Identity is { IsAuthenticated: true }
            && !IsOpen(context)
            && await context.RequestServices.GetRequiredService<CurrentActor>().GetSession() is { OwesSecondFactor: true }
        )
        {
            if (HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.Redirect(context.Request.Path == "/" ? Place : $"{Place}?to={Uri.EscapeDataString(context.Request.Path)}");
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            }
            return;
        }
        await next(context);
    }

    private static bool IsOpen(HttpContext context)
    {
        var path = context.Request.Path;
        return path.StartsWithSegments(Place)
            || path.StartsWithSegments("/account/passkeys")
            || path.StartsWithSegments("/account/recovery-codes")
            || path.StartsWithSegments("/sign-in")
            || path.StartsWithSegments("/sign-out")
            || path.StartsWithSegments("/error")
            || path.StartsWithSegments("/about")
            || path.StartsWithSegments("/accessibility")
            || path.StartsWithSegments("/privacy")
            || SessionCookies.IsAsset(context);
    }
}
