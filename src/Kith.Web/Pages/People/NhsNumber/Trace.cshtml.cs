using Kith.Practice.Access;
using Kith.Practice.Children.NhsNumbers;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.NhsNumber;

/// <summary>Who answered, beside the person's own facts; a person says which it is, or that it is nobody of them.</summary>
public sealed class TraceModel(TraceNhsNumber trace) : RecordFormPage
{
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public bool Sure { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public NhsTrace Trace { get; private set; } = null!;
    public IReadOnlyList<TraceCandidate> Candidates { get; private set; } = [];
    public bool HasNumber { get; private set; }
    public bool MayRecord => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null;

    public Task<IActionResult> OnGet(Guid id, Guid traceId) => Shown(id, traceId);

    public Task<IActionResult> OnPost(Guid id, Guid traceId) =>
        Act(id, traceId, () => trace.Confirm(id, traceId, Number, Sure, Reason, Actor, ActKey, HttpContext.RequestAborted), "The number is on the record.");

    public Task<IActionResult> OnPostNobody(Guid id, Guid traceId)
    {
        ModelState.Clear();
        return Act(id, traceId, () => trace.Refuse(id, traceId, Actor, ActKey, HttpContext.RequestAborted), "Kept that it was nobody of these. Who answered is forgotten.");
    }

    private Task<IActionResult> Act(Guid id, Guid traceId, Func<Task> act, string done) =>
        Try(act, done, () => $"/people/{id}/nhs-number/{traceId}", () => Shown(id, traceId), prefix: "");

    private async Task<IActionResult> Shown(Guid id, Guid traceId)
    {
        if (await Open(id, "NHS number") is { } refused)
        {
            return refused;
        }
        if (await trace.Open(id, traceId, HttpContext.RequestAborted) is not var (found, candidates))
        {
            return NotFound();
        }
        (Trace, Candidates) = (found, candidates);
        HasNumber = (await trace.Show(id, HttpContext.RequestAborted))?.Number is not null;
        return Page();
    }
}
