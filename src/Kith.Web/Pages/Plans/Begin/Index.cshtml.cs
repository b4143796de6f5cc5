using Kith.Practice.Children;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Carrying;
using Kith.Web.Pages.Protection;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Plans.Begin;

/// <summary>Begins a child in need plan for one or more children, with its goals.</summary>
public sealed class IndexModel(KeepNeedPlan keep, ChildFamily family, ShowProtection show) : DraftedFormPage<NeedPlanForm>
{
    public IReadOnlyList<ChildChoice> Family { get; private set; } = [];
    public string? WhyNot { get; private set; }

    public string NameOf(Guid child) => Family.FirstOrDefault(f => f.Id == child)?.Name ?? "This child";

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Child in need plan") is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id), id);
        var ct = HttpContext.RequestAborted;
        if (!Head.IsChild || await show.ShowCase(id, ct) is not { } own)
        {
            return NotFound();
        }
        WhyNot = NeedPlanMachine.Machine.Why(new(own, null), NeedPlanAct.Begin)?.Words;
        Family = await family.Of(id, Actor, ct);
        if (Input.Children.Count == 0)
        {
            Input.StartedOn = own.Today;
            Input.Children = [.. Family.Select(f => new NeedPlanChild { PersonId = f.Id, Included = f.Id == id })];
        }
        foreach (var child in Input.Children)
        {
            MeetingForms.Spares(child.Goals, g => g.Worry is null && g.Goal is null);
        }
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            async () =>
            {
                await keep.Begin(Input, Actor, ActKey, HttpContext.RequestAborted);
                await Finished(id);
            },
            "The child in need plan has begun.",
            () => $"/children/{id}/protection",
            () => OnGet(id)
        );

    private static string DraftName(Guid id) => $"need-plan/{id}";

    /// <summary>What was written is recorded: its draft goes.</summary>
    private async Task Finished(Guid id)
    {
        await TakeUpDraft(DraftName(id), id);
        await DraftDone();
    }
}
