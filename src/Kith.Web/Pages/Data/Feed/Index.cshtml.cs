using Kith.Practice.Acts;
using Kith.Practice.Dispatch;
using Kith.Practice.Returns.Feed;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Data.Feed;

/// <summary>The national daily feed: what was sent, what waits, whom the service refused and why.</summary>
public sealed class IndexModel(KeepFeed feed) : KithPage
{
    public FeedView View { get; private set; } = null!;

    [BindProperty]
    public string? Reason { get; set; }

    public async Task OnGet() => View = await feed.Show(Actor, HttpContext.RequestAborted);

    /// <summary>How a call fared, in a word or two.</summary>
    public static (string Text, string Colour) State(FeedCallLine call) =>
        call.State switch
        {
            ParcelState.Delivered => ("Received", "green"),
            ParcelState.Refused => ("Refused", "red"),
            ParcelState.Halved => ("Sent on in two halves", "grey"),
            _ when call.Tries > 0 => ("To be tried again", "yellow"),
            _ => ("Waits", "blue"),
        };

    public Task<IActionResult> OnPostPause() =>
        Do(() => feed.Pause(Reason, Actor, ActKey, HttpContext.RequestAborted), "Sending is paused. What changes meanwhile is sent once you resume it.");

    public Task<IActionResult> OnPostResume() => Do(() => feed.Resume(Actor, ActKey, HttpContext.RequestAborted), "Sending goes on.");

    public Task<IActionResult> OnPostNow() =>
        Do(() => feed.SendNow(Actor, ActKey, HttpContext.RequestAborted), "What changed is being gathered and sent. Load this page again in a minute.");

    public Task<IActionResult> OnPostAgain(string? child) =>
        Do(() => feed.TryAgain(child, Actor, ActKey, HttpContext.RequestAborted), "The child is sent again, as the record stands now.");

    private async Task<IActionResult> Do(Func<Task> act, string done)
    {
        try
        {
            await Once(act);
            Done(done);
            return Redirect("/data/feed");
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
            await OnGet();
            return Page();
        }
    }
}
