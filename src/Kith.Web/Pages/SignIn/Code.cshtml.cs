using Kith.Practice.Access.SignIn;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Web.Pages.SignIn;

/// <summary>The second step: a code from the authenticator app, or a recovery code.</summary>
[EnableRateLimiting(SecurityServices.SignInLimit)]
public sealed class CodeModel(CheckCode check, SessionCookies cookies) : PageModel
{
    public const string Refusal = "The code is not right, was used before, or the account is locked for a few minutes. Wait for the next code and try again";

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? RecoveryCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public string? To { get; set; }

    public async Task<IActionResult> OnGet() => await SessionCookies.AwaitingCode(HttpContext) is null ? RedirectToPage("/SignIn/Index", new { to = To }) : Page();

    public async Task<IActionResult> OnPost()
    {
        if (await SessionCookies.AwaitingCode(HttpContext) is not { } account)
        {
            return RedirectToPage("/SignIn/Index", new { to = To });
        }
        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.AddModelError(nameof(Code), "Enter the code from your authenticator app");
        }
        else if (await check.Handle(account, Code, HttpContext.RequestAborted) && await cookies.Enter(HttpContext, account, SignInMethod.PasswordAndCode))
        {
            return LocalRedirect(SafePlace.Of(Url, To));
        }
        else
        {
            ModelState.AddModelError(nameof(Code), Refusal);
        }
        return Page();
    }

    /// <summary>With one of the codes kept on paper.</summary>
    public async Task<IActionResult> OnPostRecovery()
    {
        if (await SessionCookies.AwaitingCode(HttpContext) is not { } account)
        {
            return RedirectToPage("/SignIn/Index", new { to = To });
        }
        if (string.IsNullOrWhiteSpace(RecoveryCode))
        {
            ModelState.AddModelError(nameof(RecoveryCode), "Enter a recovery code");
        }
        else if (await check.HandleRecovery(account, RecoveryCode, HttpContext.RequestAborted) && await cookies.Enter(HttpContext, account, SignInMethod.RecoveryCode))
        {
            return LocalRedirect(SafePlace.Of(Url, To));
        }
        else
        {
            ModelState.AddModelError(nameof(RecoveryCode), "The recovery code is not right or was used before. Try another one");
        }
        return Page();
    }
}
