using Kith.Practice.Access.SignIn;
using Kith.Practice.Agencies;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Web.Pages.Partners.SignIn;

/// <summary>A partner enters the code that was sent to their work address, in the browser that asked for it.</summary>
[EnableRateLimiting(SecurityServices.SignInLimit)]
public sealed class CodeModel(EnterPartnerCode enter, SessionCookies sessions, PartnerCodeCookie cookie) : PageModel
{
    /// <summary>The one answer to every code that does not work.</summary>
    public const string Refusal = "This code does not work. Look at it again, or ask for a new one: a code works once, for ten minutes, and after five wrong tries no more";

    [BindProperty]
    public string? Code { get; set; }

    public IActionResult OnGet() => cookie.Of(HttpContext) is null ? Redirect("/partner/sign-in") : Page();

    public async Task<IActionResult> OnPost()
    {
        if (cookie.Of(HttpContext) is not { } asking)
        {
            return Redirect("/partner/sign-in");
        }
        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.AddModelError(nameof(Code), "Enter the code from the email");
            return Page();
        }
        if (
            await enter.Handle(asking.Id, asking.Browser, Code, HttpContext.RequestAborted) is { } account
            && await sessions.Enter(HttpContext, account, SignInMethod.WorkAddressCode)
        )
        {
            PartnerCodeCookie.Forget(HttpContext);
            return Redirect("/partner");
        }
        Code = null;
        ModelState.AddModelError(nameof(Code), Refusal);
        return Page();
    }
}
