using Kith.Practice.Children.Show;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Show;

/// <summary>The child's page: the story on one screen.</summary>
public sealed class IndexModel(ShowChild show, Practice.Drafts.LeftDrafts left) : KithPage
{
    public ChildPage Child { get; private set; } = null!;

    /// <summary>What people who have left had begun about the child.</summary>
    public IReadOnlyList<Practice.Drafts.LeftDraft> Left { get; private set; } = [];

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
        // Hardly any child has one, so that the look-up of whose they are is not asked for everybody.
        Left = !child.DraftsLeft ? [] : await left.About(id, Actor, HttpContext.RequestAborted);
        return Page();
    }
}
