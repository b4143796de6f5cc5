using Kith.Practice.EdgeOfCare.Mapping;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Maps;

/// <summary>Two that may be the same: what would change, and the reason.</summary>
public sealed class MergeModel(MergeNodes merge) : FormPage
{
    [BindProperty]
    public string? Why { get; set; }
    public NodeMergePreview Both { get; private set; } = null!;

    public Task<IActionResult> OnGet(Guid map, Guid kept, Guid merged) => Shown(map, kept, merged);

    public Task<IActionResult> OnPost(Guid map, Guid kept, Guid merged) =>
        Try(
            () => merge.Handle(map, kept, merged, Why, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "They are one on the map. It can be undone on its page.",
            () => $"/maps/{map}/on/{kept}",
            () => Shown(map, kept, merged),
            prefix: ""
        );

    private async Task<IActionResult> Shown(Guid map, Guid kept, Guid merged)
    {
        if (await merge.Show(map, kept, merged, Actor, HttpContext.RequestAborted) is not { } both)
        {
            return NotFound();
        }
        Both = both;
        return Page();
    }
}
