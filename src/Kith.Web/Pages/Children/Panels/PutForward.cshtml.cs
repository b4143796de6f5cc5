using Kith.Practice.Agencies;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Panels;

/// <summary>Puts a child forward to a panel.</summary>
public sealed class PutForwardModel(PutForward forward, ShowPanels show) : DraftedFormPage<PutForwardInput>
{
    private Guid made;
    public IReadOnlyList<Choice> Panels { get; private set; } = [];

    public Task<IActionResult> OnGet(Guid id) => Shown(id);

    public async Task<IActionResult> OnPost(Guid id) =>
        await Try(
            async () =>
            {
                made = await forward.Handle(id, Input, Actor, ActKey, HttpContext.RequestAborted);
                await Discard(DraftName(id));
            },
            "Put forward.",
            () => $"/panels/children/{made}",
            () => Shown(id)
        );

    private static string DraftName(Guid id) => $"put-forward/{id}";

    private async Task<IActionResult> Shown(Guid id)
    {
        if (await Open(id, "Put forward to a panel") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild || Head.MergedIntoId is not null)
        {
            return NotFound();
        }
        await TakeUpDraft(DraftName(id), id);
        Panels =
        [
            .. (await show.Open(HttpContext.RequestAborted)).Select(p => new Choice(
                p.Id.ToString(),
                p.Name,
                p.ManagerAgrees ? $"{p.Purpose} A manager agrees first.".Trim() : p.Purpose
            )),
        ];
        return Page();
    }
}
