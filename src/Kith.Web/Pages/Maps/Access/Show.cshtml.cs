using Kith.Practice.EdgeOfCare.Mapping;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Maps.Access;

/// <summary>Who reads one map, what they did, and a new owner for it. Nothing that is on it.</summary>
public sealed class ShowModel(OverseeMaps oversee) : FormPage
{
    [BindProperty]
    public MapMemberInput Input { get; set; } = new();
    public OverseenAccess Held { get; private set; } = null!;

    public Task<IActionResult> OnGet(Guid map) => Shown(map);

    public Task<IActionResult> OnPost(Guid map) =>
        Try(
            () => oversee.HandOver(map, Input, Actor, ActKey, HttpContext.RequestAborted),
            "They answer for the map now, and are told.",
            () => $"/maps/access/{map}",
            () => Shown(map)
        );

    private async Task<IActionResult> Shown(Guid map)
    {
        if (await oversee.Show(map, Actor, HttpContext.RequestAborted) is not { } held)
        {
            return NotFound();
        }
        Held = held;
        return Page();
    }
}
