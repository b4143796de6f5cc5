using Kith.Web.Security;
using Microsoft.Extensions.Options;

namespace Kith.Web.Load;

/// <summary>
/// Above capacity some visitors are asked at once to come back in a moment, so that everyone else is still served in
/// good time: as many requests as keep the machine busy are worked on, a few seconds' worth wait their turn, the rest
/// are answered 503 before anything is done. Health checks and style sheets pass.
/// </summary>
public sealed class Shedding(RequestDelegate next, IOptions<KithOptions> options)
{
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Very busy just now – Kith</title></head>
        <body>
        <main>
        <h1>Very busy just now</h1>
        <p>More people are using this service at this moment than it can answer. Nothing was saved or changed by what you just did.</p>
        <p>Wait a few seconds, then load this page again. If you were sending a form, your browser will offer to send it again: it is safe to do so.</p>
        <p>If a child may be in immediate danger, do not wait for this page: call 999, or the emergency duty team.</p>
        </main>
        </body>
        </html>
        """;

    private readonly SemaphoreSlim places = new(options.Value.AtOnce, options.Value.AtOnce);
    private readonly int most = options.Value.AtOnce * options.Value.WaitingForEach;
    private int waiting;

    public async Task InvokeAsync(HttpContext context)
    {
        if (SessionCookies.IsAsset(context))
        {
            await next(context);
            return;
        }
        if (!places.Wait(0) && !await WaitForPlace(context.RequestAborted))
        {
            var reply = context.Response;
            reply.StatusCode = StatusCodes.Status503ServiceUnavailable;
            reply.Headers.RetryAfter = "3";
            reply.ContentType = "text/html; charset=utf-8";
            await reply.WriteAsync(Page, context.RequestAborted);
            return;
        }
        try
        {
            await next(context);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<bool> WaitForPlace(CancellationToken gone)
    {
        try
        {
            // Whoever would wait longer than a person does is told at once.
            return Interlocked.Increment(ref waiting) <= most && await places.WaitAsync(options.Value.LongestWait, gone);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
