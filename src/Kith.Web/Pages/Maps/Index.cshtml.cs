using Kith.Practice.Access;
using Kith.Practice.EdgeOfCare.Mapping;

namespace Kith.Web.Pages.Maps;

/// <summary>The maps that the reader is named on.</summary>
public sealed class IndexModel(ShowMap show) : KithPage
{
    public IReadOnlyList<MapListed> Maps { get; private set; } = [];
    public bool MayBegin => Actor.May(Permission.RecordWork);
    public bool MayOversee => Actor.May(Permission.OverseeMaps);

    public async Task OnGet() => Maps = await show.List(Actor, HttpContext.RequestAborted);
}
