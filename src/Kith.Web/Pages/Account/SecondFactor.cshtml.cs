using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.SignIn;
using Kith.Practice.Acts;
using Kith.Web.Pages.SignIn;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Web.Pages.Account;

/// <summary>Sets up codes from an authenticator app, and shows the recovery codes once.</summary>
[EnableRateLimiting(SecurityServices.SignInLimit)]
public sealed class SecondFactorModel(SetUpSecondFactor setUp, ShowOwnAccount show, SessionCookies cookies, CouncilIdentity council) : KithPage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? OldCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public string? To { get; set; }

    /// <summary>True when nothing else may be opened before this is done.</summary>
    public bool Owes { get; private set; }

    /// <summary>True when an app is in use already.</summary>
    public bool Replaces { get; private set; }
    public string KeyInGroups { get; private set; } = "";
    public string Address { get; private set; } = "";
    public IReadOnlyList<string>? Codes { get; private set; }
    public string Next => SafePlace.Of(Url, To);

    public Task OnGet() => Fill();

    public async Task<IActionResult> OnPost()
    {
        try
        {
            Codes = await setUp.Confirm(Actor, Code, OldCode, HttpContext.RequestAborted);
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
            await Fill();
            return Page();
        }
        // A new session under a new id, now that both steps were shown.
        await cookies.Enter(HttpContext, Actor.AccountId, SignInMethod.PasswordAndCode);
        return Page();
    }

    private async Task Fill()
    {
        var own = await show.Show(Actor, HttpContext.RequestAborted);
        Replaces = own.AsksForCode;
        Owes = await Service<CurrentActor>().GetSession() is { OwesSecondFactor: true };
        var secret = await setUp.Begin(Actor, HttpContext.RequestAborted);
        KeyInGroups = string.Join(' ', secret.Chunk(4).Select(c => new string(c)));
        Address = Totp.Address(secret, $"{council.ServiceName} {council.Name}", own.UserName);
    }
}
