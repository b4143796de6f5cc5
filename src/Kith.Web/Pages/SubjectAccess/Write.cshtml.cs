using Kith.Practice.Access;
using Kith.Practice.SubjectAccess;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>Writes a request down.</summary>
public sealed class WriteModel(ReceiveRequest receive) : DraftedFormPage<RequestInput>
{
    private Guid made;

    public static IReadOnlyList<Choice> Sections { get; } = Choice.From(ReceiveRequest.Sections, s => s, s => s);

    public async Task<IActionResult> OnGet(Guid person) => await Enter(person) ?? Page();

    public async Task<IActionResult> OnPost(Guid person) =>
        await Enter(person)
        ?? await Try(
            async () =>
            {
                made = await receive.Handle(person, Input, Actor, ActKey, HttpContext.RequestAborted);
                await Discard($"subject-access/{person}");
            },
            "The request is written down.",
            () => $"/subject-access/{made}",
            () => Task.FromResult<IActionResult>(Page())
        );

    private async Task<IActionResult?> Enter(Guid person)
    {
        if (await Service<RecordAccess>().SightOf(Actor, person, HttpContext.RequestAborted) != Sight.Read)
        {
            return NotFound();
        }
        if (await Open(person, "Details") is { } refused)
        {
            return refused;
        }
        await TakeUpDraft($"subject-access/{person}", person);
        return null;
    }
}
