using System.Security.Claims;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Web.Pages.Account;

/// <summary>Changes one's own password.</summary>
[EnableRateLimiting(SecurityServices.SignInLimit)]
public sealed class PasswordModel(ChangePassword change) : KithPage
{
    [BindProperty]
    public string? Present { get; set; }

    [BindProperty]
    public string? Chosen { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        if (Chosen != Again)
        {
            ModelState.AddModelError(nameof(Again), "The two new passwords are not the same");
            return Page();
        }
        try
        {
            await change.Handle(Actor, Present, Chosen, User.FindFirstValue(SessionCookies.SessionClaim), HttpContext.RequestAborted);
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
            return Page();
        }
        Done("Your password is changed.");
        return RedirectToPage("/Account/Index");
    }
}
