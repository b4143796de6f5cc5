using Kith.Practice.Children;
using Kith.Practice.Network;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Web.Forms;
using Kith.Web.Pages.Protection;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Contingency;

/// <summary>Makes a contingency plan, for one child or for brothers and sisters together.</summary>
public sealed class MakeModel(KeepContingency keep, ShowNetwork show, ChildFamily family, KithDb db) : DraftedFormPage<ContingencyForm>
{
    public IReadOnlyList<ChildChoice> Family { get; private set; } = [];
    public IReadOnlyList<Choice> People { get; private set; } = [];

    public string NameOf(Guid child) => Family.FirstOrDefault(f => f.Id == child)?.Name ?? "This child";

    public async Task<IActionResult> OnGet(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        NetworkPage network = null!;
        if (await Open(id, "Contingency plan", () => show.Show(id, Actor, ct), n => network = n, n => n.Head) is { } refused)
        {
            return refused;
        }
        var taken = await TakeUpDraft(DraftName(id), id);
        Family = await family.Of(id, Actor, ct);
        var children = Family.Select(f => f.Id).ToHashSet();
        People =
        [
            .. network
                .People.Where(p => !children.Contains(p.Relative.Person.Id))
                .Select(p => new Choice(p.Relative.Person.Id.ToString(), $"{p.Relative.Person.Name}, {p.Relative.Word}")),
        ];
        if (Input.Children.Count == 0 && !taken)
        {
            var standing = await keep.Standing([.. children], ct);
            Input.Children =
            [
                .. Family.Select(f => new ContingencyChild
                {
                    PersonId = f.Id,
                    Included = f.Id == id,
                    PlanId = standing.GetValueOrDefault(f.Id)?.Id,
                    Version = standing.GetValueOrDefault(f.Id)?.Version,
                    ChildView = standing.GetValueOrDefault(f.Id)?.ChildView,
                }),
            ];
            Input.Triggers = network.Plan?.Triggers;
            foreach (var (horizon, _, steps) in Input.Parts)
            {
                steps.AddRange(network.Of(horizon).Select(s => Of(s.Step)));
            }
            // As far ahead as the last time, or as the authority suggests.
            Input.ReviewOn =
                network.Plan is { ReviewOn: { } review } plan && review > plan.MadeOn
                    ? network.Today.AddDays(Math.Min(review.DayNumber - plan.MadeOn.DayNumber, 30 * KeepContingency.LongestMonths))
                    : (await IntervalPolicy.Load(db, ct)).Due("contingency_review", network.Today);
        }
        foreach (var (_, _, steps) in Input.Parts)
        {
            MeetingForms.Spares(steps, s => s.IsEmpty, 1);
        }
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            async () =>
            {
                await keep.Make(Input, Actor, ActKey, HttpContext.RequestAborted);
                await TakeUpDraft(DraftName(id), id);
                await DraftDone();
            },
            "The plan is saved.",
            () => $"/children/{id}/contingency",
            () => OnGet(id)
        );

    private static string DraftName(Guid id) => $"contingency/{id}";

    private static StepInput Of(ContingencyStep s) =>
        new()
        {
            OtherId = s.OtherId,
            Who = s.Who,
            What = s.What,
            HowLong = s.HowLong,
            Needs = s.Needs,
            Cost = s.Cost,
            LegalRoute = s.LegalRoute,
            AgreedOn = s.AgreedOn,
            Viability = s.Viability,
            ViabilityOn = s.ViabilityOn,
            RehearsedOn = s.RehearsedOn,
        };
}
