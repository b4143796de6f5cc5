using Kith.Practice.Agencies;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Partners.Referrals;

/// <summary>Begins a referral with the one question that cannot wait.</summary>
public sealed class NewModel(WritePartnerReferral write, ShowPartnerDay show) : FormPage
{
    [BindProperty]
    public bool? Urgent { get; set; }

    public async Task<IActionResult> OnGet()
    {
        // Whoever is no partner any more is told so before they begin to write.
        await show.Show(Actor, HttpContext.RequestAborted);
        return Page();
    }

    public Task<IActionResult> OnPost()
    {
        var made = Guid.Empty;
        return Try(
            async () => made = await write.Begin(Urgent, Actor, ActKey, HttpContext.RequestAborted),
            "It is kept as you write. Use «Keep it and come back» before you stop.",
            () => Urgent == true ? $"/partner/referrals/{made}/urgent" : $"/partner/referrals/{made}",
            () => Task.FromResult<IActionResult>(Page()),
            prefix: ""
        );
    }
}
