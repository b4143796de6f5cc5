using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Web.Pages.Partners.SignIn;

/// <summary>A partner asks for a code. Every address is answered alike, known or not.</summary>
[EnableRateLimiting(SecurityServices.SignInLimit)]
public sealed class IndexModel(AskPartnerCode ask, PartnerCodeCookie cookie) : PageModel
{
    [BindProperty]
    public string? Address { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        try
        {
            cookie.Keep(HttpContext, await ask.Handle(Address, HttpContext.Connection.RemoteIpAddress?.ToString(), HttpContext.RequestAborted));
            return Redirect("/partner/sign-in/code");
        }
        catch (NotAcceptedException problems)
        {
            ModelState.AddModelError(nameof(Address), problems.Problems[0].Message);
            return Page();
        }
    }
}
