using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.SignIn;
using Kith.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Web.Pages.Account;

/// <summary>One's own passkeys: the list, adding one, taking one away.</summary>
[EnableRateLimiting(SecurityServices.SignInLimit)]
public sealed class PasskeysModel(ShowOwnAccount show, KeepPasskeys keep, SignInManager<Practice.Access.Account> identity, SessionCookies cookies) : KithPage
{
    public OwnAccountView Own { get; private set; } = null!;
    public bool Owes { get; private set; }

    public Task OnGet() => Fill();

    /// <summary>The challenge for the browser; its own half stays in a cookie for five minutes.</summary>
    public async Task<IActionResult> OnPostOptions()
    {
        var own = await show.Show(Actor, HttpContext.RequestAborted);
        var options = await identity.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = Actor.AccountId.ToString(),
                Name = own.UserName,
                DisplayName = own.Name,
            }
        );
        return Content(options, "application/json");
    }

    public async Task<IActionResult> OnPost(string? credential, string? name)
    {
        if (credential is { Length: > 0 and < 50_000 })
        {
            try
            {
                var attestation = await identity.PerformPasskeyAttestationAsync(credential);
                if (attestation.Succeeded && attestation.UserEntity.Id == Actor.AccountId.ToString())
                {
                    await keep.Add(Actor, attestation.Passkey, name, HttpContext.RequestAborted);
                    if (await Service<CurrentActor>().GetSession() is { OwesSecondFactor: true })
                    {
                        // The device has just shown fingerprint, face or PIN: that is the second factor.
                        await cookies.Leave(HttpContext);
                        await cookies.Enter(HttpContext, Actor.AccountId, SignInMethod.Passkey);
                    }
                    Done("Passkey added.");
                    return RedirectToPage();
                }
            }
            catch (InvalidOperationException)
            {
                // No challenge was asked for, or its five minutes are over: the same answer as a wrong passkey.
            }
        }
        ModelState.AddModelError("", "The passkey was not added. Try again");
        await Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostRemove(string? id)
    {
        if (id is null || !await keep.Remove(Actor, id, HttpContext.RequestAborted))
        {
            return NotFound();
        }
        Done("Passkey removed.");
        return RedirectToPage();
    }

    private async Task Fill()
    {
        Own = await show.Show(Actor, HttpContext.RequestAborted);
        Owes = await Service<CurrentActor>().GetSession() is { OwesSecondFactor: true };
    }
}
