using Kith.Practice.Agencies;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Partners.Disagreements;

/// <summary>A partner says that they do not agree, about an answer to their referral or about a meeting.</summary>
public sealed class RaiseModel(WorkDisagreement work) : FormPage
{
    [BindProperty]
    public string? About { get; set; }

    public async Task<IActionResult> OnGet(Guid id) => await work.MayRaise(id, Actor, HttpContext.RequestAborted) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (!await work.MayRaise(id, Actor, HttpContext.RequestAborted))
        {
            return NotFound();
        }
        var made = Guid.Empty;
        return await Try(
            async () => made = await work.RaiseByPartner(id, About, Actor, ActKey, HttpContext.RequestAborted),
            "Sent. You see here what is said.",
            () => $"/partner/disagreements/{made}",
            () => Task.FromResult<IActionResult>(Page()),
            prefix: ""
        );
    }
}
