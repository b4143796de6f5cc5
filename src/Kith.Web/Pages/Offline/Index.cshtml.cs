using System.Security.Claims;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Visits.Offline;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Offline;

/// <summary>Where a worker chooses whom to take along to places without signal, and sees and ends what devices carry.</summary>
public sealed class IndexModel(TakeVisitsAlong take, KeepPackets packets) : KithPage
{
    public IReadOnlyList<TakeableChild> Children { get; private set; } = [];
    public DateOnly LastDay { get; private set; }
    public IReadOnlyList<PacketLine> Packets { get; private set; } = [];

    [BindProperty]
    public TakeAlongInput Input { get; set; } = new();

    public async Task OnGet()
    {
        var ct = HttpContext.RequestAborted;
        (Children, LastDay) = await take.List(Actor, ct);
        Packets = await packets.List(Actor, ct);
    }

    /// <summary>Gives the page's script what it encrypts and keeps on the device. Nothing of it is ever a page.</summary>
    public async Task<IActionResult> OnPostTake()
    {
        try
        {
            var content = await take.Handle(Input, Request.Headers.UserAgent, User.FindFirstValue(SessionCookies.SessionClaim), Actor, ActKey, HttpContext.RequestAborted);
            return new JsonResult(content);
        }
        catch (NotAcceptedException problems)
        {
            return new JsonResult(new { words = problems.Problems[0].Message }) { StatusCode = StatusCodes.Status400BadRequest };
        }
    }

    public async Task<IActionResult> OnPostWipe(Guid packet)
    {
        await packets.Wipe(packet, Actor, ActKey, HttpContext.RequestAborted);
        Done("That device will erase what it carries as soon as it has signal.");
        return Redirect("/visits/offline");
    }
}
