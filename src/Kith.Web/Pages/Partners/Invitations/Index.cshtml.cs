using Kith.Practice.Agencies;
using Kith.Practice.Protection.Meetings;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Partners.Invitations;

/// <summary>One invitation of the partner's own: coming or not, the report, and whether they agree afterwards.</summary>
public sealed class IndexModel(AnswerInvitation answer) : FormPage
{
    public InvitationPage Invitation { get; private set; } = null!;

    [BindProperty]
    public string? Report { get; set; }

    [BindProperty]
    public bool? Agrees { get; set; }

    [BindProperty]
    public string? View { get; set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        (Report, Agrees, View) = (Invitation.Mine.Report, Invitation.Mine.Agrees, Invitation.Mine.View);
        return Page();
    }

    public Task<IActionResult> OnPostAnswer(Guid id, Reply? reply) =>
        Act(
            id,
            () => answer.Answer(id, reply, Actor, ActKey, HttpContext.RequestAborted),
            reply == Reply.Coming ? "The chair sees that you are coming." : "The chair sees your apologies."
        );

    public Task<IActionResult> OnPostReport(Guid id) =>
        Act(id, () => answer.Report(id, Report, true, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Your report is sent.");

    public Task<IActionResult> OnPostKeep(Guid id) =>
        Act(id, () => answer.Report(id, Report, false, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Kept. Only you can read it until you send it.");

    public Task<IActionResult> OnPostAgree(Guid id) => Act(id, () => answer.Agree(id, Agrees, View, Actor, ActKey, HttpContext.RequestAborted), "Your view is recorded.");

    private Task<IActionResult> Act(Guid id, Func<Task> act, string done) => Try(act, done, () => $"/partner/invitations/{id}", async () => await Load(id) ?? Page(), prefix: "");

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await answer.Show(id, Actor, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        Invitation = found;
        return null;
    }
}
