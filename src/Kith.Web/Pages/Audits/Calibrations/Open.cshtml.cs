using Kith.Practice.Audits.Moderation;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Tools;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits.Calibrations;

/// <summary>Opens a calibration: one child, one tool, several readers.</summary>
public sealed class OpenModel(Calibrate calibrate, KeepCycles cycles) : FormPage
{
    [BindProperty]
    public CalibrationInput Input { get; set; } = new();
    public IReadOnlyList<AuditTool> Tools { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Readers { get; private set; } = [];

    public async Task<IActionResult> OnGet()
    {
        Input.DueOn = Service<Practice.Clock>().Today.AddDays(14);
        return await Again();
    }

    public Task<IActionResult> OnPost()
    {
        var id = Guid.Empty;
        return Try(
            async () => id = await calibrate.Open(Input, Actor, ActKey, HttpContext.RequestAborted),
            "The readers find it under Audits.",
            () => $"/audits/calibrations/{id}",
            Again
        );
    }

    private async Task<IActionResult> Again()
    {
        if (await cycles.Form(null, Actor, HttpContext.RequestAborted) is { } form)
        {
            (Tools, Readers) = (form.Tools, form.Auditors);
        }
        return Page();
    }
}
