using System.Diagnostics;

namespace Kith.Web.Telemetry;

/// <summary>
/// One span for each request: its method, the template of its route («/children/{id:guid}»), and how it was answered.
/// Made here and not by the platform's own, which holds the path, the query, the address and the browser of whoever
/// asked: what is never put in need not be taken out.
/// </summary>
internal sealed class RequestSpans(RequestDelegate next)
{
    private static readonly HashSet<string> Methods = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"];
    private static readonly object Route = new();

    public async Task InvokeAsync(HttpContext context)
    {
        // A proxy's trace goes on here by its two numbers alone; what else it sends along stays outside.
        var parent = ActivityContext.TryParse(context.Request.Headers.TraceParent, null, isRemote: true, out var given) ? given : default;
        var before = Activity.Current;
        Activity.Current = null;
        using var span = Signals.Source.StartActivity("request", ActivityKind.Server, parent);
        if (span is null)
        {
            Activity.Current = before;
            await next(context);
            return;
        }
        try
        {
            await next(context);
        }
        catch (Exception error)
        {
            span.SetTag("error.type", error.GetBaseException().GetType().Name);
            span.SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            var method = Methods.Contains(context.Request.Method) ? context.Request.Method : "_OTHER";
            var route = context.Items[Route] as string;
            span.DisplayName = route is null ? method : $"{method} {route}";
            span.SetTag("http.request.method", method);
            span.SetTag("http.route", route);
            span.SetTag("http.response.status_code", context.Response.StatusCode);
            if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            {
                span.SetStatus(ActivityStatusCode.Error);
            }
            span.Stop();
            Activity.Current = before;
        }
    }

    /// <summary>After the route is known: the first is kept, since a page of an error is another.</summary>
    public static Task Note(HttpContext context, RequestDelegate next)
    {
        if (!context.Items.ContainsKey(Route) && context.GetEndpoint() is RouteEndpoint found)
        {
            context.Items[Route] = "/" + found.RoutePattern.RawText?.TrimStart('/');
        }
        return next(context);
    }
}
