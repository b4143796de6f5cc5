using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.EdgeOfCare;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Places;

/// <summary>One contextual safety plan, with what is done and the children it concerns.</summary>
public sealed class ShowModel(KeepContext keep, Clock clock) : FormPage
{
    [BindProperty]
    public ContextInput Input { get; set; } = new();

    [BindProperty]
    public DisruptionInput Action { get; set; } = new();
    public ContextPage Context { get; private set; } = null!;
    public bool MayWrite => Actor.May(Permission.RecordWork) && Context.Plan.EndedOn is null;

    public Task<IActionResult> OnGet(Guid plan) => Shown(plan, fill: true);

    public Task<IActionResult> OnPostWrite(Guid plan) => Do(plan, "Saved.", () => keep.Write(plan, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Input");

    public Task<IActionResult> OnPostEnd(Guid plan) =>
        Do(plan, "The plan has ended.", () => keep.End(plan, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Input");

    public Task<IActionResult> OnPostAct(Guid plan) => Do(plan, "The action is on the list.", () => keep.Act(plan, Action, Actor, ActKey, HttpContext.RequestAborted), "Action");

    private Task<IActionResult> Do(Guid plan, string done, Func<Task> act, string prefix) =>
        Try(act, done, () => $"/places/{plan}", () => Shown(plan, fill: false), prefix: prefix);

    private async Task<IActionResult> Shown(Guid plan, bool fill)
    {
        if (await keep.Show(plan, Actor, HttpContext.RequestAborted) is not { } page)
        {
            return NotFound();
        }
        Context = page;
        if (fill)
        {
            var p = page.Plan;
            Input = new ContextInput
            {
                Kind = p.Kind,
                Title = p.Title,
                Worry = p.Worry,
                Plan = p.Plan,
                AgreedWith = p.AgreedWith,
                ReviewOn = clock.Today.AddMonths(3),
            };
            Action.DueOn = clock.Today.AddDays(14);
        }
        return Page();
    }
}
