using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kith.Web.Load;

/// <summary>
/// Refuses a form that says itself to be larger than its page takes before anything of it is read, so that whoever chose a
/// file that is too large is told so, and not that the form could not be read.
/// </summary>
public sealed class LargeForms(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        var most = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { } page
            ? page.MaxRequestBodySize
            : context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        // The page that tells of it is asked for by the same request, as large as before.
        var told = context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
        if (!told && context.Request.ContentLength > most)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            context.Items[typeof(LargeForms)] = most;
            return Task.CompletedTask;
        }
        return next(context);
    }

    /// <summary>The most that the page takes that was asked for, in whole megabytes; null where it was not refused for its size.</summary>
    public static long? MostMegabytes(HttpContext context) => context.Items.TryGetValue(typeof(LargeForms), out var most) ? (long)most! >> 20 : null;
}
