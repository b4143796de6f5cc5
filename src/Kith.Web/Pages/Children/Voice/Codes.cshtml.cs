using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Voice;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Voice;

/// <summary>One-time codes for a child and the family, and what the family wrote with them.</summary>
public sealed class CodesModel(IssueFeedbackCode issue, Clock clock) : RecordFormPage
{
    public IReadOnlyList<FeedbackCodeLine> Codes { get; private set; } = [];
    public IReadOnlyList<FamilyFeedback> Said { get; private set; } = [];
    public DateOnly Today => clock.Today;
    public DateTime Now => clock.UtcNow;
    public bool MayRecord => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null;

    /// <summary>The code that was just made: shown once, never in an address.</summary>
    public string? Code { get; private set; }

    [BindProperty]
    public FeedbackFrom From { get; set; }

    [BindProperty]
    public string? Whom { get; set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "One-time codes") is { } refused)
        {
            return refused;
        }
        (Codes, Said) = await issue.List(id, HttpContext.RequestAborted);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (ModelState.IsValid)
        {
            try
            {
                Code = await issue.Handle(id, From, Whom, Actor, ActKey, HttpContext.RequestAborted);
                if (Code is null)
                {
                    ModelState.AddModelError("", "This code was made already, and is not shown again. Make another one if it was not written down");
                }
                Response.Headers.CacheControl = "no-store";
            }
            catch (Practice.Acts.NotAcceptedException problems)
            {
                Show(problems, "");
            }
        }
        return await OnGet(id);
    }

    public Task<IActionResult> OnPostWithdraw(Guid id, Guid code) =>
        Try(() => issue.Withdraw(id, code, Actor, ActKey, HttpContext.RequestAborted), "Taken back.", () => $"/children/{id}/voice/codes", () => OnGet(id), prefix: "");
}
