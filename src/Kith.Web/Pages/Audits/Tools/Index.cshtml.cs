using Kith.Practice.Audits.Tools;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits.Tools;

/// <summary>The tools that audits are done with; ready ones to take up; begin one's own.</summary>
public sealed class IndexModel(KeepTools tools) : FormPage
{
    [BindProperty]
    public ToolInput Input { get; set; } = new();

    [BindProperty]
    public string? Ready { get; set; }
    public ToolsPage Held { get; private set; } = null!;

    public async Task OnGet() => Held = await tools.List(Actor, HttpContext.RequestAborted);

    public Task<IActionResult> OnPost()
    {
        var id = Guid.Empty;
        return Try(
            async () => id = await tools.Begin(Input, Actor, ActKey, HttpContext.RequestAborted),
            "Begun. Add questions, then publish it.",
            () => $"/audits/tools/{id}",
            Again
        );
    }

    public Task<IActionResult> OnPostTake() =>
        Try(
            () => tools.TakeReady(Ready ?? "", false, Actor, ActKey, HttpContext.RequestAborted),
            "It is published, and can be used in a cycle.",
            () => "/audits/tools",
            Again,
            prefix: ""
        );

    public Task<IActionResult> OnPostChange()
    {
        var id = Guid.Empty;
        return Try(
            async () => id = await tools.TakeReady(Ready ?? "", true, Actor, ActKey, HttpContext.RequestAborted),
            "It is yours to change. Nobody uses it before you publish it.",
            () => $"/audits/tools/{id}",
            Again,
            prefix: ""
        );
    }

    private async Task<IActionResult> Again()
    {
        await OnGet();
        return Page();
    }
}
