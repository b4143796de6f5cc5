using Kith.Practice.Audits.Moderation;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits.Calibrations;

/// <summary>One calibration: who has graded, and once one's own is in, how.</summary>
public sealed class ShowModel(Calibrate calibrate) : FormPage
{
    [BindProperty]
    public CloseCalibrationInput Input { get; set; } = new();
    public CalibrationPage Held { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id) => await Load(id) ?? Page();

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            () => calibrate.Close(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Closed. What you learnt is kept.",
            () => $"/audits/calibrations/{id}",
            async () => await Load(id) ?? Page()
        );

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await calibrate.Show(id, Actor, HttpContext.RequestAborted) is not { } held)
        {
            return NotFound();
        }
        if (await Guard(held.Set.PersonId, "Calibration of audits") is { } refused)
        {
            return refused;
        }
        Held = held;
        return null;
    }
}
