using Kith.Practice.Access;
using Kith.Practice.Access.SignIn;
using Kith.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Web.Pages.SignIn;

/// <summary>Signing in with a passkey: two factors in one, and nothing to be guessed or phished.</summary>
[EnableRateLimiting(SecurityServices.SignInLimit)]
public sealed class PasskeyModel(SignInManager<Practice.Access.Account> identity, UserManager<Practice.Access.Account> accounts, SessionCookies cookies) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/SignIn/Index");

    /// <summary>The challenge for the browser; its own half stays in a cookie for five minutes.</summary>
    public async Task<IActionResult> OnPostOptions() => Content(await identity.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPost(string? credential, string? to)
    {
        if (credential is { Length: > 0 and < 20_000 })
        {
            try
            {
                var assertion = await identity.PerformPasskeyAssertionAsync(credential);
                if (assertion.Succeeded && await cookies.Enter(HttpContext, assertion.User.Id, SignInMethod.Passkey))
                {
                    // The counter of the passkey moves on: a copy of it would be noticed.
                    await accounts.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey);
                    return LocalRedirect(SafePlace.Of(Url, to));
                }
            }
            catch (InvalidOperationException)
            {
                // No challenge was asked for, or its five minutes are over: the same answer as a wrong passkey.
            }
        }
        return RedirectToPage("/SignIn/Index", new { to, problem = "passkey" });
    }
}
