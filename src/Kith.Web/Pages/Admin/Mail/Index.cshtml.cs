using Kith.Practice.Acts;
using Kith.Practice.Dispatch;
using Kith.Practice.Mail;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Mail;

/// <summary>Mail that leaves: what waits, what was given up and why. Never what it says.</summary>
public sealed class IndexModel(KeepMail keep) : KithPage
{
    public MailView View { get; private set; } = null!;

    [BindProperty]
    public string? Reason { get; set; }

    public async Task OnGet() => View = await keep.Show(Actor, HttpContext.RequestAborted);

    /// <summary>How a mail fared, in a word or two.</summary>
    public static (string Text, string Colour) State(MailLine mail) =>
        mail.State switch
        {
            ParcelState.Delivered => ("Left", "green"),
            ParcelState.Refused => ("Given up", "red"),
            _ when mail.Tries > 0 => ("To be tried again", "yellow"),
            _ => ("Waits", "blue"),
        };

    public Task<IActionResult> OnPostPause() => Do(() => keep.Pause(Reason, Actor, ActKey, HttpContext.RequestAborted), "Mail is paused. What is written meanwhile waits.");

    public Task<IActionResult> OnPostResume() => Do(() => keep.Resume(Actor, ActKey, HttpContext.RequestAborted), "Mail goes on.");

    public Task<IActionResult> OnPostNow() => Do(() => keep.TryNow(Actor, ActKey, HttpContext.RequestAborted), "What waits is being tried. Load this page again in a minute.");

    private async Task<IActionResult> Do(Func<Task> act, string done)
    {
        try
        {
            await Once(act);
            Done(done);
            return Redirect("/admin/mail");
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
            await OnGet();
            return Page();
        }
    }
}
