using Kith.Practice.Training;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Training;

/// <summary>One session: what it is, how many places are left, and by name one's own people.</summary>
public sealed class SessionModel(ShowSessions show, BookPlace book, KeepSessions keep) : FormPage
{
    [BindProperty]
    public Guid? Worker { get; set; }

    [BindProperty]
    public List<Guid> Came { get; set; } = [];

    [BindProperty]
    public string? Why { get; set; }
    public SessionView Held { get; private set; } = null!;

    public async Task OnGet(Guid id)
    {
        ViewData["OwnErrorSummary"] = true;
        Held = await show.One(id, Actor, HttpContext.RequestAborted);
        if (HttpMethods.IsGet(Request.Method))
        {
            // At first everyone who had a place; afterwards those who were written down.
            Came = [.. Held.People.Where(p => p.HasPlace && (Held.Line.AttendanceOn is null || p.Came == true)).Select(p => p.WorkerId)];
        }
    }

    public Task<IActionResult> OnPostBook(Guid id)
    {
        var place = false;
        if (Worker is null)
        {
            ModelState.AddModelError("Worker", "Choose who is to have a place");
        }
        return Do(
            id,
            async () => place = await book.Book(id, Worker!.Value, Actor, ActKey, HttpContext.RequestAborted),
            () => place ? "Booked." : "It is full: the waiting list has one more. A place that becomes free goes to whoever waited longest."
        );
    }

    public Task<IActionResult> OnPostGiveUp(Guid id, Guid worker) =>
        Do(id, () => book.GiveUp(id, worker, Actor, ActKey, HttpContext.RequestAborted), () => "The place is given up. If someone waits, it is theirs.");

    public Task<IActionResult> OnPostAttendance(Guid id) =>
        Do(id, () => keep.Attendance(id, Came, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), () => "It is written down who came. They are asked how it was.");

    public Task<IActionResult> OnPostCallOff(Guid id) =>
        Do(id, () => keep.CallOff(id, Why, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), () => "It is called off. Everyone who had booked is told.");

    private Task<IActionResult> Do(Guid id, Func<Task> act, Func<string> done) =>
        Try(
            act,
            done,
            () => $"/training/sessions/{id}",
            async () =>
            {
                await OnGet(id);
                return Page();
            },
            prefix: ""
        );
}
