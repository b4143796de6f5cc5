using Kith.Practice.Voice;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.DirectWork;

/// <summary>One tool: when and how to use it, and its sheet for printing.</summary>
public sealed class ToolModel : KithPage
{
    public WorkTool Tool { get; private set; } = null!;

    public IActionResult OnGet(string key)
    {
        if (WorkLibrary.Find(key) is not { } tool)
        {
            return NotFound();
        }
        Tool = tool;
        return Page();
    }
}
