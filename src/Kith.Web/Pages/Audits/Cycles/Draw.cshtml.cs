using Kith.Practice.Audits.Programme;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits.Cycles;

/// <summary>Draws the children of a cycle: who is likelier, who is left out, and then once.</summary>
public sealed class DrawModel(DrawSample draw) : FormPage
{
    [BindProperty]
    public DrawInput Input { get; set; } = new();
    public FrameCount Held { get; private set; } = null!;

    public Task<IActionResult> OnGet(Guid id) => Load(id);

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            () => draw.Draw(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The children are drawn. Next, they are shared out to the auditors.",
            () => $"/audits/cycles/{id}",
            () => Load(id)
        );

    private async Task<IActionResult> Load(Guid id)
    {
        if (await draw.Count(id, Input.Rules.Exclusions, Actor, HttpContext.RequestAborted) is not { } held)
        {
            return NotFound();
        }
        Held = held;
        return Page();
    }
}
