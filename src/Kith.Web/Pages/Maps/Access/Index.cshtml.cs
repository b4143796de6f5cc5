using Kith.Practice.EdgeOfCare.Mapping;

namespace Kith.Web.Pages.Maps.Access;

/// <summary>Who has access to maps: how many read each, who answers for it. Nothing that is on one.</summary>
public sealed class IndexModel(OverseeMaps oversee) : KithPage
{
    public IReadOnlyList<OverseenMap> Maps { get; private set; } = [];

    public async Task OnGet() => Maps = await oversee.List(Actor, HttpContext.RequestAborted);
}
