using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.SignIn;
using Kith.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages.SignIn;

/// <summary>Comes back from the council's directory: finds the account an administrator made, or says that there is none.</summary>
public sealed class DirectoryModel(FindByDirectory find, SessionCookies cookies, IConfiguration configuration) : PageModel
{
    public async Task<IActionResult> OnGet(string? to)
    {
        if (!CouncilDirectory.IsConfigured(configuration))
        {
            return NotFound();
        }
        var reply = await HttpContext.AuthenticateAsync(IdentityConstants.ExternalScheme);
        if (reply.Principal is not { } principal)
        {
            return RedirectToPage("/SignIn/Index", new { to });
        }
        var (subject, email, userName) = CouncilDirectory.Person(principal);
        var account = await find.Find(
            CouncilDirectory.Scheme,
            subject,
            email,
            configuration.GetValue("Kith:Oidc:TrustUserNames", false) ? userName : null,
            HttpContext.RequestAborted
        );
        if (account is { } found && await cookies.Enter(HttpContext, found, SignInMethod.Directory))
        {
            return LocalRedirect(SafePlace.Of(Url, to));
        }
        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
