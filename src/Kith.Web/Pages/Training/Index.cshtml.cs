using Kith.Practice.Training;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Training;

/// <summary>One's own training: what is due, what is booked, what can be booked, what is asked.</summary>
public sealed class IndexModel(ShowTraining show, BookPlace book, KeepLearning keep) : FormPage
{
    [BindProperty]
    public NeedInput Need { get; set; } = new();
    public WorkerTraining? Training { get; private set; }

    public async Task OnGet() => Training = await show.Own(Actor, HttpContext.RequestAborted);

    public Task<IActionResult> OnPostBook(Guid session)
    {
        var place = false;
        return Try(
            async () => place = await book.Book(session, Actor.WorkerId ?? Guid.Empty, Actor, ActKey, HttpContext.RequestAborted),
            () => place ? "You have a place." : "It is full. You are in the waiting list, and are told when a place is free.",
            () => "/training",
            Again
        );
    }

    public Task<IActionResult> OnPostGiveUp(Guid session) =>
        Try(
            () => book.GiveUp(session, Actor.WorkerId ?? Guid.Empty, Actor, ActKey, HttpContext.RequestAborted),
            "Your place is given up. If someone waits, it is theirs.",
            () => "/training",
            Again
        );

    public Task<IActionResult> OnPostNeed() =>
        Try(
            () => keep.Raise(Actor.WorkerId ?? Guid.Empty, Need, Actor, ActKey, HttpContext.RequestAborted),
            "It is written down, and counts in the plan for the year.",
            () => "/training",
            Again,
            prefix: "Need"
        );

    private async Task<IActionResult> Again()
    {
        await OnGet();
        return Page();
    }
}
