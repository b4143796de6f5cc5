using Kith.Practice;
using Kith.Standards.Calendar;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kith.Web.Security;

/// <summary>How long a session still runs, in whole seconds.</summary>
/// <param name="Unused">Until it ends if nothing more is asked of the server.</param>
/// <param name="UnusedAtMost">How long it may be left alone after something was asked.</param>
/// <param name="AtMost">Until it ends in any case.</param>
public sealed record SessionLeft(int Unused, int UnusedAtMost, int AtMost, string UnusedWords, string AtMostWords);

/// <summary>Tells whoever is signed in when that ends, so that nobody is surprised in the middle of a sentence.</summary>
public sealed class SessionTimes(IHttpContextAccessor http, CurrentActor current, TimeProvider time, Clock clock, IOptionsMonitor<CookieAuthenticationOptions> cookies)
{
    /// <summary>Null when nobody is signed in by a session that ends.</summary>
    public async Task<SessionLeft?> Left()
    {
        if (http.HttpContext is not { } context || await current.GetSession() is not { } session)
        {
            return null;
        }
        var ticket = (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties;
        if (ticket is not { IssuedUtc: { } issued, ExpiresUtc: { } expires })
        {
            return null;
        }
        var now = time.GetUtcNow();
        var whole = expires - issued;
        // The reply to this request carries a new ticket when more than half of the time is over.
        var left = now - issued > expires - now && cookies.Get(IdentityConstants.ApplicationScheme).SlidingExpiration ? whole : expires - now;
        var most = session.EndsAt - now.UtcDateTime;
        return new SessionLeft((int)left.TotalSeconds, (int)whole.TotalSeconds, (int)most.TotalSeconds, DateWords.Lasting(whole), DateWords.Moment(session.EndsAt, clock.Today));
    }
}
