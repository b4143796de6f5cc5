using Kith.Practice.Children.Show;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Show;

/// <summary>The child's page: the story on one screen.</summary>
public sealed class IndexModel(ShowChild show) : KithPage
{
    public ChildPage Child { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Guard(id, "Story") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } child)
        {
            return NotFound();
        }
        if (!child.Head.IsChild)
        {
            return Redirect($"/people/{id}");
        }
        Child = child;
        return Page();
    }
}
