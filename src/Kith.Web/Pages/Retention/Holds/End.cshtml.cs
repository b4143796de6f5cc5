using Kith.Practice.Retention;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Retention.Holds;

/// <summary>One legal hold, and its end.</summary>
public sealed class EndModel(KeepHolds holds) : FormPage
{
    [BindProperty]
    public string? Reason { get; set; }
    public HoldLine Line { get; private set; } = null!;

    public Task<IActionResult> OnGet(Guid hold) => Shown(hold);

    public Task<IActionResult> OnPost(Guid hold) =>
        Try(
            () => holds.End(hold, Reason, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The hold has ended.",
            () => "/retention/holds",
            () => Shown(hold),
            prefix: ""
        );

    private async Task<IActionResult> Shown(Guid hold)
    {
        if ((await holds.List(Actor, HttpContext.RequestAborted)).FirstOrDefault(h => h.Hold.Id == hold && h.Readable) is not { } line)
        {
            return NotFound();
        }
        // Whoever reads why a record is held has looked at the record.
        if (line.Hold.PersonId is { } person && await Guard(person, "A legal hold") is { } refused)
        {
            return refused;
        }
        Line = line;
        return Page();
    }
}
