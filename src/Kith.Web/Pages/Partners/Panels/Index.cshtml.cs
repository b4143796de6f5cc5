using Kith.Practice.Agencies;
using Kith.Practice.Protection.Meetings;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Partners.Panels;

/// <summary>One meeting of a panel that the partner is asked to.</summary>
public sealed class IndexModel(AnswerPanel answer) : FormPage
{
    public OwnPanelPage View { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id) => await Load(id) ?? Page();

    public Task<IActionResult> OnPost(Guid id, Reply? reply) =>
        Try(
            () => answer.Answer(id, reply, Actor, ActKey, HttpContext.RequestAborted),
            reply == Reply.Coming ? "The chair sees that you are coming." : "The chair sees your apologies.",
            () => $"/partner/panels/{id}",
            async () => await Load(id) ?? Page(),
            prefix: ""
        );

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await answer.Show(id, Actor, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        View = found;
        return null;
    }
}
