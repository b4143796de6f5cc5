using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Merging;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Merge;

/// <summary>Two records side by side, and what making them one would do; then doing it, with a reason.</summary>
public sealed class IndexModel(MergePeople merge) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The record that would be merged into this one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid With { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public MergePreview Preview { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await Guard(Id, "Merge") is { } refused)
        {
            return refused;
        }
        if (await Guard(With, "Merge") is { } other)
        {
            return other;
        }
        Preview = await merge.Preview(Id, With, Actor, HttpContext.RequestAborted);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await merge.Handle(Id, With, Reason, Actor, ActKey, HttpContext.RequestAborted);
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
            return await OnGetAsync();
        }
        catch (AccessRefusedException)
        {
            return NotFound();
        }
        Done("The two records are now one. This can be undone from this page.");
        return RedirectToPage("/People/Duplicates/Index", new { id = Id });
    }
}
