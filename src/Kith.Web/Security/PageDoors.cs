using Kith.Practice.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing.Template;

namespace Kith.Web.Security;

/// <summary>
/// Says of an address of this application whether somebody's roles let them open the page, so that a page need not lead
/// anybody to a door that is shut. Over which records is asked behind the door, as ever.
/// </summary>
public sealed class PageDoors(EndpointDataSource endpoints)
{
    private readonly Lazy<IReadOnlyList<Door>> doors = new(() =>
        [
            .. endpoints
                .Endpoints.OfType<RouteEndpoint>()
                // The more of an address a route spells out, the sooner it is asked, as in routing itself.
                .OrderBy(e => e.RoutePattern.InboundPrecedence)
                .Select(e => new Door(
                    new TemplateMatcher(new RouteTemplate(e.RoutePattern), []),
                    e.Metadata.GetMetadata<IAllowAnonymous>() is not null
                        ? []
                        :
                        [
                            .. e
                                .Metadata.GetOrderedMetadata<IAuthorizeData>()
                                .Select(a => Enum.TryParse<Permission>(a.Policy, out var p) ? p : (Permission?)null)
                                .OfType<Permission>(),
                        ],
                    CopyGate.IsInCopy(e)
                )),
        ]
    );

    /// <summary>False only where a page of this application has the address and asks for a permission that the actor does not hold, or is not part of the continuity copy that is read.</summary>
    /// <param name="address">As it stands in a link: «/children/…?page=2#notes».</param>
    public bool Opens(Actor actor, string address)
    {
        if (!address.StartsWith('/'))
        {
            return true;
        }
        var path = new PathString(Uri.UnescapeDataString(address.Split('?', '#')[0]));
        return doors.Value.FirstOrDefault(d => d.Address.TryMatch(path, [])) is not { } door || (door.Asks.All(actor.May) && (door.InCopy || !actor.ReadsCopy));
    }

    private sealed record Door(TemplateMatcher Address, IReadOnlyList<Permission> Asks, bool InCopy);
}
