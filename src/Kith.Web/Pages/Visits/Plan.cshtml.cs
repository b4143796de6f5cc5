using Kith.Practice;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Visits;

/// <summary>Puts a visit in the diary; with an id, moves it or takes it out.</summary>
public sealed class PlanModel(PlanVisit plans, VisitFamily families, KithDb db, Clock clock) : RecordFormPage
{
    [BindProperty]
    public PlanVisitInput Input { get; set; } = new();
    public IReadOnlyList<VisitFamilyChild> Family { get; private set; } = [];

    /// <summary>Brothers and sisters whom another team works with.</summary>
    public IReadOnlyList<VisitFamilyElsewhere> Elsewhere { get; private set; } = [];

    /// <summary>The visit that is being changed; null for a new one.</summary>
    public PlannedVisit? Planned { get; private set; }
    public DateOnly Today => clock.Today;

    public async Task<IActionResult> OnGet(Guid id, Guid? plannedId)
    {
        if (await Load(id, plannedId) is { } refused)
        {
            return refused;
        }
        if (Planned is { } visit)
        {
            Input = Of(visit);
            return Page();
        }
        var expected = Family.Where(f => f.Expected).ToList();
        var due = expected.Min(f => f.DueOn) ?? VisitFamily.SuggestNext(Today, expected.Select(f => f.Status), await IntervalPolicy.Load(db, HttpContext.RequestAborted));
        Input = new PlanVisitInput
        {
            Children = [.. expected.Select(f => f.Id)],
            On = VisitFamily.DayFor(due, Today),
            Kind = VisitFamily.KindFor(expected.Select(f => f.Status)),
            Place = "Home",
        };
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid? plannedId)
    {
        if (await Load(id, plannedId) is { } refused)
        {
            return refused;
        }
        return await Try(
            () =>
                plannedId is { } planned
                    ? plans.Change(planned, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted)
                    : plans.Handle(Input, Actor, ActKey, HttpContext.RequestAborted),
            plannedId is null ? "Visit planned." : "Planned visit changed.",
            () => $"/children/{id}",
            () => Task.FromResult<IActionResult>(Page()),
            () => Task.FromResult(Both(id))
        );
    }

    public async Task<IActionResult> OnPostCancel(Guid id, Guid plannedId)
    {
        if (await Load(id, plannedId) is { } refused)
        {
            return refused;
        }
        return await Try(
            () => plans.Cancel(plannedId, Input.Reason, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Planned visit cancelled.",
            () => $"/children/{id}",
            () => Task.FromResult<IActionResult>(Page())
        );
    }

    private static PlanVisitInput Of(PlannedVisit visit) =>
        new()
        {
            Children = [.. visit.Children.Select(c => c.PersonId)],
            On = visit.On,
            At = visit.At,
            Kind = visit.Kind,
            Place = visit.Place,
            Purpose = visit.Purpose,
        };

    /// <summary>The visit as it is planned now and as this person wrote it; null where it was recorded or cancelled meanwhile, and nothing of it can be chosen.</summary>
    private SecondEditor? Both(Guid id)
    {
        if (Planned is not { State: PlannedVisitState.Planned } visit)
        {
            return null;
        }
        var stored = Of(visit);
        // Whom it is for is not asked of a visit that is planned already.
        Input.Children = stored.Children;
        return SecondEditor.Between(
            "this visit",
            stored,
            Input,
            visit.Version,
            $"/children/{id}",
            words: (field, value) => field == nameof(PlanVisitInput.Kind) && Enum.TryParse<VisitKind>(value, out var kind) ? VisitWords.Kind(kind) : null
        );
    }

    private async Task<IActionResult?> Load(Guid id, Guid? plannedId)
    {
        if (await Open(id, "Plan a visit") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild)
        {
            return NotFound();
        }
        (Family, Elsewhere) = await families.With(id, Actor, HttpContext.RequestAborted);
        if (plannedId is not { } planned)
        {
            return null;
        }
        Planned = await plans.Show(planned, id, HttpContext.RequestAborted);
        return Planned is null ? NotFound() : null;
    }
}
