using Kith.Practice.Contacts;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Contacts;

/// <summary>What waits at the front door: contacts, referrals, and referrers who are owed an answer.</summary>
public sealed class IndexModel(ShowDuty show, TakeContact take) : KithPage
{
    public DutyQueue Queue { get; private set; } = null!;

    public async Task OnGet() => Queue = await show.Show(Actor, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostTake(Guid contact)
    {
        try
        {
            await take.Take(contact, Actor, ActKey, HttpContext.RequestAborted);
            return Redirect($"/contacts/{contact}");
        }
        catch (Practice.Acts.NotAcceptedException problems)
        {
            Show(problems, "");
            await OnGet();
            return Page();
        }
    }
}
