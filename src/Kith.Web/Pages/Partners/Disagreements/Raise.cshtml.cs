using Kith.Practice.Agencies;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Partners.Disagreements;

/// <summary>A partner says that they do not agree, about an answer to their referral or about a meeting.</summary>
public sealed class RaiseModel(WorkDisagreement work) : FormPage
{
    [BindProperty]
    public string? About { get; set; }

    public DraftForm Draft { get; private set; } = null!;

    /// <summary>What is kept of a half-written form.</summary>
    public sealed class Written
    {
        public string? About { get; set; }
    }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (!await work.MayRaise(id, Actor, HttpContext.RequestAborted))
        {
            return NotFound();
        }
        var written = new Written();
        Draft = await TakeUp(Name(id), null, "", written);
        About = written.About;
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (!await work.MayRaise(id, Actor, HttpContext.RequestAborted))
        {
            return NotFound();
        }
        Draft = await TakeUp(Name(id), null, "", new Written());
        var made = Guid.Empty;
        return await Try(
            async () =>
            {
                made = await work.RaiseByPartner(id, About, Actor, ActKey, HttpContext.RequestAborted);
                await Discard(Name(id));
            },
            "Sent. You see here what is said.",
            () => $"/partner/disagreements/{made}",
            () => Task.FromResult<IActionResult>(Page()),
            prefix: ""
        );
    }

    private static string Name(Guid id) => $"{Drafts.PartnerDrafts.Raise}/{id}";
}
