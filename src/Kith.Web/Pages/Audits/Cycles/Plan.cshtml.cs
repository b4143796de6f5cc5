using Kith.Practice.Audits.Programme;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits.Cycles;

/// <summary>Plans a cycle, or changes one.</summary>
public sealed class PlanModel(KeepCycles cycles) : FormPage
{
    [BindProperty]
    public CycleInput Input { get; set; } = new();
    public CycleForm Held { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid? id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        Input = Held.Input;
        return Page();
    }

    public Task<IActionResult> OnPost(Guid? id)
    {
        var cycle = Guid.Empty;
        return Try(
            async () => cycle = await cycles.Plan(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            id is null ? "The cycle is planned. Next, its children are drawn." : "The cycle is changed.",
            () => $"/audits/cycles/{cycle}",
            async () => await Load(id) ?? Page()
        );
    }

    private async Task<IActionResult?> Load(Guid? id)
    {
        if (await cycles.Form(id, Actor, HttpContext.RequestAborted) is not { } held)
        {
            return NotFound();
        }
        Held = held;
        return null;
    }
}
