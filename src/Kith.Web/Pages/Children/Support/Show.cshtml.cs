using Kith.Practice.Access;
using Kith.Practice.EdgeOfCare;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Support;

/// <summary>Intensive support of a child, from the referral to the looks after its end.</summary>
public sealed class ShowModel(ShowSupport show, KeepSupport keep) : RecordFormPage
{
    [BindProperty]
    public SupportStepInput Step { get; set; } = new();

    [BindProperty]
    public SupportSessionInput Session { get; set; } = new();

    [BindProperty]
    public SupportLookInput Look { get; set; } = new();

    /// <summary>The session that is to be taken back.</summary>
    [BindProperty(SupportsGet = true, Name = "takeback")]
    public Guid? TakingBack { get; set; }
    public IReadOnlyList<Practice.Casework.AmendmentLine> Amendments { get; private set; } = [];
    public SupportPage Support { get; private set; } = null!;
    public bool MayRecord => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null && Support.Permitted.Count > 0;

    /// <summary>Which form was refused: it stays open.</summary>
    public bool Planning { get; private set; }
    public bool SteppingDown { get; private set; }
    public bool Ending { get; private set; }

    public Task<IActionResult> OnGet(Guid id, Guid support) => Shown(id, support, fill: true);

    public Task<IActionResult> OnPostDecide(Guid id, Guid support) =>
        Do(id, support, "The decision is recorded.", () => keep.Decide(id, support, Step, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Step");

    public Task<IActionResult> OnPostWithdraw(Guid id, Guid support) =>
        Do(id, support, "Withdrawn.", () => keep.Withdraw(id, support, Step, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Step");

    public Task<IActionResult> OnPostBegin(Guid id, Guid support) =>
        Do(id, support, "Intensive support has begun. Write the plan next.", () => keep.Begin(id, support, Step, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Step");

    public Task<IActionResult> OnPostPlan(Guid id, Guid support)
    {
        Planning = true;
        return Do(id, support, "The plan is saved.", () => keep.Plan(id, support, Step, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Step");
    }

    public Task<IActionResult> OnPostSession(Guid id, Guid support) =>
        Do(id, support, "The session is recorded.", () => keep.Session(id, support, Session, Actor, ActKey, HttpContext.RequestAborted), "Session");

    public Task<IActionResult> OnPostTakeBack(Guid id, Guid support, Guid session)
    {
        TakingBack = session;
        return Do(id, support, "The session is taken back.", () => keep.TakeBackSession(id, support, session, Session.Why, Actor, ActKey, HttpContext.RequestAborted), "Session");
    }

    public Task<IActionResult> OnPostStepDown(Guid id, Guid support)
    {
        SteppingDown = true;
        return Do(id, support, "The team is stepping down.", () => keep.StepDown(id, support, Step, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Step");
    }

    public Task<IActionResult> OnPostStepUp(Guid id, Guid support) =>
        Do(id, support, "Back to full support.", () => keep.StepUp(id, support, Step, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Step");

    public Task<IActionResult> OnPostEnd(Guid id, Guid support)
    {
        Ending = true;
        return Do(
            id,
            support,
            "Intensive support has ended. The team looks again in three months.",
            () => keep.End(id, support, Step, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Step"
        );
    }

    public Task<IActionResult> OnPostLook(Guid id, Guid support) =>
        Do(id, support, "Saved.", () => keep.Look(id, support, Look, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Look");

    public bool MayCorrect => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null;

    /// <summary>What was wrong with a field, in words.</summary>
    public string? Say(string field) => ModelState[field]?.Errors.FirstOrDefault()?.ErrorMessage;

    /// <summary>Which look was tried to be put right.</summary>
    public int? CorrectingLook { get; private set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Task<IActionResult> OnPostCorrectLook(Guid id, Guid support, int months)
    {
        CorrectingLook = months;
        return Try(
            async () =>
            {
                try
                {
                    await Service<CorrectLook>().Handle(id, support, months, Look, Reason, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                }
                catch (Practice.Acts.NotAcceptedException wrong)
                {
                    // The reason is a field of the page and not of the look.
                    throw new Practice.Acts.NotAcceptedException([.. wrong.Problems.Select(p => p.Field is "" or "Reason" ? p : p with { Field = $"Look.{p.Field}" })]);
                }
            },
            "Corrected. What stood there before is kept with it.",
            () => $"/children/{id}/support/{support}",
            () => Shown(id, support, fill: false),
            prefix: ""
        );
    }

    private Task<IActionResult> Do(Guid id, Guid support, string done, Func<Task> act, string prefix) =>
        Try(act, done, () => $"/children/{id}/support/{support}", () => Shown(id, support, fill: false), prefix: prefix);

    private async Task<IActionResult> Shown(Guid id, Guid support, bool fill)
    {
        if (await Open(id, "Edge-of-care support", () => show.Show(id, support, Actor, HttpContext.RequestAborted), p => Support = p, p => p.Head) is { } refused)
        {
            return refused;
        }
        var s = Support.Line.Support;
        Amendments = await Service<CorrectLook>().List(id, support, HttpContext.RequestAborted);
        if (fill)
        {
            (Step.On, Session.On, Look.On) = (Support.Today, Support.Today, Support.Today);
            (Step.WeeklyHours, Step.Until) = (s.WeeklyHours, s.PlannedUntil);
            (Step.OutOfHours, Step.Respite) = (s.OutOfHoursPlan, s.RespitePlan);
        }
        if (Step.Goals.Count == 0)
        {
            Step.Goals =
            [
                .. Support.Goals.Select(g => new SupportGoalInput
                {
                    Id = g.Id,
                    Goal = g.Goal,
                    SeenBy = g.SeenBy,
                    Reached = g.ReachedOn is not null,
                }),
            ];
        }
        while (Step.Goals.Count < Math.Min(KeepSupport.MostGoals, Support.Goals.Count + 2))
        {
            Step.Goals.Add(new());
        }
        if (TakingBack is { } session && Support.Sessions.All(x => x.Id != session || x.TakenBackWhy is not null))
        {
            TakingBack = null;
        }
        return Head.IsChild ? Page() : NotFound();
    }
}
