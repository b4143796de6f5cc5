using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
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
public sealed class IndexModel(ShowProtection show, CarryOutPlan carry, KeepNeedPlan keep, AskAgreement agreement, ActionOwners owners, ApprovalPolicy policy, PaperFiles files)
    : RecordFormPage
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

    /// <summary>True when a core group or a review can be recorded: while a manager looks, the work goes on.</summary>
    public bool MayMeet =>
        Actor.May(Permission.RecordWork)
        && (
            Protection is { } plan
                ? ProtectionPlanMachine.Machine.Why(new(View.Case, plan), PlanAct.HoldCoreGroup)
                : NeedPlanMachine.Machine.Why(new(View.Case, Need), NeedPlanAct.Review)
        )
            is null;
    public bool MayDecide => Actor.May(Permission.Decide) && Need is { EndedOn: null, Source: null };

    /// <summary>What kind of agreement is asked for about this plan.</summary>
    public SubjectKind Agreement => Protection is null ? SubjectKind.NeedPlan : SubjectKind.ProtectionPlan;

    /// <summary>The latest request to agree to the plan, and the latest to end it; null when none was made.</summary>
    public Approval? AgreementAsked => View.Case.Asked(Agreement, PlanId);
    public Approval? EndAsked => View.Case.Asked(SubjectKind.StepDown, PlanId);

    /// <summary>True when this person may ask a manager to agree to the plan now.</summary>
    public bool MayAskAgreement { get; private set; }

    /// <summary>True when this person asks a manager to end the plan, and does not end it at once.</summary>
    public bool AsksToEnd { get; private set; }
    public bool MayEnd =>
        Need is not null && Actor.May(Permission.RecordWork) && NeedPlanMachine.Machine.Why(new(View.Case, Need), AsksToEnd ? NeedPlanAct.AskEnd : NeedPlanAct.End) is null;
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
        if (IsOpen && Actor.May(Permission.RecordWork))
        {
            var wanted = await policy.Wanted(Agreement, HttpContext.RequestAborted);
            MayAskAgreement =
                wanted
                && (
                    Protection is { } plan
                        ? ProtectionPlanMachine.Machine.Why(new(view.Case, plan), PlanAct.AskAgreement)
                        : NeedPlanMachine.Machine.Why(new(view.Case, Need), NeedPlanAct.AskAgreement)
                )
                    is null;
            AsksToEnd = Need is not null && await keep.AsksToEnd(id, Actor, HttpContext.RequestAborted);
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
        var ended = Protection is { } p ? p.EndedOn : Need!.EndedOn;
        var network = ended is null ? await Service<Practice.Network.ShowNetwork>().Show(id, Actor, HttpContext.RequestAborted) : null;
        var paper = Protection is { } plan ? PlanPaper.Of(Head, View, plan, network) : PlanPaper.Of(Head, View, Need!, network);
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

    public Task<IActionResult> OnPostAgreement(Guid id, Guid planId, string? message) =>
        Try(
            () => agreement.Handle(id, planId, message, Actor, ActKey, HttpContext.RequestAborted),
            "A manager is asked. You see what they decide on your day.",
            () => Here(id, planId),
            () => OnGet(id, planId),
            prefix: ""
        );

    public async Task<IActionResult> OnPostEnd(Guid id, Guid planId, DateOnly? endedOn, NeedPlanEnd? end, string? reason) =>
        await Try(
            () => keep.End(id, planId, endedOn, end, reason, Actor, ActKey, HttpContext.RequestAborted),
            await keep.AsksToEnd(id, Actor, HttpContext.RequestAborted) ? "A manager is asked. The plan goes on until they have decided." : "The plan has ended.",
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
