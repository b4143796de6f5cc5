using Kith.Practice.Casework;
using Kith.Practice.Oversight;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Oversight;

/// <summary>Puts a finished oversight record right, with a reason that everyone can see.</summary>
public sealed class AmendModel(ShowOversight show, AmendOversight amend, Amendments amendments) : DraftedFormPage<AmendOversightInput>
{
    public ManagementOversight Record { get; private set; } = null!;
    public IReadOnlyList<AmendmentLine> Before { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, Guid oversight)
    {
        if (await Load(id, oversight) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft(DraftName(oversight), id))
        {
            Input = AmendOversightInput.Of(Record);
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid oversight)
    {
        if (await Load(id, oversight) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(oversight), id);
        return await Try(
            async () =>
            {
                await amend.Handle(id, oversight, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "Corrected. What stood there before is kept.",
            () => $"/children/{id}/oversight/{oversight}/amend",
            () => Task.FromResult<IActionResult>(Page()),
            () => Task.FromResult<SecondEditor?>(SecondEditor.Between("this record", AmendOversightInput.Of(Record), Input, Record.Version, $"/children/{id}/oversight"))
        );
    }

    private static string DraftName(Guid oversight) => $"correct-oversight/{oversight}";

    private async Task<IActionResult?> Load(Guid id, Guid oversight)
    {
        OversightPage page = null!;
        if (await Open(id, "Correct an oversight record", () => show.Show(id, Actor, HttpContext.RequestAborted), o => page = o, o => o.Head) is { } refused)
        {
            return refused;
        }
        if (page.Records.FirstOrDefault(r => r.Record.Id == oversight)?.Record is not { IsFromExtract: false } record)
        {
            return NotFound();
        }
        Record = record;
        Before = await amendments.Of(SubjectKind.Oversight, oversight, id, HttpContext.RequestAborted);
        return null;
    }
}
