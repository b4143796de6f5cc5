using System.ComponentModel.DataAnnotations;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.WideRoles;
using Kith.Practice.Acts;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Kith.Web.Pages.Admin.Accounts;

/// <summary>One account: its facts, roles and history, and what helps when something is wrong.</summary>
public sealed class ShowModel(
    ShowAccount show,
    GrantRole grant,
    TakeBackRoleRequest takeBack,
    WithdrawRole withdraw,
    InviteAgain invite,
    ResetAccount reset,
    ResetSecondFactor resetSecondFactor,
    DisableAccount disable
) : KithPage
{
    private const string LinkKey = "Link";

    [BindProperty]
    public RoleForm Input { get; set; } = new();

    public AccountView Account { get; private set; } = null!;

    /// <summary>The one-time link, on the one reply after it was made.</summary>
    public string? Link { get; private set; }
    public IReadOnlyList<Choice> Teams { get; private set; } = [];
    public IReadOnlyList<Choice> Roles => AccountWords.Roles;

    public string WaysIn =>
        string.Join(
            ", ",
            new[]
            {
                Account.HasPassword ? "password" : null,
                Account.AsksForCode ? "code from an app" : null,
                Account.Passkeys > 0 ? $"{Account.Passkeys} passkeys" : null,
                Account.FromDirectory ? "the council's directory" : null,
            }.Where(w => w is not null)
        )
            is { Length: > 0 } ways
            ? ways
            : "None yet";

    public async Task OnGet(Guid id)
    {
        Link =
            TempData[LinkKey] is string path && path.StartsWith($"/sign-in/invitation/{id}/", StringComparison.Ordinal)
                ? $"{Request.Scheme}://{Request.Host}{Request.PathBase}{path}"
                : null;
        await Fill(id);
    }

    public async Task<IActionResult> OnPostGrant(Guid id)
    {
        if (ModelState.IsValid)
        {
            try
            {
                var given = await grant.Handle(id, new RoleInput(Input.Role, Input.TeamId, Input.From, Input.Until, Input.Why), Actor, ActKey, HttpContext.RequestAborted);
                Done(given.Waits ? "The role is asked for. It is held once a second person agrees; they are told." : "The role is given.");
                return RedirectToPage(new { id });
            }
            catch (NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        await Fill(id);
        return Page();
    }

    public Task<IActionResult> OnPostWithdraw(Guid id, Guid grant) => Do(id, () => withdraw.Handle(id, grant, Actor, ActKey, HttpContext.RequestAborted), "The role is withdrawn.");

    public Task<IActionResult> OnPostTakeBack(Guid id, Guid request) =>
        Do(id, () => takeBack.Handle(id, request, Actor, ActKey, HttpContext.RequestAborted), "The request is taken back.");

    public Task<IActionResult> OnPostInvite(Guid id) => Do(id, async () => KeepLink(TempData, await invite.Handle(id, Actor, HttpContext.RequestAborted)), "A new link is made.");

    public Task<IActionResult> OnPostReset(Guid id) => Do(id, async () => KeepLink(TempData, await reset.Handle(id, Actor, HttpContext.RequestAborted)), "The account is reset.");

    public Task<IActionResult> OnPostSecondFactor(Guid id) => Do(id, () => resetSecondFactor.Handle(id, Actor, ActKey, HttpContext.RequestAborted), "The second step is reset.");

    public Task<IActionResult> OnPostDisable(Guid id, string? reason) =>
        Do(id, () => disable.Handle(id, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), Actor, ActKey, HttpContext.RequestAborted), "The account is stopped.");

    public Task<IActionResult> OnPostEnable(Guid id) => Do(id, () => disable.Undo(id, Actor, ActKey, HttpContext.RequestAborted), "The account may be used again.");

    /// <summary>Keeps a link for the next reply to the same browser, encrypted in its cookie.</summary>
    internal static void KeepLink(ITempDataDictionary tempData, Invitation invitation)
    {
        if (invitation.Path is { } path)
        {
            tempData[LinkKey] = path;
        }
    }

    private async Task<IActionResult> Do(Guid id, Func<Task> what, string done)
    {
        ModelState.Clear();
        try
        {
            await what();
            Done(done);
            return RedirectToPage(new { id });
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
            await Fill(id);
            return Page();
        }
    }

    private async Task Fill(Guid id)
    {
        Account = await show.Show(Actor, id, HttpContext.RequestAborted);
        var (teams, _) = await show.Choices(Actor, id, HttpContext.RequestAborted);
        Teams = Choice.From(teams, t => t.Id, t => t.Name);
    }

    /// <summary>The form of a role.</summary>
    public sealed class RoleForm
    {
        public Role? Role { get; set; }
        public Guid? TeamId { get; set; }

        public string? Why { get; set; }

        [Display(Name = "First day")]
        public DateOnly? From { get; set; }

        [Display(Name = "Last day")]
        public DateOnly? Until { get; set; }
    }
}
