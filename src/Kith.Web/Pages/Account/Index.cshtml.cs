using System.Security.Claims;
using Kith.Practice.Access.Absence;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.Api;
using Kith.Practice.Access.SignIn;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Account;

/// <summary>One's own account: what one may do, how one signs in, where one is signed in.</summary>
public sealed class IndexModel(ShowOwnAccount show, ListSessions sessions, SetDeputy absence, SessionCookies cookies, EndSession end) : KithPage
{
    public OwnAccountView Own { get; private set; } = null!;
    public IReadOnlyList<SessionView> Sessions { get; private set; } = [];

    /// <summary>True for whoever has a role that a program could use.</summary>
    public bool MayMakeTokens => ApiScopes.For(Actor).Count > 0;

    /// <summary>Who carries the work now or next, in words.</summary>
    public string? Away { get; private set; }

    public async Task OnGet()
    {
        Own = await show.Show(Actor, HttpContext.RequestAborted);
        Sessions = await sessions.List(Actor, User.FindFirstValue(SessionCookies.SessionClaim), HttpContext.RequestAborted);
        Away = (await absence.Show(Actor, HttpContext.RequestAborted)).Deputies.FirstOrDefault(d => d.ForAccountId == Actor.AccountId) is { } d
            ? $"{d.Deputy} carries your work from {Words.Date(d.From)} to {Words.Date(d.Until)}"
            : null;
    }

    /// <summary>Ends one session: the browser on that device is signed out with its next page.</summary>
    public async Task<IActionResult> OnPostEnd(string? session)
    {
        await end.HandleOne(Actor, session ?? "", ActKey, HttpContext.RequestAborted);
        Done("That session has ended.");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEverywhere()
    {
        await cookies.Leave(HttpContext, everywhere: true);
        return RedirectToPage("/SignIn/Index");
    }
}
