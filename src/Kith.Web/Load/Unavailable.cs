using Kith.Practice.Store;

namespace Kith.Web.Load;

/// <summary>
/// While the database is away, full, cannot be written or waits for `kith migrate`, every page answers 503 in plain words and says when to come
/// back. The page is whole in itself: an error page that asks who is signed in would fail for the same reason. Nothing
/// is kept of the failure, so the first request after the database is well again succeeds.
/// </summary>
internal sealed class Unavailable(RequestDelegate next, DatabaseEngine engine, SchemaArrival schema, ILogger<Unavailable> log)
{
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Not available just now – Kith</title></head>
        <body>
        <main>
        <h1>The service is not available just now</h1>
        <p>It cannot reach its records, or has no room to write. Nothing that you saved is lost.</p>
        <p>If you were sending a form, it was not saved: wait a little, then load this page again. Your browser will offer to send the form again, and it is safe to do so.</p>
        <p>If a child may be in immediate danger, do not wait for this page: call 999, or the emergency duty team.</p>
        </main>
        </body>
        </html>
        """;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            if (schema.Here || context.Request.Path.StartsWithSegments("/health") || await schema.Look(context.RequestAborted))
            {
                await next(context);
                return;
            }
            await Say(context.Response, context.RequestAborted);
        }
        catch (Exception error) when (!context.Response.HasStarted && engine.IsUnavailable(error))
        {
            // The kind alone: a message may quote what was being written.
            log.LogWarning("The database could not serve a request: {Kind}", error.GetBaseException().GetType().Name);
            await Say(context.Response, context.RequestAborted);
        }
    }

    private static async Task Say(HttpResponse reply, CancellationToken ct)
    {
        reply.StatusCode = StatusCodes.Status503ServiceUnavailable;
        reply.Headers.RetryAfter = "10";
        reply.Headers.SetCookie = default;
        reply.Headers.Location = default;
        reply.ContentType = "text/html; charset=utf-8";
        await reply.WriteAsync(Page, ct);
    }
}
