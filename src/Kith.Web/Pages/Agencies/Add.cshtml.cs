using Kith.Practice.Agencies;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Agencies;

/// <summary>Puts an agency into the directory.</summary>
public sealed class AddModel(KeepDirectory keep) : FormPage
{
    [BindProperty]
    public AgencyInput Input { get; set; } = new();

    public IActionResult OnGet() => Page();

    public Task<IActionResult> OnPost()
    {
        var made = Guid.Empty;
        return Try(
            async () => made = await keep.Add(Input, Actor, ActKey, HttpContext.RequestAborted),
            "The agency is added. Add the people you work with there.",
            () => $"/agencies/{made}",
            () => Task.FromResult<IActionResult>(Page())
        );
    }
}
