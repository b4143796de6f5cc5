using Kith.Practice.Inspection.SelfEvaluations;
using Kith.Web.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SelfEvaluation;

/// <summary>One version: what is said area by area, the pinned figures, and what the measures say today beside them.</summary>
public sealed class ShowModel(ShowSelfEvaluation show, WriteSelfEvaluation write, PaperFiles files) : FormPage
{
    [BindProperty]
    public DateOnly? AsAt { get; set; }
    public EvaluationView View { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id, beside: true) is { } missing)
        {
            return missing;
        }
        AsAt = View.Evaluation.AsAt;
        return Page();
    }

    /// <summary>The version as a Word document, with its pinned figures.</summary>
    public Task<IActionResult> OnGetWord(Guid id) => Give(id, PaperKind.Word);

    /// <summary>The same as PDF, where that is set up.</summary>
    public Task<IActionResult> OnGetPdf(Guid id) => Give(id, PaperKind.Pdf);

    public Task<IActionResult> OnPostPin(Guid id) => Do(id, () => write.Pin(id, AsAt, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "The figures are pinned anew.");

    public Task<IActionResult> OnPostPublish(Guid id) =>
        Do(
            id,
            () => write.Publish(id, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "It is published. Put it into the room of an inspection to give it to inspectors."
        );

    private async Task<IActionResult> Give(Guid id, PaperKind kind) =>
        await Load(id, beside: false) ?? await files.Give(Actor, [], EvaluationPaper.Of(View.Evaluation), View.Evaluation.Title, kind, HttpContext.RequestAborted);

    private Task<IActionResult> Do(Guid id, Func<Task> act, string done) =>
        Try(act, done, () => $"/self-evaluation/{id}", async () => await Load(id, beside: true) ?? Page(), prefix: "");

    private async Task<IActionResult?> Load(Guid id, bool beside)
    {
        if (await show.Show(id, beside, Actor, HttpContext.RequestAborted) is not { } view)
        {
            return NotFound();
        }
        View = view;
        return null;
    }
}
