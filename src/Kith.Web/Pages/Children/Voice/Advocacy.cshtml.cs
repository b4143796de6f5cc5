using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Voice;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Voice;

/// <summary>Offers of an advocate, and how the child took part in conferences.</summary>
public sealed class AdvocacyModel(KeepAdvocacy keep, Clock clock) : RecordFormPage
{
    public IReadOnlyList<Advocacy> Offers { get; private set; } = [];
    public IReadOnlyList<TookPart> Part { get; private set; } = [];
    public DateOnly Today => clock.Today;
    public bool MayRecord => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null;

    [BindProperty]
    public AdvocacyInput Input { get; set; } = new();

    public async Task<IActionResult> OnGet(Guid id)
    {
        Input.On ??= clock.Today;
        return await Shown(id);
    }

    public Task<IActionResult> OnPostOffer(Guid id) => Do(id, () => keep.Offer(id, Input, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostAnswer(Guid id, Guid offer) => Do(id, () => keep.Answer(id, offer, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostEnd(Guid id, Guid offer) => Do(id, () => keep.End(id, offer, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));

    private Task<IActionResult> Do(Guid id, Func<Task> act) => Try(act, "Saved.", () => $"/children/{id}/voice/advocacy", () => Shown(id));

    private async Task<IActionResult> Shown(Guid id)
    {
        if (await Open(id, "Advocate and taking part") is { } refused)
        {
            return refused;
        }
        (Offers, Part) = (await keep.List(id, HttpContext.RequestAborted), await keep.Part(id, HttpContext.RequestAborted));
        return Page();
    }
}
