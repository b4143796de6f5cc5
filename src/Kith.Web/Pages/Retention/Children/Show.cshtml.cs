using Kith.Practice;
using Kith.Practice.Retention;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Retention.Children;

/// <summary>One record: until when it is kept and why, what would go, and what stays. From here it is proposed or held.</summary>
public sealed class ShowModel(ListDue list, ProposeDisposal propose, KeepHolds holds, Clock clock) : RecordFormPage
{
    private Guid made;

    [BindProperty]
    public HoldInput Input { get; set; } = new();
    public RetentionOfChild Child { get; private set; } = null!;
    public DateOnly Today => clock.Today;

    public async Task<IActionResult> OnGet(Guid id) => await Load(id) ?? Page();

    public async Task<IActionResult> OnPost(Guid id)
    {
        // The fields of the hold are another form's.
        ModelState.Clear();
        return await Load(id)
            ?? await Try(
                async () => made = await propose.Handle(id, Actor, ActKey, HttpContext.RequestAborted),
                "Proposed. A second person decides now.",
                () => $"/retention/disposals/{made}",
                () => Task.FromResult<IActionResult>(Page())
            );
    }

    public async Task<IActionResult> OnPostHold(Guid id) =>
        await Load(id)
        ?? await Try(
            () => holds.Place(id, Input, Actor, ActKey, HttpContext.RequestAborted),
            "The record is held. It is not disposed of until the hold ends.",
            () => $"/retention/children/{id}",
            () => Task.FromResult<IActionResult>(Page())
        );

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await Open(id, "How long the record is kept") is { } refused)
        {
            return refused;
        }
        if (await list.Show(id, Actor, HttpContext.RequestAborted) is not { } child)
        {
            return NotFound();
        }
        Child = child;
        return null;
    }
}
