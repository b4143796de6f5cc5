using System.ComponentModel.DataAnnotations;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Accounts;

/// <summary>The facts of an account as a form.</summary>
public class AccountForm
{
    public string? UserName { get; set; }

    [Display(Name = "Name")]
    public string? DisplayName { get; set; }
    public string? Email { get; set; }
    public Guid? WorkerId { get; set; }

    [Display(Name = "First day")]
    public DateOnly? ValidFrom { get; set; }

    [Display(Name = "Last day")]
    public DateOnly? ValidUntil { get; set; }

    internal AccountInput Facts() => new(UserName, DisplayName, Email, WorkerId, ValidFrom, ValidUntil);
}

/// <summary>Adds an account with its first role, and shows the link for its person once.</summary>
public sealed class AddModel(AddAccount add, GrantRole grant, ShowAccount show) : KithPage
{
    /// <summary>A new account and its first role.</summary>
    public sealed class NewAccountForm : AccountForm
    {
        public Role? Role { get; set; }
        public Guid? TeamId { get; set; }
        public string? Why { get; set; }
    }

    [BindProperty]
    public NewAccountForm Input { get; set; } = new();

    public IReadOnlyList<Choice> Workers { get; private set; } = [];
    public IReadOnlyList<Choice> Teams { get; private set; } = [];
    public IReadOnlyList<Choice> Roles => AccountWords.Roles;

    /// <summary>With the worker chosen already when someone comes from the staff list.</summary>
    public async Task OnGet(Guid? worker)
    {
        await Fill();
        if (worker is { } id && Workers.FirstOrDefault(w => w.Value == id.ToString()) is { } chosen)
        {
            Input.WorkerId = id;
            Input.DisplayName = chosen.Text.Split(", ")[0];
        }
    }

    public async Task<IActionResult> OnPost()
    {
        if (ModelState.IsValid)
        {
            try
            {
                var invitation = await add.Handle(Input.Facts(), Actor, ActKey, HttpContext.RequestAborted);
                ShowModel.KeepLink(TempData, invitation);
                if (Input.Role is { } role && invitation.Secret is not null)
                {
                    try
                    {
                        var given = await grant.Handle(
                            invitation.AccountId,
                            new RoleInput(role, Input.TeamId, Input.ValidFrom, null, Input.Why),
                            Actor,
                            null,
                            HttpContext.RequestAborted
                        );
                        if (given.Waits)
                        {
                            Done("The account is added. Its role is held once a second person agrees; they are told.");
                            return RedirectToPage("/Admin/Accounts/Show", new { id = invitation.AccountId });
                        }
                    }
                    catch (NotAcceptedException problem)
                    {
                        Done($"The account is added, without a role: {problem.Message}.");
                        return RedirectToPage("/Admin/Accounts/Show", new { id = invitation.AccountId });
                    }
                }
                Done("The account is added.");
                return RedirectToPage("/Admin/Accounts/Show", new { id = invitation.AccountId });
            }
            catch (NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        await Fill();
        return Page();
    }

    private async Task Fill()
    {
        var (teams, workers) = await show.Choices(Actor, null, HttpContext.RequestAborted);
        Workers = Choice.From(workers, w => w.Id, w => w.Name);
        Teams = Choice.From(teams, t => t.Id, t => t.Name);
    }
}
