using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.EdgeOfCare.Mapping;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Trafficking;

/// <summary>Referral to the National Referral Mechanism, both decisions, and disruption.</summary>
public sealed class IndexModel(KeepNrm keep, KeepContext context, ShowChildMaps maps, KeepNode nodes, ActionOwners owners, Clock clock) : RecordFormPage
{
    [BindProperty]
    public NrmInput Input { get; set; } = new();

    [BindProperty]
    public DisruptionInput Disruption { get; set; } = new();
    public IReadOnlyList<NrmReferral> Referrals { get; private set; } = [];
    public IReadOnlyList<ContextPlan> Places { get; private set; } = [];

    /// <summary>Plans that go on and do not concern the child yet.</summary>
    public IReadOnlyList<ContextPlan> OtherPlaces { get; private set; } = [];

    [BindProperty]
    public Guid? Place { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    /// <summary>The map to put the child on, and what is known.</summary>
    [BindProperty]
    public Guid? Map { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>Maps that the reader is named on; nobody else sees that there are any.</summary>
    public IReadOnlyList<ChildMap> Maps { get; private set; } = [];
    public IReadOnlyList<OwnerChoice> Owners { get; private set; } = [];
    public DateOnly Today => clock.Today;
    public bool MayRecord => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null;

    public Task<IActionResult> OnGet(Guid id)
    {
        (Input.On, Disruption.DueOn) = (clock.Today, clock.Today.AddDays(14));
        return Shown(id);
    }

    public Task<IActionResult> OnPostRefer(Guid id) => Do(id, "The referral is recorded.", () => keep.Refer(id, Input, Actor, ActKey, HttpContext.RequestAborted), "Input");

    public Task<IActionResult> OnPostStep(Guid id, Guid referral, NrmAct step) =>
        Do(id, "Saved.", () => keep.Step(id, referral, step, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Input");

    public Task<IActionResult> OnPostDisrupt(Guid id) =>
        Do(id, "The action is on the list.", () => keep.Disrupt(id, Disruption, Actor, ActKey, HttpContext.RequestAborted), "Disruption");

    public Task<IActionResult> OnPostConcern(Guid id) => Do(id, "Saved.", () => context.Concern(id, Place ?? Guid.Empty, Why, Actor, ActKey, HttpContext.RequestAborted), "");

    /// <summary>Puts the child on one of the reader's own maps.</summary>
    public Task<IActionResult> OnPostMap(Guid id) => Do(id, "It is on the map.", () => Put(id), "");

    private Task<Guid> Put(Guid id)
    {
        RecordAccess.Demand(Actor, Permission.RecordWork, "put a child on a map");
        return nodes.Add(
            Map ?? throw new NotAcceptedException(nameof(Map), "Choose a map"),
            new NodeInput
            {
                Kind = NodeKind.Child,
                PersonId = id,
                Note = Note,
            },
            Actor,
            ActKey,
            HttpContext.RequestAborted
        );
    }

    private Task<IActionResult> Do(Guid id, string done, Func<Task> act, string prefix) => Try(act, done, () => $"/children/{id}/trafficking", () => Shown(id), prefix: prefix);

    private async Task<IActionResult> Shown(Guid id)
    {
        if (await Open(id, "Trafficking and modern slavery") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild)
        {
            return NotFound();
        }
        Referrals = await keep.List(id, HttpContext.RequestAborted);
        Maps = await maps.Of(id, Actor, HttpContext.RequestAborted);
        Owners = MayRecord ? await owners.Of([id], Actor, HttpContext.RequestAborted) : [];
        Places = await context.OfChild(id, HttpContext.RequestAborted);
        OtherPlaces = MayRecord ? [.. (await context.List(Actor, HttpContext.RequestAborted)).Where(p => p.EndedOn is null && Places.All(o => o.Id != p.Id))] : [];
        return Page();
    }
}
