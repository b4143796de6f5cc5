using Kith.Practice.Visits.Offline;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Offline;

/// <summary>A visit that came in from a device and is not recorded: its worker sees why, beside what is recorded, and chooses.</summary>
public sealed class ArrivedModel(ArrivedVisits arrived) : KithPage
{
    public ArrivedPage Arrived { get; private set; } = null!;

    /// <summary>«I have looked at both»: asked for before anything is let go.</summary>
    [BindProperty]
    public bool Looked { get; set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await arrived.Show(id, Actor, HttpContext.RequestAborted) is not { } page)
        {
            return NotFound();
        }
        Arrived = page;
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (!Looked)
        {
            ModelState.AddModelError(nameof(Looked), "Tick that you have looked, or go on with the visit");
            return await OnGet(id);
        }
        await arrived.LetGo(id, Actor, ActKey, HttpContext.RequestAborted);
        Done("Let go. What was recorded stands as it is.");
        return Redirect("/my-day#drafts");
    }
}
