using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Web.Pages.SignIn;

/// <summary>Chooses a password with the one-time link that an administrator gave.</summary>
[EnableRateLimiting(SecurityServices.SignInLimit)]
public sealed class InvitationModel(AcceptInvitation accept) : PageModel
{
    public string? UserName { get; private set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public async Task<IActionResult> OnGet(Guid id, string secret) => await Fill(id, secret);

    public async Task<IActionResult> OnPost(Guid id, string secret)
    {
        if (Password != Again)
        {
            ModelState.AddModelError(nameof(Again), "The two passwords are not the same");
            return await Fill(id, secret);
        }
        try
        {
            if (await accept.Handle(id, secret, Password, HttpContext.RequestAborted))
            {
                TempData.Confirm("Your password is set. Sign in with it now.");
                return RedirectToPage("/SignIn/Index");
            }
        }
        catch (NotAcceptedException problems)
        {
            foreach (var problem in problems.Problems)
            {
                ModelState.AddModelError(problem.Field, problem.Message);
            }
        }
        return await Fill(id, secret);
    }

    private async Task<IActionResult> Fill(Guid id, string secret)
    {
        (Password, Again) = (null, null);
        UserName = await accept.Show(id, secret, HttpContext.RequestAborted);
        if (UserName is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            ModelState.Clear();
        }
        return Page();
    }
}
