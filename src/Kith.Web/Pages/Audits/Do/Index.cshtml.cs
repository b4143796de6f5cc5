using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Tools;
using Kith.Web.Pages.Protection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages.Audits.Do;

/// <summary>Doing an audit beside the record: questions with what the record says, grades, the worker, what is asked for.</summary>
public sealed class IndexModel(ShowAudit show, FinishAudit finish) : DraftedFormPage<AuditForm>
{
    public AuditAssignment Assignment { get; private set; } = null!;
    public AuditTool Tool { get; private set; } = null!;
    public IReadOnlyList<AuditFeedback> Feedback { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Workers { get; private set; } = [];
    public DateOnly Today => Service<Practice.Clock>().Today;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft(Name(id), Assignment.PersonId))
        {
            Input.PractitionerId = Assignment.PractitionerId;
        }
        MeetingForms.Spares(Input.Asks, a => a.IsEmpty, 2);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(Name(id), Assignment.PersonId);
        if (Input.Problems(Tool, Assignment.BegunOn!.Value, Today).Count == 0 && LookFirst([.. Input.Gaps(Tool, Feedback)]))
        {
            return Again();
        }
        return await Try(
            async () =>
            {
                await finish.Handle(id, Input, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "The audit is finished and locked. The worker is told, and can respond.",
            () => $"/audits/{id}",
            () => Task.FromResult<IActionResult>(Again())
        );
    }

    private PageResult Again()
    {
        MeetingForms.Spares(Input.Asks, a => a.IsEmpty, 2);
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (await show.ToWrite(id, Actor, ct) is not var (assignment, tool))
        {
            return NotFound();
        }
        if (AuditFlow.Machine.Of(assignment) != AuditState.Begun && !HttpMethods.IsPost(Request.Method))
        {
            return Redirect($"/audits/{id}");
        }
        (Assignment, Tool) = (assignment, tool);
        if (await Open(assignment.PersonId, "Practice audit") is { } refused)
        {
            return refused;
        }
        Feedback = await show.Feedback(id, ct);
        Workers = await show.Workers(assignment.PersonId, Actor, ct);
        return null;
    }

    private static string Name(Guid id) => $"audit/{id}";
}
