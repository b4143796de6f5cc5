using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Improvement.Recommendations;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Improvement;

/// <summary>One objective: how it stands and why, its measures against their trajectory, its actions and evidence.</summary>
[RequestSizeLimit(PlanFiles.MostBytes + 1_000_000)]
[RequestFormLimits(MultipartBodyLengthLimit = PlanFiles.MostBytes + 1_000_000)]
public sealed class ObjectiveModel(ShowPlan show, KeepPlan keep, KeepEvidence library, ShowRecommendation owners, Clock clock) : FormPage
{
    [BindProperty]
    public string? Narrative { get; set; }

    [BindProperty]
    public string? Closing { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public ObjectiveMeasureInput Measure { get; set; } = new();

    [BindProperty]
    public PlanActionInput Action { get; set; } = new();

    [BindProperty]
    public EvidenceInput Evidence { get; set; } = new();

    [BindProperty(Name = "Evidence.File")]
    public IFormFile? Sent { get; set; }
    public PlanObjective Objective { get; private set; } = null!;
    public IReadOnlyList<PlanDecision> Decisions { get; private set; } = [];
    public IReadOnlyList<OwnerChoice> Owners { get; private set; } = [];
    public Guid? Dropping { get; private set; }
    public bool MayKeep => Actor.May(Permission.KeepImprovement) && Objective.ClosedOn is null;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        Narrative = Objective.Narrative;
        Evidence.On = clock.Today;
        Measure = new ObjectiveMeasureInput { BaselineOn = Objective.From, TargetOn = Objective.TargetOn };
        return Page();
    }

    /// <summary>Gives a file out, never shown inside the page.</summary>
    public async Task<IActionResult> OnGetFile(Guid id, Guid evidence)
    {
        if (await library.Open(evidence, Actor, HttpContext.RequestAborted) is not var (name, type, bytes))
        {
            return NotFound();
        }
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return File(bytes, type, name);
    }

    public Task<IActionResult> OnPostNarrate(Guid id) =>
        Do(id, () => keep.Narrate(id, Narrative, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It is said. The state stays what the rules make of it.", "");

    public Task<IActionResult> OnPostMeasure(Guid id) =>
        Do(id, () => keep.Measure(id, Measure, Actor, ActKey, HttpContext.RequestAborted), "The objective is held to it.", nameof(Measure));

    public Task<IActionResult> OnPostDrop(Guid id, Guid measure)
    {
        Dropping = measure;
        return Do(id, () => keep.Drop(id, measure, Why, Actor, ActKey, HttpContext.RequestAborted), "It is dropped. It stays in the reports that were made.", "");
    }

    public Task<IActionResult> OnPostAction(Guid id) =>
        Do(id, () => keep.Action(id, Action, Actor, ActKey, HttpContext.RequestAborted), "It stands on the list of whoever does it.", nameof(Action));

    public async Task<IActionResult> OnPostEvidence(Guid id)
    {
        SentFile? file = null;
        if (Sent is { Length: > 0 and <= PlanFiles.MostBytes } sent)
        {
            using var memory = new MemoryStream((int)sent.Length);
            await sent.CopyToAsync(memory, HttpContext.RequestAborted);
            file = new SentFile(sent.FileName, memory.ToArray());
        }
        else if (Sent is { Length: > PlanFiles.MostBytes })
        {
            ModelState.AddModelError("Evidence.File", $"The file must be {PlanFiles.MostBytes >> 20} MB or smaller");
        }
        return await Do(id, () => library.Add(id, Evidence, file, Actor, ActKey, HttpContext.RequestAborted), "It is in the library.", nameof(Evidence));
    }

    public Task<IActionResult> OnPostClose(Guid id) =>
        Do(id, () => keep.Close(id, Closing, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "The objective is closed.", "");

    private Task<IActionResult> Do(Guid id, Func<Task> act, string done, string prefix) =>
        Try(act, done, () => $"/improvement/objectives/{id}", async () => await Load(id) ?? Page(), prefix: prefix);

    private async Task<IActionResult?> Load(Guid id)
    {
        var plan = await show.Show(Actor, id, HttpContext.RequestAborted);
        if (plan.Objectives.Count == 0)
        {
            return NotFound();
        }
        Objective = plan.Objectives[0];
        Decisions = plan.Decisions;
        Owners = Actor.May(Permission.KeepImprovement) ? await owners.Owners(null, Actor, HttpContext.RequestAborted) : [];
        return null;
    }
}
