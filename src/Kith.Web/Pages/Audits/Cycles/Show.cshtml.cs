using Kith.Practice.Audits.Programme;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits.Cycles;

/// <summary>One cycle: how far it has come, its children and why each was chosen, who audits.</summary>
public sealed class ShowModel(ShowProgramme show, AssignAudits assign, DrawSample draw, KeepCycles cycles) : FormPage
{
    [BindProperty]
    public ChooseInput Choose { get; set; } = new();

    /// <summary>Why the cycle is called off.</summary>
    [BindProperty]
    public string? Why { get; set; }
    public CyclePage Held { get; private set; } = null!;

    /// <summary>What drawing it again came to, when asked for.</summary>
    public DrawCheck? Checked { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, bool check = false)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        Checked = check ? await draw.Check(id, Actor, HttpContext.RequestAborted) : null;
        return Page();
    }

    public Task<IActionResult> OnPostShare(Guid id)
    {
        SharedOut shared = new(0, 0, 0);
        return Try(
            async () => shared = await assign.ShareOut(id, Actor, ActKey, HttpContext.RequestAborted),
            () =>
                $"Shared out: {shared.Named} to audit, {shared.Readers} for a second grade.{(shared.Without > 0 ? $" For {shared.Without} nobody independent has room: raise what somebody can do, add people, or replace the child." : "")}",
            () => $"/audits/cycles/{id}",
            () => Again(id),
            prefix: ""
        );
    }

    public Task<IActionResult> OnPostChoose(Guid id) =>
        Try(
            () => assign.Choose(id, Choose, Actor, ActKey, HttpContext.RequestAborted),
            "The child is added, and it says for ever that it was by hand.",
            () => $"/audits/cycles/{id}",
            () => Again(id),
            prefix: ""
        );

    public Task<IActionResult> OnPostCallOff(Guid id) =>
        Try(
            () => cycles.CallOff(id, Why, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The cycle is called off.",
            () => $"/audits/cycles/{id}",
            () => Again(id),
            prefix: ""
        );

    private async Task<IActionResult> Again(Guid id) => await Load(id) ?? Page();

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.Cycle(id, Actor, HttpContext.RequestAborted) is not { } held)
        {
            return NotFound();
        }
        Held = held;
        return null;
    }
}
