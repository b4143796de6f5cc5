using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Improvement.Plan;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Improvement;

/// <summary>The improvement plan as it stands today: what each inspection asked for, the objectives that answer it, and how they stand.</summary>
public sealed class IndexModel(ShowPlan show, KeepPlan keep, Clock clock) : FormPage
{
    [BindProperty]
    public DecisionInput Decision { get; set; } = new();
    public PlanSnapshot Plan { get; private set; } = null!;
    public bool MayKeep => Actor.May(Permission.KeepImprovement);

    public async Task OnGet()
    {
        Plan = await show.Show(Actor, null, HttpContext.RequestAborted);
        Decision.On ??= clock.Today;
    }

    public Task<IActionResult> OnPostDecide() =>
        Try(
            () => keep.Decide(Decision, Actor, ActKey, HttpContext.RequestAborted),
            "It stands in the log.",
            () => "/improvement",
            async () =>
            {
                await OnGet();
                return Page();
            },
            prefix: nameof(Decision)
        );

    /// <summary>The end of an address for a heading.</summary>
    public string Anchor(Guid id) => $"answers-{id:N}";
}
