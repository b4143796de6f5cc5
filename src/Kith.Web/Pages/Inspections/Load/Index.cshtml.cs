using Kith.Practice.Inspection;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections.Load;

/// <summary>Loads what Ofsted recommended to others since Kith was made, and takes a file back.</summary>
public sealed class IndexModel(LoadPublished load) : FormPage
{
    public sealed class LoadForm
    {
        public IFormFile? File { get; set; }
        public string? Origin { get; set; }
        public string? Reason { get; set; }
    }

    [BindProperty]
    public LoadForm Input { get; set; } = new();
    public IReadOnlyList<PublishedSet> Sets { get; private set; } = [];

    public async Task OnGet() => Sets = await load.List(Actor, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPost()
    {
        if (Input.File is not { Length: > 0 } file)
        {
            ModelState.AddModelError("Input.File", Input.File is null ? "Choose a file" : "The file is empty");
            return await Again();
        }
        var lines = 0;
        await using var stream = file.OpenReadStream();
        return await Try(
            async () => lines = await load.Handle(stream, file.FileName, Input.Origin, Actor, ActKey, HttpContext.RequestAborted),
            () => $"{Practice.Children.ChildWords.Count(lines, "new line")} loaded. They are found from now on.",
            () => "/inspections/load",
            Again
        );
    }

    /// <summary>Takes a file back.</summary>
    public Task<IActionResult> OnPostWithdraw(Guid set) =>
        Try(
            () => load.Withdraw(set, EditedVersion, Input.Reason, Actor, ActKey, HttpContext.RequestAborted),
            "The file was taken back: its lines are not used any more.",
            () => "/inspections/load",
            Again
        );

    private async Task<IActionResult> Again()
    {
        await OnGet();
        return Page();
    }
}
