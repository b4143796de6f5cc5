using Kith.Practice.Network;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Network;

/// <summary>What one person is to a child, and what changed for them.</summary>
public sealed class TieModel(KeepTie keep, ShowNetwork show) : RecordFormPage
{
    [BindProperty]
    public TieInput Input { get; set; } = new();

    [BindProperty]
    public CircumstanceInput Change { get; set; } = new();
    public NetworkLine Line { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, Guid otherId)
    {
        var result = await Load(id, otherId);
        if (Line?.Tie is { } tie)
        {
            Input = Of(tie);
        }
        return result;
    }

    public Task<IActionResult> OnPost(Guid id, Guid otherId) =>
        Try(
            () => keep.Save(id, otherId, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Saved.",
            () => $"/children/{id}/network",
            () => Load(id, otherId),
            async () =>
                await show.Show(id, Actor, HttpContext.RequestAborted) is { } network && network.People.FirstOrDefault(p => p.Relative.Person.Id == otherId)?.Tie is { } now
                    ? SecondEditor.Between("this", Of(now), Input, now.Version, $"/children/{id}/network")
                    : null
        );

    public Task<IActionResult> OnPostChanged(Guid id, Guid otherId) =>
        Try(
            () => keep.Changed(id, otherId, Change, Actor, ActKey, HttpContext.RequestAborted),
            "Recorded. Plans that name them are now to be looked at.",
            () => $"/children/{id}/network",
            () => Load(id, otherId),
            prefix: nameof(Change)
        );

    private async Task<IActionResult> Load(Guid id, Guid otherId)
    {
        if (await Open(id, "Network") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } network || network.People.FirstOrDefault(p => p.Relative.Person.Id == otherId) is not { } line)
        {
            return NotFound();
        }
        Line = line;
        return Page();
    }

    private static TieInput Of(NetworkTie tie) =>
        new()
        {
            NamedByChild = tie.NamedByChild,
            Closeness = tie.Closeness,
            Help = tie.Help,
            ContactHow = tie.ContactHow,
            Willing = tie.Willing,
            CanOffer = tie.CanOffer,
            ConsentOn = tie.ConsentOn,
            ConsentEndedOn = tie.ConsentEndedOn,
            Safety = tie.Safety,
            SafetyNote = tie.SafetyNote,
            Checks = tie.Checks,
            ChecksOn = tie.ChecksOn,
            ChecksUntil = tie.ChecksUntil,
            ChecksNote = tie.ChecksNote,
        };
}
