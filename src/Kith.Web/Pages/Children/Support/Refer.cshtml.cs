using Kith.Practice;
using Kith.Practice.EdgeOfCare;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Support;

/// <summary>Asks the edge-of-care team.</summary>
public sealed class ReferModel(KeepSupport keep, ShowSupport show, Clock clock) : RecordFormPage
{
    private Guid made;

    [BindProperty]
    public SupportReferralInput Input { get; set; } = new();
    public IReadOnlyList<(Guid Id, string Name)> Teams { get; private set; } = [];

    public Task<IActionResult> OnGet(Guid id)
    {
        Input.On ??= clock.Today;
        return Shown(id);
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            async () => made = await keep.Refer(id, Input, Actor, ActKey, HttpContext.RequestAborted),
            "The team is asked. It decides within the days that the council has set.",
            () => $"/children/{id}/support/{made}",
            () => Shown(id)
        );

    private async Task<IActionResult> Shown(Guid id)
    {
        if (await Open(id, "Ask the edge-of-care team") is { } refused)
        {
            return refused;
        }
        Teams = await show.Teams(HttpContext.RequestAborted);
        Input.TeamId ??= Teams.Count > 0 ? Teams[0].Id : null;
        return Head.IsChild && Head.MergedIntoId is null ? Page() : NotFound();
    }
}
