using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Carrying;
using Kith.Practice.Protection.Meetings;
using Kith.Web.Documents;
using Kith.Web.Forms;
using Kith.Web.Pages.Protection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages.Plans.Show;

/// <summary>A plan: each worry, its goal, what is done for it by whom, and how it went at each review.</summary>
public sealed class IndexModel(ShowProtection show, CarryOutPlan carry, KeepNeedPlan keep, ActionOwners owners, PaperFiles files) : RecordFormPage
{
    [BindProperty]
    public GoalInput New { get; set; } = new();

    [BindProperty]
    public ActionLine Line { get; set; } = new();

    public IReadOnlyList<Choice> Owners { get; private set; } = [];
    public ProtectionView View { get; private set; } = null!;
    public ProtectionPlan? Protection { get; private set; }
    public CinPlan? Need { get; private set; }
    public Guid PlanId { get; private set; }
    public bool IsOpen => Protection is { EndedOn: null } || Need is { EndedOn: null };

    /// <summary>Why the goals cannot be changed; null when they can.</summary>
    public string? WhyNot =>
        Protection is not null
            ? ProtectionPlanMachine.Machine.Why(new(View.Case, Protection), PlanAct.SetGoal)?.Words
            : NeedPlanMachine.Machine.Why(new(View.Case, Need), NeedPlanAct.SetGoal)?.Words;
    public bool MayRecord => Actor.May(Permission.RecordWork) && WhyNot is null;
    public bool MayDecide => Actor.May(Permission.Decide) && Need is { EndedOn: null, Source: null };
    public bool MayEndProtection => Actor.May(Permission.Chair) && Protection is { EndedOn: null, Source: null };
    public static IReadOnlyList<Choice> NeedEnds { get; } = [.. Choice.Of<NeedPlanEnd>().Where(c => c.Value is not ("GoalsMet" or "EarlyHelp" or "StepUp"))];

    public async Task<IActionResult> OnGet(Guid id, Guid planId)
    {
        if (await Open(id, "Plan") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, HttpContext.RequestAborted) is not { } view)
        {
            return NotFound();
        }
        View = view;
        PlanId = planId;
        Protection = view.Case.Plans.Find(p => p.Id == planId);
        Need = view.Case.NeedPlans.Find(p => p.Id == planId);
        if (Protection is null && Need is null)
        {
            return NotFound();
        }
        if (MayRecord)
        {
            Owners = await MeetingForms.Owners(owners, [id], Actor, HttpContext.RequestAborted);
        }
        return Page();
    }

    public Task<IActionResult> OnGetWord(Guid id, Guid planId) => Give(id, planId, PaperKind.Word);

    public Task<IActionResult> OnGetPdf(Guid id, Guid planId) => Give(id, planId, PaperKind.Pdf);

    private async Task<IActionResult> Give(Guid id, Guid planId, PaperKind kind)
    {
        if (await OnGet(id, planId) is not PageResult and var refused)
        {
            return refused;
        }
        var paper = Protection is { } plan ? PlanPaper.Of(Head, View, plan) : PlanPaper.Of(Head, View, Need!);
        return await files.Give(Actor, [id], paper, paper.Title, kind, HttpContext.RequestAborted);
    }

    public Task<IActionResult> OnPostGoal(Guid id, Guid planId) =>
        Try(() => carry.SetGoal(id, planId, New, Actor, ActKey, HttpContext.RequestAborted), "Goal added.", () => Here(id, planId), () => OnGet(id, planId), prefix: nameof(New));

    public Task<IActionResult> OnPostClose(Guid id, Guid planId, Guid goal, bool met, string? reason) =>
        Try(() => carry.CloseGoal(id, goal, met, reason, Actor, ActKey, HttpContext.RequestAborted), "Goal closed.", () => Here(id, planId), () => OnGet(id, planId), prefix: "");

    public Task<IActionResult> OnPostAction(Guid id, Guid planId) =>
        Try(
            () => carry.AddAction(id, planId, Line, Actor, ActKey, HttpContext.RequestAborted),
            "Action added.",
            () => Here(id, planId),
            () => OnGet(id, planId),
            prefix: nameof(Line)
        );

    public Task<IActionResult> OnPostLook(Guid id, Guid planId, string? decision) =>
        Try(
            () => keep.Look(id, planId, decision, Actor, ActKey, HttpContext.RequestAborted),
            "Your decision is recorded.",
            () => Here(id, planId),
            () => OnGet(id, planId),
            prefix: ""
        );

    public Task<IActionResult> OnPostEnd(Guid id, Guid planId, DateOnly? endedOn, NeedPlanEnd? end, string? reason) =>
        Try(
            () => keep.End(id, planId, endedOn, end, reason, Actor, ActKey, HttpContext.RequestAborted),
            "The plan has ended.",
            () => Here(id, planId),
            () => OnGet(id, planId),
            prefix: ""
        );

    public Task<IActionResult> OnPostEndProtection(Guid id, Guid planId, DateOnly? endedOn, PlanEndOtherwise? reason, string? note) =>
        Try(
            () => carry.EndOtherwise(id, planId, reason, endedOn, note, Actor, ActKey, HttpContext.RequestAborted),
            "The plan has ended.",
            () => Here(id, planId),
            () => OnGet(id, planId),
            prefix: ""
        );

    public Task<IActionResult> OnPostShare(Guid id, Guid planId, Guid review, DateOnly? sharedOn) =>
        Try(() => keep.Share(id, review, sharedOn, Actor, ActKey, HttpContext.RequestAborted), "Recorded as shared.", () => Here(id, planId), () => OnGet(id, planId), prefix: "");

    private static string Here(Guid id, Guid planId) => $"/children/{id}/plan/{planId}";
}
