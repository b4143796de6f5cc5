using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Security;

/// <summary>
/// In front of everything while a continuity copy is served: pages of the record are read, and no form is taken but those
/// with which one comes in, searches and goes out. What is not named here is shut, so that a page added tomorrow is.
/// </summary>
public sealed class CopyGate(RequestDelegate next)
{
    /// <summary>Where forms lead to that are taken all the same.</summary>
    private static readonly string[] Taken = ["/sign-in", "/sign-out", "/search"];

    /// <summary>Pages that are part of a copy, by the beginning of their path.</summary>
    private static readonly string[] Pages =
    [
        "/Index",
        "/Error",
        "/About",
        "/SignIn",
        "/SignOut",
        "/MyDay",
        "/Search",
        "/Children",
        "/People/Show",
        "/People/Addresses",
        "/People/Known",
        "/People/Restricted",
        "/Visits",
        "/Actions",
        "/Assessments",
        "/Referrals",
        "/Protection",
        "/Plans",
        "/Conferences",
        "/Contingency",
        "/Voice",
        "/Missing",
        "/Teams",
        "/Workers",
        "/Agencies",
        "/Help",
    ];

    /// <summary>Pages below these that show what stays behind, or only take something in.</summary>
    private static readonly string[] Shut = ["/Children/Data", "/Children/Letters", "/Agencies/Performance", "/Workers/Handover"];

    /// <summary>Whether a form that is sent to a path is taken in a copy.</summary>
    public static bool Takes(PathString path) => Taken.Any(t => path.StartsWithSegments(t, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether what answers is part of a copy. What is no page (styles, health) is, but for the interface for programs.</summary>
    public static bool IsInCopy(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<PageActionDescriptor>() is { } page
            ? Pages.Any(p => Under(page.ViewEnginePath, p)) && !Shut.Any(p => Under(page.ViewEnginePath, p))
            : endpoint is not RouteEndpoint { RoutePattern.RawText: { } route } || !route.TrimStart('/').StartsWith("api", StringComparison.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        // The page that says no is asked for again with the method of what was refused.
        var refusal = request.Path.StartsWithSegments("/error");
        if (refusal || (IsInCopy(context.GetEndpoint()) && (reads || Takes(request.Path))))
        {
            return next(context);
        }
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool Under(string page, string prefix) =>
        page.Equals(prefix, StringComparison.OrdinalIgnoreCase) || page.StartsWith(prefix + "/", StringComparison.OrdinalIgnoreCase);
}
