using System.Security.Claims;
using Kith.Practice.Access;

namespace Kith.Web.Security;

/// <summary>The session and actor of this request, looked up once.</summary>
public sealed class CurrentActor(IHttpContextAccessor http, Actors actors)
{
    private Task<Session?>? session;
    private Actor? program;

    /// <summary>A program asks in this request, with a token of its own; whoever the browser is signed in as is not asked.</summary>
    internal void ActAs(Actor actor) => program = actor;

    /// <summary>The actor; null when nobody is signed in, the session was ended, or the account is out of its dates.</summary>
    public async Task<Actor?> Get() => program ?? (await GetSession())?.Actor;

    /// <summary>The session of the request's cookie; null as for <see cref="Get"/>.</summary>
    public Task<Session?> GetSession() => GetSession(http.HttpContext?.User);

    /// <summary>The session that a cookie's principal names; asked first while the cookie is being validated.</summary>
    internal Task<Session?> GetSession(ClaimsPrincipal? principal)
    {
        return session ??= Find();

        Task<Session?> Find() =>
            Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var account) && principal.FindFirstValue(SessionCookies.SessionClaim) is { Length: > 0 } id
                ? actors.OfSession(account, id, http.HttpContext?.RequestAborted ?? default)
                : Task.FromResult<Session?>(null);
    }
}
