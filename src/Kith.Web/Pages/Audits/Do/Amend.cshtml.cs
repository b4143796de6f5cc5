using Kith.Practice.Audits.Doing;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits.Do;

/// <summary>Puts the words of a finished audit right, with a reason that whoever may read it can see.</summary>
public sealed class AmendModel(ShowAudit show, AmendAudit amend) : DraftedFormPage<AmendAuditInput>
{
    public AuditPage Held { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft($"audit-correct/{id}", Held.Head.Id))
        {
            Input = new AmendAuditInput
            {
                Answers = Held.Assignment!.Answered.ToDictionary(a => a.Key.ToString(), a => (string?)a.Answer),
                Reasons = Held.Parts.ToDictionary(p => p.SectionKey.ToString(), p => p.Reason),
                Summary = Held.Audit!.Summary,
            };
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft($"audit-correct/{id}", Held.Head.Id);
        return await Try(
            async () =>
            {
                await amend.Handle(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "Corrected. What stood there before is kept.",
            () => $"/audits/{id}",
            () => Task.FromResult<IActionResult>(Page())
        );
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (await show.Find(id, Actor, ct) is not { } found)
        {
            return NotFound();
        }
        if (await Open(found.PersonId, "Practice audit") is { } refused)
        {
            return refused;
        }
        if (await show.Show(found, Actor, Head, ct) is not { IsAuditor: true, Audit: not null, Assignment: not null } held)
        {
            return NotFound();
        }
        Held = held;
        return null;
    }
}
