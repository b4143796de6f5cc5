using Kith.Practice.Audits.Doing;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits.Do;

/// <summary>Whose view was asked for in an audit, and what came.</summary>
public sealed class FeedbackModel(ShowAudit show, AskFeedback ask) : RecordFormPage
{
    [BindProperty]
    public FeedbackInput Input { get; set; } = new();

    [BindProperty]
    public FeedbackAnswerInput Answer { get; set; } = new();
    public AuditAssignment Assignment { get; private set; } = null!;
    public IReadOnlyList<AuditFeedback> Feedback { get; private set; } = [];
    public bool UnderWay => AuditFlow.Machine.Of(Assignment) is AuditState.Named or AuditState.Begun;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        Input.AskedOn = Service<Practice.Clock>().Today;
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id) =>
        await Load(id)
        ?? await Try(() => ask.Ask(id, Input, Actor, ActKey, HttpContext.RequestAborted), "Written down. It waits for an answer.", () => $"/audits/{id}/feedback", () => Again(id));

    public async Task<IActionResult> OnPostAnswer(Guid id) =>
        await Load(id)
        ?? await Try(() => ask.Answer(id, Answer, Actor, ActKey, HttpContext.RequestAborted), "Written down.", () => $"/audits/{id}/feedback", () => Again(id), prefix: "Answer");

    private async Task<IActionResult> Again(Guid id) => await Load(id) ?? Page();

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.ToWrite(id, Actor, HttpContext.RequestAborted) is not var (assignment, _))
        {
            return NotFound();
        }
        Assignment = assignment;
        if (await Open(assignment.PersonId, "Practice audit") is { } refused)
        {
            return refused;
        }
        Feedback = await show.Feedback(id, HttpContext.RequestAborted);
        return null;
    }
}
