using Kith.Practice.Audits.Again;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits.Cycles;

/// <summary>Audits the whole sample of a cycle again.</summary>
public sealed class AgainModel(AskSampleAgain ask) : FormPage
{
    [BindProperty]
    public SampleAgainInput Input { get; set; } = new();
    public SampleAgainForm Held { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        Input = Held.Input;
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id)
    {
        var made = Guid.Empty;
        return Try(
            async () => made = await ask.Handle(id, Input, Actor, ActKey, HttpContext.RequestAborted),
            "The whole sample is to be audited again. Next, it is shared out to the auditors.",
            () => $"/audits/cycles/{made}",
            async () => await Load(id) ?? Page()
        );
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await ask.Form(id, Actor, HttpContext.RequestAborted) is not { } held)
        {
            return NotFound();
        }
        Held = held;
        return null;
    }
}
