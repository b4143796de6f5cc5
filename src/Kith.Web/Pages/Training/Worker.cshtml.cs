using Kith.Practice.Training;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Training;

/// <summary>The training of someone whom one manages, or (for whoever leads on learning) of anyone.</summary>
public sealed class WorkerModel(ShowTraining show, BookPlace book, KeepLearning keep) : FormPage
{
    [BindProperty]
    public NeedInput Need { get; set; } = new();

    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public AsyeStep? Step { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public Guid? CourseId { get; set; }

    [BindProperty]
    public DateOnly? DoneOn { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }
    public WorkerTraining Training { get; private set; } = null!;

    public async Task OnGet(Guid id) => Training = (await show.Show(id, Actor, HttpContext.RequestAborted))!;

    public Task<IActionResult> OnPostBook(Guid id, Guid session)
    {
        var place = false;
        return Do(
            id,
            async () => place = await book.Book(session, id, Actor, ActKey, HttpContext.RequestAborted),
            () => place ? "They have a place, and are told." : "It is full. They are in the waiting list, and are told."
        );
    }

    public Task<IActionResult> OnPostGiveUp(Guid id, Guid session) =>
        Do(id, () => book.GiveUp(session, id, Actor, ActKey, HttpContext.RequestAborted), () => "The place is given up. If someone waits, it is theirs.");

    public Task<IActionResult> OnPostNeed(Guid id) => Do(id, () => keep.Raise(id, Need, Actor, ActKey, HttpContext.RequestAborted), () => "It is written down.", "Need");

    public Task<IActionResult> OnPostMet(Guid id, Guid need) => Do(id, () => keep.Met(need, Outcome, Actor, ActKey, HttpContext.RequestAborted), () => "It is answered.");

    public Task<IActionResult> OnPostStep(Guid id) => Do(id, () => keep.TakeStep(id, Step, On, Note, Actor, ActKey, HttpContext.RequestAborted), () => "The step is written down.");

    public Task<IActionResult> OnPostElsewhere(Guid id) =>
        Do(id, () => keep.DoneElsewhere(id, CourseId, DoneOn, Evidence, Actor, ActKey, HttpContext.RequestAborted), () => "It is written down as done elsewhere.");

    private Task<IActionResult> Do(Guid id, Func<Task> act, Func<string> done, string prefix = "") =>
        Try(
            act,
            done,
            () => $"/training/workers/{id}",
            async () =>
            {
                await OnGet(id);
                return Page();
            },
            prefix: prefix
        );
}
