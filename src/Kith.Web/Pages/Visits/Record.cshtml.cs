using Kith.Practice;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Visits.Offline;
using Kith.Standards.Calendar;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kith.Web.Pages.Visits;

/// <summary>One page on which a visit to a family is written up, for all its children at once.</summary>
public sealed class RecordModel(RecordVisit record, VisitFamily families, PlanVisit plans, ArrivedVisits arrivals, KithDb db, Clock clock) : DraftedFormPage<VisitInput>
{
    public IReadOnlyList<VisitFamilyChild> Family { get; private set; } = [];

    /// <summary>Brothers and sisters whom another team works with: nothing is written about them here.</summary>
    public IReadOnlyList<VisitFamilyElsewhere> Elsewhere { get; private set; } = [];

    public IReadOnlyList<Choice> Workers { get; private set; } = [];

    /// <summary>True when the form asks why it is written up late.</summary>
    public bool Late { get; private set; }
    public DateOnly Today => clock.Today;

    private IntervalPolicy? intervals;

    public async Task<IActionResult> OnGet(Guid id, Guid? planned, Guid? arrived)
    {
        if (await Begin(id) is { } refused)
        {
            return refused;
        }
        if (await TakeUpDraft(await Form(id, arrived), id))
        {
            return await Shown();
        }
        var expected = Family.Where(f => f.Expected).ToList();
        var visit = planned is { } p ? await plans.Show(p, id, HttpContext.RequestAborted) : null;
        var on = visit is { } v && v.On < Today ? v.On : Today;
        var next = VisitFamily.SuggestNext(on, expected.Select(f => f.Status), await Intervals());
        Input = new VisitInput
        {
            PlannedId = visit?.Id,
            On = on,
            At = visit?.At,
            Kind = visit?.Kind ?? VisitFamily.KindFor(expected.Select(f => f.Status)),
            Place = visit?.Place ?? "Home",
            Purpose = visit?.Purpose,
            WorkerId = Actor.WorkerId,
            Children =
            [
                .. Family.Select(f => new VisitChildInput
                {
                    PersonId = f.Id,
                    Part = (visit is null ? f.Expected : visit.Children.Any(c => c.PersonId == f.Id)) ? VisitPart.Seen : VisitPart.NotPart,
                    Method =
                        f.LastMethod is { } last && VisitWords.Methods.Contains(last) ? last
                        : f.Years < 2 ? "Observation"
                        : "Talking",
                }),
            ],
            PlanNext = next is not null,
            NextOn = next,
            SuggestedOn = next,
        };
        return await Shown();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid? arrived)
    {
        if (await Begin(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(await Form(id, arrived), id);
        if (!Anyway && await record.CanBe(Input, HttpContext.RequestAborted) && LookFirst(RecordVisit.Gaps(Input, Family)))
        {
            return await Shown();
        }
        var made = Guid.Empty;
        return await Try(
            async () =>
            {
                made = await record.Handle(Input, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            Input.NotHeld ? "Recorded that the visit did not take place."
                : Input.PlanNext ? "Visit recorded, and the next one planned."
                : "Visit recorded.",
            () => $"/children/{id}/visits/{made}",
            Shown
        );
    }

    /// <summary>The draft of this form: the ordinary one, or a visit that came in from a device and is gone on with here.</summary>
    private async Task<string> Form(Guid id, Guid? arrived) =>
        arrived is { } from && await arrivals.FormOf(from, id, Actor, HttpContext.RequestAborted) is { } form ? form : $"record-visit/{id}";

    private async Task<IActionResult?> Begin(Guid id)
    {
        if (await Open(id, "Record a visit") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild)
        {
            return NotFound();
        }
        (Family, Elsewhere) = await families.With(id, Actor, HttpContext.RequestAborted);
        return null;
    }

    private async Task<IntervalPolicy> Intervals() => intervals ??= await IntervalPolicy.Load(db, HttpContext.RequestAborted);

    private async Task<IActionResult> Shown()
    {
        var ct = HttpContext.RequestAborted;
        Late = Input.On is { } on && on <= Today && RecordVisit.IsLate(on, Today, await Intervals());
        var teams = Actor.TeamIds;
        var today = Today;
        Workers = Choice.From(
            await db
                .Workers.AsNoTracking()
                .Where(w => (teams.Contains(w.TeamId!.Value) && (w.LeftOn == null || w.LeftOn > today)) || w.Id == Actor.WorkerId)
                .OrderBy(w => w.Name)
                .Select(w => new { w.Id, w.Name })
                .ToListAsync(ct),
            w => w.Id,
            w => w.Name
        );
        // Children who came to the family since the draft was kept get their block too; those no longer readable lose theirs.
        Input.Children.RemoveAll(c => Family.All(f => f.Id != c.PersonId));
        Input.Children.AddRange(Family.Where(f => Input.Children.All(c => c.PersonId != f.Id)).Select(f => new VisitChildInput { PersonId = f.Id, Part = VisitPart.NotPart }));
        return Page();
    }
}
