using Kith.Practice.Store;
using Kith.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace Kith.Web.Load;

/// <summary>
/// One connection for the whole of a request. Left to itself, each query takes one from the pool and gives it back,
/// and both engines set a connection up anew each time: on SQLite some forty functions are registered with every opening.
/// </summary>
public sealed class OneConnection(RequestDelegate next, Turns turns)
{
    public async Task InvokeAsync(HttpContext context, KithDb db)
    {
        if (SessionCookies.IsAsset(context) || context.Request.Path.StartsWithSegments("/error"))
        {
            await next(context);
            return;
        }
        using var turn = await turns.Take(context.RequestAborted);
        await db.Database.OpenConnectionAsync(context.RequestAborted);
        try
        {
            await next(context);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
