using Kith.Practice.Access;
using Kith.Practice.Network;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Contingency;

/// <summary>What happens if a child's plan fails, how far it carries, and that it was looked at again.</summary>
public sealed class IndexModel(ShowNetwork show, KeepContingency keep) : RecordFormPage
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

    public Task<IActionResult> OnPostLook(Guid id, Guid plan) =>
        Try(
            () => keep.LookAgain(id, plan, Look.Note, Look.ReviewOn, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Recorded: the plan holds.",
            () => $"/children/{id}/contingency",
            () => OnGet(id),
            prefix: nameof(Look)
        );
}
