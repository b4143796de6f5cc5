using Kith.Practice.Actions;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Carrying;
using Kith.Practice.Protection.Meetings;
using Kith.Web.Forms;
using Kith.Web.Pages.Protection;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Plans;

/// <summary>
/// A meeting at which those who carry a plan out look at it together: a core group, or the review of a child in need
/// plan. It is recorded once for the children of a family, with progress for each goal of each child.
/// </summary>
public abstract class CarriedPage(ShowFamilyPlans families, ActionOwners owners) : DraftedFormPage<CarriedInput>
{
    public abstract MeetingKind Kind { get; }
    public FamilyPlans Plans { get; private set; } = null!;
    public IReadOnlyList<Choice> Owners { get; private set; } = [];
    public DateOnly Today => Service<Practice.Clock>().Today;

    public string NameOf(Guid child) => Plans.Names.GetValueOrDefault(child, "This child");

    public ProtectionCase CaseOf(Guid child) => Plans.Cases.First(c => c.PersonId == child);

    /// <summary>The plan whose goals are looked at.</summary>
    public Guid PlanOf(ProtectionCase c) => (Kind == MeetingKind.CoreGroup ? c.Plan?.Id : c.NeedPlan?.Id) ?? Guid.Empty;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id), id);
        if (Input.Children.Count == 0)
        {
            Input.HeldOn = HeldOn(CaseOf(id));
            Input.Children = [.. Plans.Cases.Select(c => new CarriedChild { PersonId = c.PersonId, Included = true })];
            // Who came last time is asked about by name: most of them are there again.
            Input.People =
            [
                .. Plans.LastTime.Select(p => new ParticipantInput
                {
                    Known = true,
                    Agency = p.Agency,
                    Name = p.Name,
                    Part = p.Part,
                }),
            ];
        }
        return await Shown();
    }

    /// <summary>The day on which it was held, as far as one can tell.</summary>
    protected virtual DateOnly HeldOn(ProtectionCase own) => Today;

    /// <summary>Records it, once what is to be looked at has been looked at.</summary>
    protected async Task<IActionResult> Record(Guid id, Func<Task> keep, string done)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id), id);
        if (LookFirst(CarryOutPlan.Gaps(Input, Kind, Plans.Cases, Plans.Names)))
        {
            return await Shown();
        }
        return await Try(
            async () =>
            {
                await keep();
                await DraftDone();
            },
            done,
            () => $"/children/{id}/protection",
            Shown
        );
    }

    protected async Task<IActionResult?> Load(Guid id)
    {
        if (await Open(id, MeetingWords.Kind(Kind)) is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild || await families.Show(id, Kind, Actor, HttpContext.RequestAborted) is not { } plans)
        {
            return NotFound();
        }
        Plans = plans;
        return null;
    }

    protected async Task<IActionResult> Shown()
    {
        // Of those who were sent along, only children who have such a plan can be shown.
        Input.Children.RemoveAll(c => !Plans.Cases.Any(x => x.PersonId == c.PersonId));
        Owners = await MeetingForms.Owners(owners, Plans.Cases.Select(c => c.PersonId), Actor, HttpContext.RequestAborted);
        MeetingForms.Spares(Input.People, p => p.Name is null && p.Agency is null, Input.People.Count == 0 ? 4 : 2);
        MeetingForms.Spares(Input.Actions, a => a.What is null);
        return Page();
    }

    private string DraftName(Guid id) => Kind == MeetingKind.CoreGroup ? $"core-group/{id}" : $"need-review/{id}";
}
