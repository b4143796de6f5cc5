using Kith.Practice.Access.Api;
using Kith.Practice.Acts;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Account;

/// <summary>One's own tokens for programs: made, shown once, revoked.</summary>
public sealed class TokensModel(KeepTokens keep) : KithPage
{
    [BindProperty]
    public ApiTokenInput Input { get; set; } = new() { Days = 90 };

    public IReadOnlyList<ApiTokenLine> Tokens { get; private set; } = [];
    public IReadOnlyList<Choice> Scopes => Choice.From(ApiScopes.For(Actor), s => s.Name, s => s.InWords);
    public static IReadOnlyList<Choice> Lengths { get; } = [new("7", "A week"), new("30", "30 days"), new("90", "90 days"), new("366", "A year")];

    /// <summary>The token that was just made: shown on this page and never again.</summary>
    public string? Made { get; private set; }

    public async Task OnGet() => Tokens = await keep.List(Actor, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPost()
    {
        if (ModelState.IsValid)
        {
            try
            {
                Made = await keep.Make(Input, Actor, ActKey, HttpContext.RequestAborted);
                if (Made is null)
                {
                    Done("That token was made already. It is shown once only: if you did not keep it, revoke it and make another.");
                    return Redirect("/account/tokens");
                }
                ModelState.Clear();
                Input = new() { Days = 90 };
            }
            catch (NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        await OnGet();
        return Page();
    }

    public async Task<IActionResult> OnPostRevoke(Guid token)
    {
        await keep.Revoke(token, Actor, ActKey, HttpContext.RequestAborted);
        Done("The token opens nothing any more.");
        return Redirect("/account/tokens");
    }
}
