using Kith.Practice.Agencies;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Partners.Referrals;

/// <summary>«Telephone now», with the number. That it was shown is written down before it is.</summary>
public sealed class UrgentModel(WritePartnerReferral write) : KithPage
{
    public Guid Id { get; private set; }
    public string Number { get; private set; } = "";

    public async Task<IActionResult> OnGet(Guid id)
    {
        Number = await write.ShowNumber(id, Actor, HttpContext.RequestAborted);
        Id = id;
        return Page();
    }
}
