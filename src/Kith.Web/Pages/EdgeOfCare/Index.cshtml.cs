using Kith.Practice.EdgeOfCare;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.EdgeOfCare;

/// <summary>The edge-of-care team: who waits, whom it works with, and how children fared.</summary>
public sealed class IndexModel(ListSupport list) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid? Team { get; set; }

    [BindProperty]
    public decimal? Weekly { get; set; }

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }
    public SupportOverview Overview { get; private set; } = null!;

    public async Task OnGet() => Overview = await list.List(Team, Actor, HttpContext.RequestAborted);

    public Task<IActionResult> OnPostCost() =>
        Try(
            () => list.SetCost(Weekly, Source, From, Actor, ActKey, HttpContext.RequestAborted),
            "Saved.",
            () => "/edge-of-care",
            async () =>
            {
                Overview = await list.List(Team, Actor, HttpContext.RequestAborted);
                return Page();
            },
            prefix: ""
        );
}
