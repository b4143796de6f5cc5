using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Web.Pages.Account;

/// <summary>Makes new recovery codes and shows them once.</summary>
[EnableRateLimiting(SecurityServices.SignInLimit)]
public sealed class RecoveryCodesModel(SetUpSecondFactor setUp, ShowOwnAccount show) : KithPage
{
    [BindProperty]
    public string? Code { get; set; }

    public bool HasApp { get; private set; }
    public int Left { get; private set; }
    public IReadOnlyList<string>? Codes { get; private set; }

    public Task OnGet() => Fill();

    public async Task<IActionResult> OnPost()
    {
        try
        {
            Codes = await setUp.NewRecoveryCodes(Actor, Code, HttpContext.RequestAborted);
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
        }
        await Fill();
        return Page();
    }

    private async Task Fill()
    {
        var own = await show.Show(Actor, HttpContext.RequestAborted);
        (HasApp, Left) = (own.AsksForCode, own.RecoveryCodesLeft);
    }
}
