using Kith.Practice.Visits;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Visits;

/// <summary>Puts a finished visit right, with a reason that everyone can see.</summary>
public sealed class AmendModel(ShowVisit show, AmendVisit amend) : DraftedFormPage<AmendVisitInput>
{
    public VisitPage Visit { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, Guid visitId)
    {
        if (await Load(id, visitId) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft(DraftName(id, visitId), id))
        {
            Input = AmendVisitInput.Of(Visit.Visit, Visit.Child);
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid visitId)
    {
        if (await Load(id, visitId) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id, visitId), id);
        return await Try(
            async () =>
            {
                await amend.Handle(id, visitId, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "Corrected. What stood there before is kept below.",
            () => $"/children/{id}/visits/{visitId}",
            () => Task.FromResult<IActionResult>(Page()),
            () =>
                Task.FromResult<SecondEditor?>(
                    SecondEditor.Between("this visit", AmendVisitInput.Of(Visit.Visit, Visit.Child), Input, Visit.Visit.Version, $"/children/{id}/visits/{visitId}")
                )
        );
    }

    private static string DraftName(Guid id, Guid visitId) => $"correct-visit/{visitId}/{id}";

    private async Task<IActionResult?> Load(Guid id, Guid visitId)
    {
        if (await Open(id, "Correct a visit") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, visitId, Actor, HttpContext.RequestAborted) is not { } visit || visit.Visit.IsFromExtract)
        {
            return NotFound();
        }
        Visit = visit;
        return null;
    }
}
