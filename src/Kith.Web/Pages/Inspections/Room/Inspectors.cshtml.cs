using Kith.Practice.Inspection.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections.Room;

/// <summary>The ways into a room: let in, moved, ended. For whoever coordinates the inspection, and administrators.</summary>
public sealed class InspectorsModel(LetInspectorsIn inspectors) : FormPage
{
    private const string LinkKey = "InspectorLink";

    [BindProperty]
    public InspectorInput Input { get; set; } = new();

    [BindProperty]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? Why { get; set; }
    public InspectorsView Ways { get; private set; } = null!;

    /// <summary>The inspector whose form was refused.</summary>
    public Guid? About { get; private set; }

    /// <summary>The link that was just made; shown once.</summary>
    public string? Link { get; private set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        if (TempData[LinkKey] is string path)
        {
            Link = $"{Request.Scheme}://{Request.Host}{path}";
        }
        (Input.From, Input.Until) = (Ways.Inspection.From > Ways.Today ? Ways.Inspection.From : Ways.Today, Ways.Inspection.To > Ways.Today ? Ways.Inspection.To : Ways.Today);
        return Page();
    }

    public Task<IActionResult> OnPostLetIn(Guid id) =>
        Do(
            id,
            async () =>
            {
                // Kept for the next reply to the same browser, encrypted in its cookie.
                if ((await inspectors.LetIn(id, Input, Actor, ActKey, HttpContext.RequestAborted)).Path is { } path)
                {
                    TempData[LinkKey] = path;
                }
            },
            "The inspector is let in. Nothing is open to them until it is given.",
            "Input"
        );

    public Task<IActionResult> OnPostMove(Guid id, Guid inspector)
    {
        About = inspector;
        return Do(id, () => inspectors.Move(id, inspector, Until, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "The last day is moved.", "");
    }

    public Task<IActionResult> OnPostEnd(Guid id, Guid inspector)
    {
        About = inspector;
        return Do(id, () => inspectors.End(id, inspector, Why, Actor, ActKey, HttpContext.RequestAborted), "It is ended. Nothing opens to them any more.", "");
    }

    private Task<IActionResult> Do(Guid id, Func<Task> act, string done, string prefix) =>
        Try(act, done, () => $"/inspections/{id}/room/inspectors", async () => await Load(id) ?? Page(), prefix: prefix);

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await inspectors.Show(id, Actor, HttpContext.RequestAborted) is not { } ways)
        {
            return NotFound();
        }
        Ways = ways;
        return null;
    }
}
