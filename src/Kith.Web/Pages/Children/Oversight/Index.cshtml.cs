using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Oversight;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Oversight;

/// <summary>A child's oversight: by when the next is due and why, every record, and what became of the directions.</summary>
public sealed class IndexModel(ShowOversight show, AmendOversight amend) : RecordFormPage
{
    public OversightPage Oversight { get; private set; } = null!;
    public bool MayRecord => Actor.May(Permission.Decide) && Oversight.Head.MergedIntoId is null && Oversight.Now is not null;

    /// <summary>Whether the reader works with the child and has not said yet that they read the record.</summary>
    public bool Reads(ManagementOversight record) => record.ReadOn is null && Oversight.Head.WorkerId is { } worker && Actor.WorkerId == worker;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Guard(id, "Management oversight") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } oversight)
        {
            return NotFound();
        }
        Oversight = oversight;
        return Page();
    }

    public Task<IActionResult> OnPostRead(Guid id, Guid oversight) =>
        Try(
            () => amend.HaveRead(id, oversight, Actor, ActKey, HttpContext.RequestAborted),
            "Thank you. It stands on the record that you have read it.",
            () => $"/children/{id}/oversight",
            () => OnGet(id),
            prefix: ""
        );
}
