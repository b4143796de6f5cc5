using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.SignIn;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Kith.Web.Pages.SignIn;

/// <summary>The way in: name and password, a passkey, the council's directory, or a person of the demonstration.</summary>
[EnableRateLimiting(SecurityServices.SignInLimit)]
public sealed class IndexModel(
    CheckPassword check,
    SessionCookies cookies,
    ListDemoPeople demoPeople,
    FirstAccount first,
    IOptions<KithOptions> options,
    IConfiguration configuration
) : PageModel
{
    /// <summary>The one answer to every failed try, so that it tells nothing about who has an account.</summary>
    public const string Refusal = "The user name or password is not right, or the account is locked for a few minutes. Check both and try again";

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public string? To { get; set; }

    public bool HasDirectory => CouncilDirectory.IsConfigured(configuration);
    public string DirectoryName => configuration["Kith:Oidc:Name"] ?? "the council's directory";
    public bool Demo => options.Value.Demo;

    /// <summary>True in a new installation, where the page says how the first account is made.</summary>
    public bool NobodyYet { get; private set; }
    public IReadOnlyList<IGrouping<Role, DemoPerson>> People { get; private set; } = [];

    public async Task OnGet(string? problem)
    {
        if (problem == "directory")
        {
            ModelState.AddModelError("", "The council's directory did not sign you in. Try again, or ask the person who looks after accounts");
        }
        else if (problem == "passkey")
        {
            ModelState.AddModelError("", "The passkey did not sign you in. Try again, or sign in with your password");
        }
        await Fill();
    }

    public async Task<IActionResult> OnPost()
    {
        if (string.IsNullOrWhiteSpace(UserName))
        {
            ModelState.AddModelError(nameof(UserName), "Enter your user name");
        }
        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), "Enter your password");
        }
        if (ModelState.IsValid)
        {
            var accepted = await check.Handle(UserName, Password, HttpContext.RequestAborted);
            if (accepted is { NeedsCode: true })
            {
                await SessionCookies.AwaitCode(HttpContext, accepted.AccountId);
                return RedirectToPage("/SignIn/Code", new { to = SafePlace.Of(Url, To) });
            }
            if (accepted is not null && await cookies.Enter(HttpContext, accepted.AccountId, SignInMethod.Password))
            {
                return LocalRedirect(SafePlace.Of(Url, To));
            }
            ModelState.AddModelError(nameof(UserName), Refusal);
        }
        await Fill();
        return Page();
    }

    /// <summary>Comes in as a person of the demonstration. Refused outside it, whatever the database holds.</summary>
    public async Task<IActionResult> OnPostDemo(Guid person)
    {
        if (!Demo || !await demoPeople.IsDemo(person, HttpContext.RequestAborted) || !await cookies.Enter(HttpContext, person, SignInMethod.Demonstration))
        {
            return NotFound();
        }
        return LocalRedirect(SafePlace.Of(Url, To));
    }

    /// <summary>Goes to the council's directory.</summary>
    public IActionResult OnPostDirectory() =>
        HasDirectory
            ? Challenge(
                new Microsoft.AspNetCore.Authentication.AuthenticationProperties { RedirectUri = Url.Page("/SignIn/Directory", new { to = SafePlace.Of(Url, To) }) },
                CouncilDirectory.Scheme
            )
            : NotFound();

    private async Task Fill()
    {
        Password = null;
        NobodyYet = !Demo && await first.IsNeeded(HttpContext.RequestAborted);
        if (Demo)
        {
            People = [.. (await demoPeople.List(HttpContext.RequestAborted)).GroupBy(p => p.Role)];
        }
    }
}

/// <summary>Where someone goes after signing in: only ever a place of this service.</summary>
public static class SafePlace
{
    /// <summary>The asked place when it is local and not a part of signing in or out, otherwise the first page.</summary>
    public static string Of(IUrlHelper url, string? to) =>
        to is { Length: > 0 and < 2000 }
        && url.IsLocalUrl(to)
        && to[0] == '/'
        && !to.StartsWith("/sign-", StringComparison.OrdinalIgnoreCase)
        && !to.StartsWith("/error", StringComparison.OrdinalIgnoreCase)
        && !to.Any(char.IsControl)
            ? to
            : "/";
}
