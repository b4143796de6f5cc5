using Kith.Practice.Visits.Offline;
using Kith.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages.Offline;

/// <summary>
/// Where a device asks how its packet stands and hands in what was written. Open to all, because a device must hear that it
/// is to erase what it carries also when nobody is signed in: it is known by its secret, and nothing of a record is ever
/// answered. It stands beside the page that asks it. A visit is recorded only in the name of whoever is signed in.
/// </summary>
public sealed class SendModel(ReceiveVisit receive, KeepPackets packets, CurrentActor current, IAntiforgery forgery) : PageModel
{
    [BindProperty]
    public Guid? Packet { get; set; }

    [BindProperty]
    public string? Secret { get; set; }

    [BindProperty]
    public Guid? Key { get; set; }

    [BindProperty]
    public string? Sealed { get; set; }

    [BindProperty]
    public bool Erased { get; set; }

    /// <summary>The token that this site asks of every form, and whether anybody is signed in.</summary>
    public async Task<IActionResult> OnGet() => new JsonResult(new { token = forgery.GetAndStoreTokens(HttpContext).RequestToken, signedIn = await current.Get() is not null });

    public async Task<IActionResult> OnPost()
    {
        if (Packet is not { } packet || Key is not { } key)
        {
            return BadRequest();
        }
        var arrival = await receive.Handle(packet, Secret, key, Sealed, await current.Get(), HttpContext.RequestAborted);
        return new JsonResult(
            new
            {
                receipt = arrival.Receipt.ToString(),
                fate = arrival.Fate?.ToString(),
                href = arrival.Href,
            }
        );
    }

    public async Task<IActionResult> OnPostState() =>
        Packet is { } packet ? new JsonResult(new { state = (await packets.Say(packet, Secret, Erased, HttpContext.RequestAborted)).ToString() }) : BadRequest();
}
