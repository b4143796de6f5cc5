using Kith.Practice.Actions;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Carrying;
using Kith.Practice.Protection.Meetings;
using Kith.Web.Forms;
using Kith.Web.Pages.Protection;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Plans.CoreGroup;

/// <summary>Core group, recorded for one or more children at once, with progress for each goal.</summary>
public sealed class IndexModel(CarryOutPlan carry, ShowFamilyPlans families, ActionOwners owners) : DraftedFormPage<CarriedInput>
{
    public IReadOnlyList<Choice> Owners { get; private set; } = [];
    public IReadOnlyList<ProtectionCase> Cases { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public string? WhyNot { get; private set; }

    /// <summary>What the authority asks on this form.</summary>
    public IReadOnlyList<Practice.Questions.Question> Questions { get; private set; } = [];
    public DateOnly? DueOn { get; private set; }

    /// <summary>The day for which it stands in the diary.</summary>
    public DateOnly? Arranged { get; private set; }

    /// <summary>Whether it would be the first of the plan, for which there is a time limit.</summary>
    public bool First { get; private set; }

    /// <summary>«arrange» when only the next one is put in the diary and none is recorded.</summary>
    [BindProperty]
    public string? Only { get; set; }
    public DateOnly Today => Service<Practice.Clock>().Today;

    public string NameOf(Guid child) => Names.GetValueOrDefault(child, "This child");

    public ProtectionCase CaseOf(Guid child) => Cases.First(c => c.PersonId == child);

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Core group") is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id), id);
        if (!Head.IsChild || await families.Show(id, MeetingKind.CoreGroup, Actor, HttpContext.RequestAborted) is not { } view)
        {
            return NotFound();
        }
        (Cases, Names, WhyNot, DueOn, Questions) = (view.Cases, view.Names, view.WhyNot, view.DueOn, view.Questions);
        if (CaseOf(id) is { Plan: { } plan } own)
        {
            Arranged = own.CoreGroup?.PlannedOn;
            First = !own.CoreGroups.Any(g => g.PlanId == plan.Id && g.HeldOn is not null);
        }
        if (Input.Children.Count == 0)
        {
            Input.HeldOn = Arranged is { } day && day <= Today ? day : Today;
            Input.Children = [.. Cases.Select(c => new CarriedChild { PersonId = c.PersonId, Included = true })];
            Input.People = MeetingForms.Lines(
                view.LastTime.Select(p => new Participant
                {
                    Agency = p.Agency,
                    Name = p.Name,
                    Part = p.Part,
                })
            );
            Input.People.ForEach(p => p.Id = null);
        }
        Owners = await MeetingForms.Owners(owners, Cases.Select(c => c.PersonId), Actor, HttpContext.RequestAborted);
        MeetingForms.Spares(Input.People, p => p.Name is null && p.Agency is null, Input.People.Count == 0 ? 4 : 2);
        MeetingForms.Spares(Input.Actions, a => a.What is null);
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Only == "arrange"
            ? Try(
                () => carry.ArrangeCoreGroup(Input, Actor, ActKey, HttpContext.RequestAborted),
                "The next core group is in the diary.",
                () => $"/children/{id}/protection",
                () => OnGet(id)
            )
            : Record(id);

    private Task<IActionResult> Record(Guid id) =>
        Try(
            async () =>
            {
                await carry.CoreGroup(Input, Actor, ActKey, HttpContext.RequestAborted);
                await Finished(id);
            },
            "Core group recorded.",
            () => $"/children/{id}/protection",
            () => OnGet(id)
        );

    private static string DraftName(Guid id) => $"core-group/{id}";

    /// <summary>What was written is recorded: its draft goes.</summary>
    private async Task Finished(Guid id)
    {
        await TakeUpDraft(DraftName(id), id);
        await DraftDone();
    }
}
