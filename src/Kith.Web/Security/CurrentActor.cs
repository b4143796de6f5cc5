using System.Security.Claims;
using Kith.Practice.Access;

namespace Kith.Web.Security;

/// <summary>The actor of this request, made once.</summary>
public sealed class CurrentActor(IHttpContextAccessor http, Actors actors)
{
    private Task<Actor?>? actor;

    /// <summary>The actor; null when nobody is signed in or the account is out of its dates.</summary>
    public Task<Actor?> Get()
    {
        return actor ??= Find();

        Task<Actor?> Find() =>
            Guid.TryParse(http.HttpContext?.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
                ? actors.Of(id, http.HttpContext!.RequestAborted)
                : Task.FromResult<Actor?>(null);
    }
}
