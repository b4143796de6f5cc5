using Kith.Practice.Access;
using Kith.Practice.Network;
using Kith.Web.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages.Children.Contingency;

/// <summary>What happens if a child's plan fails, how far it carries, and that it was looked at again.</summary>
public sealed class IndexModel(ShowNetwork show, KeepContingency keep, PaperFiles files) : RecordFormPage
{
    /// <summary>What looking again came to.</summary>
    public sealed record LookInput
    {
        public string? Note { get; set; }
        public DateOnly? ReviewOn { get; set; }
    }

    [BindProperty]
    public LookInput Look { get; set; } = new();
    public NetworkPage Network { get; private set; } = null!;
    public bool MayRecord => Actor.May(Permission.RecordWork) && Network.Head.MergedIntoId is null;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Guard(id, "Contingency plan") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } network)
        {
            return NotFound();
        }
        Network = network;
        return Page();
    }

    public Task<IActionResult> OnGetWord(Guid id) => Give(id, PaperKind.Word);

    public Task<IActionResult> OnGetPdf(Guid id) => Give(id, PaperKind.Pdf);

    private async Task<IActionResult> Give(Guid id, PaperKind kind)
    {
        if (await OnGet(id) is not PageResult and var refused)
        {
            return refused;
        }
        return ContingencyPaper.Of(Network) is { } paper ? await files.Give(Actor, [id], paper, paper.Title, kind, HttpContext.RequestAborted) : NotFound();
    }

    public Task<IActionResult> OnPostLook(Guid id, Guid plan) =>
        Try(
            () => keep.LookAgain(id, plan, Look.Note, Look.ReviewOn, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Recorded: the plan holds.",
            () => $"/children/{id}/contingency",
            () => OnGet(id),
            prefix: nameof(Look)
        );
}
