using Kith.Practice.Access;
using Kith.Practice.Network;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Network;

/// <summary>What each person of the network is to a child, and what they could do.</summary>
public sealed class IndexModel(ShowNetwork show) : KithPage
{
    public NetworkPage Network { get; private set; } = null!;
    public bool MayRecord => Actor.May(Permission.RecordWork) && Network.Head.MergedIntoId is null;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Guard(id, "Network") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } network)
        {
            return NotFound();
        }
        Network = network;
        return Page();
    }
}
