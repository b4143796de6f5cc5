using Kith.Practice.Supervision;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Supervision;

/// <summary>Puts a finished supervision right, with a reason that whoever may read it can see.</summary>
public sealed class AmendModel(ShowSupervision show, AmendSupervision amend) : DraftedFormPage<AmendSupervisionInput>
{
    public SupervisionView Held { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft(DraftName, null))
        {
            Input = AmendSupervisionInput.Of(Held.Record, Held.Children);
        }
        Input.Children.RemoveAll(c => Held.Children.All(h => h.Id != c.PersonId));
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName, null);
        Input.Children.RemoveAll(c => Held.Children.All(h => h.Id != c.PersonId));
        return await Try(
            async () =>
            {
                await amend.Handle(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "Corrected. What stood there before is kept.",
            () => $"/supervision/{id}",
            () => Task.FromResult<IActionResult>(Page()),
            () =>
                Task.FromResult<SecondEditor?>(
                    SecondEditor.Between("this record", AmendSupervisionInput.Of(Held.Record, Held.Children), Input, Held.Record.Version, $"/supervision/{id}")
                )
        );
    }

    // Personal supervision begins with a mark of its own, so that nothing of it is ever listed by another name.
    private string DraftName => $"{(Held.Record.Kind == SupervisionKind.Personal ? "personal-" : "")}supervision-correct/{Held.Record.Id}";

    private async Task<IActionResult?> Load(Guid id)
    {
        // The reading is asked first, so that whoever may not read learns nothing; only whoever supervised goes on.
        Held = await show.One(id, Actor, HttpContext.RequestAborted);
        return Held.MayAmend ? null : NotFound();
    }
}
