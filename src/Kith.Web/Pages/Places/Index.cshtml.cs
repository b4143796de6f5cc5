using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.EdgeOfCare;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Places;

/// <summary>Contextual safety plans for places and groups.</summary>
public sealed class IndexModel(KeepContext keep, Clock clock) : FormPage
{
    private Guid made;

    [BindProperty]
    public ContextInput Input { get; set; } = new();
    public IReadOnlyList<ContextPlan> Plans { get; private set; } = [];
    public bool MayWrite => Actor.May(Permission.RecordWork);

    public async Task OnGet() => Plans = await keep.List(Actor, HttpContext.RequestAborted);

    public Task<IActionResult> OnPost()
    {
        Input.ReviewOn ??= clock.Today.AddMonths(3);
        return Try(
            async () => made = await keep.Write(null, Input, null, Actor, ActKey, HttpContext.RequestAborted),
            "The plan is written. It is looked at again in three months.",
            () => $"/places/{made}",
            async () =>
            {
                Plans = await keep.List(Actor, HttpContext.RequestAborted);
                return Page();
            }
        );
    }
}
