using Kith.Practice.Actions;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Inspection;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Improvement;

/// <summary>Sets an objective, or changes one with a reason.</summary>
public sealed class EditModel(ShowPlan show, KeepPlan keep, ShowInspections inspections, ShowRecommendation owners) : FormPage
{
    [BindProperty]
    public ObjectiveInput Input { get; set; } = new();

    /// <summary>The recommendation that it is to answer, where one came from there.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Answers { get; set; }
    public Guid? Id { get; private set; }
    public int? Version { get; private set; }
    public IReadOnlyList<(Guid Id, string Text)> Points { get; private set; } = [];
    public IReadOnlyList<OwnerChoice> Owners { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid? id)
    {
        var (found, objective) = await Load(id);
        if (!found)
        {
            return NotFound();
        }
        Input = objective is null ? new ObjectiveInput { PointId = Answers } : Recorded(objective);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid? id)
    {
        var made = Guid.Empty;
        return await Try(
            async () => made = await keep.Objective(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The objective is saved.",
            () => $"/improvement/objectives/{made}",
            async () => (await Load(id)).Found ? Page() : NotFound(),
            async () =>
                (await Load(id)).Objective is { ClosedOn: null } now
                    ? SecondEditor.Between("this objective", Recorded(now), Input, now.Version, $"/improvement/objectives/{id}", words: Describe)
                    : null
        );
    }

    private ObjectiveInput Recorded(PlanObjective o) =>
        new()
        {
            Title = o.Title,
            Why = o.Why,
            PointId = Points.Where(p => o.Answers is { } words && p.Text.EndsWith(words, StringComparison.Ordinal)).Select(p => (Guid?)p.Id).FirstOrDefault(),
            LeadWorkerId = o.LeadId,
            TargetOn = o.TargetOn,
        };

    private string? Describe(string field, string value) =>
        field switch
        {
            nameof(ObjectiveInput.PointId) => Points.Where(p => p.Id.ToString() == value).Select(p => p.Text).FirstOrDefault(),
            nameof(ObjectiveInput.LeadWorkerId) => Owners.FirstOrDefault(o => o.WorkerId.ToString() == value)?.Name,
            _ => null,
        };

    private async Task<(bool Found, PlanObjective? Objective)> Load(Guid? id)
    {
        Id = id;
        Points = await inspections.Asked(Actor, HttpContext.RequestAborted);
        Owners = await owners.Owners(null, Actor, HttpContext.RequestAborted);
        if (id is not { } there)
        {
            return (true, null);
        }
        var plan = await show.Show(Actor, there, HttpContext.RequestAborted);
        Version = plan.Objectives.Count == 0 ? null : plan.Objectives[0].Version;
        return (plan.Objectives.Count > 0, plan.Objectives.FirstOrDefault());
    }
}
