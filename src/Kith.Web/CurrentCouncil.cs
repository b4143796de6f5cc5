using System.Data.Common;
using Kith.Practice;
using Kith.Practice.Settings;
using Microsoft.Extensions.Options;

namespace Kith.Web;

/// <summary>
/// Whose service this is, today: what the administrators decided, and the installation's configuration where they
/// decided nothing. Read at most once a minute, so that every page can show it; the node on which it is changed shows
/// it at once, the others within the minute.
/// </summary>
public sealed class CurrentCouncil(IOptions<CouncilIdentity> installed, IServiceScopeFactory scopes, Clock clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private volatile CouncilIdentity current = installed.Value;
    private long readAt;

    /// <summary>The council as last read.</summary>
    public CouncilIdentity Current => current;

    /// <summary>Reads it again when the minute is over, or <paramref name="now"/>.</summary>
    public async Task Refresh(bool now = false, CancellationToken ct = default)
    {
        var last = Interlocked.Read(ref readAt);
        var ticks = clock.UtcNow.Ticks;
        // One request reads; those beside it go on with what is known.
        if (!now && (ticks - last < Fresh.Ticks || Interlocked.CompareExchange(ref readAt, ticks, last) != last))
        {
            return;
        }
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var decided = await scope.ServiceProvider.GetRequiredService<ReadCouncil>().Show(ct);
            var given = installed.Value;
            current = new CouncilIdentity
            {
                Name = Or(decided.Name, given.Name),
                ServiceName = given.ServiceName,
                Colour = Or(decided.Colour, given.Colour),
                Contact = Or(decided.Contact, given.Contact),
                PrivacyNotice = Or(decided.PrivacyNotice, given.PrivacyNotice),
            };
            Interlocked.Exchange(ref readAt, ticks);
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // The database is away: pages that can still be shown are shown under the name that is known.
        }
    }

    private static string Or(string decided, string given) => decided.Length > 0 ? decided : given;
}

/// <summary>Keeps the council's name and colour fresh for the pages.</summary>
internal sealed class CouncilRefresh(RequestDelegate next, CurrentCouncil council)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!Security.SessionCookies.IsAsset(context))
        {
            await council.Refresh(ct: context.RequestAborted);
        }
        await next(context);
    }
}
