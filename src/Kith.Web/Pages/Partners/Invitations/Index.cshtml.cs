using Kith.Practice.Agencies;
using Kith.Practice.Protection.Meetings;
using Kith.Web.Pages.Partners.Drafts;
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

    private Written written = new();

    public DraftForm Draft { get; private set; } = null!;

    /// <summary>What is kept of a half-written report or view.</summary>
    public sealed class Written
    {
        public string? Report { get; set; }
        public bool? Agrees { get; set; }
        public string? View { get; set; }
    }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        (Report, Agrees, View) = (Invitation.Mine.Report, Invitation.Mine.Agrees, Invitation.Mine.View);
        if (Draft.TakenUp)
        {
            (Report, Agrees, View) = Invitation.Waits ? (written.Report, Agrees, View) : (Report, written.Agrees, written.View);
            // An answer given meanwhile is their own, and says nothing against the report.
            ModelState.Remove("version");
        }
        return Page();
    }

    public Task<IActionResult> OnPostAnswer(Guid id, Reply? reply) =>
        Act(
            id,
            async () =>
            {
                // What is half written of the report comes with the answer, and is kept as its button would keep it.
                if (Report is not null)
                {
                    await answer.Report(id, Report, false, EditedVersion, Actor, null, HttpContext.RequestAborted);
                }
                await answer.Answer(id, reply, Actor, ActKey, HttpContext.RequestAborted);
            },
            reply == Reply.Coming ? "The chair sees that you are coming." : "The chair sees your apologies."
        );

    public Task<IActionResult> OnPostReport(Guid id) =>
        Act(id, () => answer.Report(id, Report, true, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Your report is sent.", PartnerDrafts.Report);

    public Task<IActionResult> OnPostKeep(Guid id) =>
        Act(
            id,
            () => answer.Report(id, Report, false, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Kept. Only you can read it until you send it.",
            PartnerDrafts.Report
        );

    public Task<IActionResult> OnPostAgree(Guid id) =>
        Act(id, () => answer.Agree(id, Agrees, View, Actor, ActKey, HttpContext.RequestAborted), "Your view is recorded.", PartnerDrafts.Agreement);

    private Task<IActionResult> Act(Guid id, Func<Task> act, string done, string? draft = null) =>
        Try(
            async () =>
            {
                await act();
                if (draft is not null)
                {
                    await Discard($"{draft}/{id}");
                }
            },
            done,
            () => $"/partner/invitations/{id}",
            async () => await Load(id) ?? Page(),
            prefix: ""
        );

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await answer.Show(id, Actor, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        Invitation = found;
        written = new Written();
        Draft = await TakeUp($"{(found.Waits ? PartnerDrafts.Report : PartnerDrafts.Agreement)}/{id}", null, "", written);
        return null;
    }
}
