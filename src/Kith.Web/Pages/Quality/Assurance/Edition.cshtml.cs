using Kith.Practice.Assurance;
using Kith.Practice.Documents;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Quality.Assurance;

/// <summary>One edition: written, counted, published, held back or taken back.</summary>
public sealed class EditionModel(ShowEditions show, WriteEdition write, PublishEdition publish, CouncilIdentity council) : FormPage
{
    [BindProperty]
    public EditionInput Input { get; set; } = new();

    [BindProperty]
    public PublishInput When { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }
    public KeptEdition Held { get; private set; } = null!;
    public Paper Paper { get; private set; } = null!;

    public async Task OnGet(Guid id)
    {
        await Load(id);
        Input = Recorded();
    }

    private EditionInput Recorded() =>
        new()
        {
            Opening = Held.Edition.Opening,
            InspectorsSaid = Held.Edition.InspectorsSaid,
            WasDone = Held.Edition.WasDone,
        };

    public Task<IActionResult> OnPost(Guid id) =>
        Do(
            id,
            () => write.Write(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Saved. Read below how it will look.",
            "Input",
            keep: true,
            async () =>
            {
                await Load(id);
                return Held.State == EditionState.Draft ? SecondEditor.Between("this edition", Recorded(), Input, Held.Edition.Version, $"/quality/assurance/{id}") : null;
            }
        );

    public Task<IActionResult> OnPostRecount(Guid id) =>
        Do(id, () => write.Recount(id, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "The figures are counted again.", "");

    public Task<IActionResult> OnPostPublish(Guid id) =>
        Do(id, () => publish.Handle(id, When, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Agreed, in your name. It opens to everybody at its hour.", "When");

    public Task<IActionResult> OnPostHoldBack(Guid id) =>
        Do(id, () => publish.HoldBack(id, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It is held back, and a draft again.", "");

    public Task<IActionResult> OnPostWithdraw(Guid id) =>
        Do(id, () => publish.Withdraw(id, Reason, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It is taken back. The reason stands in its place.", "");

    private Task<IActionResult> Do(Guid id, Func<Task> act, string done, string prefix, bool keep = false, Func<Task<SecondEditor?>>? conflict = null) =>
        Try(
            act,
            done,
            () => $"/quality/assurance/{id}",
            async () =>
            {
                if (keep)
                {
                    await Load(id);
                }
                else
                {
                    await OnGet(id);
                }
                return Page();
            },
            conflict,
            prefix
        );

    private async Task Load(Guid id)
    {
        Held = await show.Show(id, Actor, HttpContext.RequestAborted);
        Paper = AssurancePaper.Of(Held.Edition, Held.Before, council.Name);
    }
}
