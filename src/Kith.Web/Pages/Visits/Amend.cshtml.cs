using Kith.Practice.Visits;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Visits;

/// <summary>Puts a finished visit right, with a reason that everyone can see.</summary>
public sealed class AmendModel(ShowVisit show, AmendVisit amend) : RecordFormPage
{
    [BindProperty]
    public AmendVisitInput Input { get; set; } = new();
    public VisitPage Visit { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, Guid visitId)
    {
        if (await Load(id, visitId) is { } refused)
        {
            return refused;
        }
        Input = AmendVisitInput.Of(Visit.Visit, Visit.Child);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid visitId)
    {
        if (await Load(id, visitId) is { } refused)
        {
            return refused;
        }
        return await Try(
            () => amend.Handle(id, visitId, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Corrected. What stood there before is kept below.",
            () => $"/children/{id}/visits/{visitId}",
            () => Task.FromResult<IActionResult>(Page()),
            () =>
                Task.FromResult<SecondEditor?>(
                    SecondEditor.Between("this visit", AmendVisitInput.Of(Visit.Visit, Visit.Child), Input, Visit.Visit.Version, $"/children/{id}/visits/{visitId}")
                )
        );
    }

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
