using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Moderation;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits.Readings;

/// <summary>A blind grade: the second of an audit, or one of a calibration.</summary>
public sealed class IndexModel(GiveGrade give) : DraftedFormPage<GradesInput>
{
    public ReadingPage Held { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        if (Held.Reading.GivenAt is null)
        {
            await TakeUpDraft($"audit-grade/{id}", Held.Reading.PersonId);
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft($"audit-grade/{id}", Held.Reading.PersonId);
        return await Try(
            async () =>
            {
                await give.Handle(id, Input, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "Your grade is in, and stays as it is. Now you can see the others.",
            () => Held.Reading.AuditId is { } audit ? $"/audits/{audit}" : $"/audits/calibrations/{Held.Reading.SetId}",
            () => Task.FromResult<IActionResult>(Page())
        );
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await give.Show(id, Actor, HttpContext.RequestAborted) is not { } held)
        {
            return NotFound();
        }
        if (await Open(held.Reading.PersonId, "Blind grade in an audit") is { } refused)
        {
            return refused;
        }
        Held = await give.Fill(held, HttpContext.RequestAborted);
        return null;
    }
}
