using Kith.Practice;
using Kith.Practice.Retention;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Retention.Holds;

/// <summary>Legal holds, and a hold on every record.</summary>
public sealed class IndexModel(KeepHolds holds, Clock clock) : FormPage
{
    [BindProperty]
    public HoldInput Input { get; set; } = new();
    public IReadOnlyList<HoldLine> Lines { get; private set; } = [];
    public DateOnly Today => clock.Today;

    public Task<IActionResult> OnGet() => Shown();

    public Task<IActionResult> OnPost() =>
        Try(
            () => holds.Place(null, Input, Actor, ActKey, HttpContext.RequestAborted),
            "Every record is held. Nothing is disposed of until the hold ends.",
            () => "/retention/holds",
            Shown
        );

    private async Task<IActionResult> Shown()
    {
        Lines = await holds.List(Actor, HttpContext.RequestAborted);
        return Page();
    }
}
