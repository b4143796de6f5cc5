using Kith.Practice.Access;
using Kith.Practice.Returns.Census;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Data.Returns.Show;

/// <summary>A frozen copy: its figures, what changed, its sign-off, its file.</summary>
public sealed class IndexModel(ShowSubmissions show, ShowCopyFindings find, DecideSubmission decide, WriteReturnNote note) : KithPage
{
    public SubmissionView Copy { get; private set; } = null!;
    public CopyFindings Found { get; private set; } = null!;
    public bool Prepares => Actor.May(Permission.PrepareReturns);

    [BindProperty]
    public string? Reason { get; set; }

    public bool MayDecide => Actor.May(Permission.ApproveReturns) && Copy.Submission.State == SubmissionState.Prepared && Copy.Submission.PreparedById != Actor.AccountId;
    public bool MayTakeOut => Actor.WholeAuthority && (Actor.May(Permission.PrepareReturns) || Actor.May(Permission.ApproveReturns));

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } copy || await find.Show(id, Actor, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        (Copy, Found) = (copy, found);
        return Page();
    }

    public async Task<IActionResult> OnPostDecide(Guid id, bool off)
    {
        try
        {
            await decide.Handle(id, off, Reason, Actor, ActKey, HttpContext.RequestAborted);
            Done(off ? "Signed off." : "Sent back to the preparer.");
            return Redirect($"/data/returns/{id}");
        }
        catch (Practice.Acts.NotAcceptedException problems)
        {
            Show(problems, "");
            return await OnGet(id);
        }
    }

    /// <summary>Answers a query of this year's return as a whole. It goes with the next copy.</summary>
    public async Task<IActionResult> OnPostNote(Guid id, string? rule, string? text)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } copy)
        {
            return NotFound();
        }
        try
        {
            await note.Handle(rule, text, copy.Submission.EndYear, Actor, ActKey, HttpContext.RequestAborted);
            Done("Note written. It goes with the next copy that is frozen.");
            return Redirect($"/data/returns/{id}");
        }
        catch (Practice.Acts.NotAcceptedException problems)
        {
            Show(problems, "");
            return await OnGet(id);
        }
    }

    /// <summary>A post, because taking records out changes what their access logs say.</summary>
    public async Task<IActionResult> OnPostFile(Guid id, bool notes) =>
        await show.TakeOut(id, notes, Actor, HttpContext.RequestAborted) is { } file
            ? File(file.Content, notes ? "text/csv; charset=utf-8" : "application/xml", file.Name)
            : NotFound();
}
