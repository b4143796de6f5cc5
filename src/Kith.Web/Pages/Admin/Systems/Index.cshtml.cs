using Kith.Practice.Access.Api;
using Kith.Practice.Acts;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Systems;

/// <summary>Other systems of the council that ask by themselves.</summary>
public sealed class IndexModel(KeepClients keep) : KithPage
{
    [BindProperty]
    public ApiClientInput Input { get; set; } = new();

    public IReadOnlyList<ApiClientLine> Systems { get; private set; } = [];
    public IReadOnlyList<Choice> Accounts { get; private set; } = [];
    public static IReadOnlyList<Choice> Scopes { get; } = Choice.From(ApiScopes.All, s => s.Name, s => s.InWords);

    /// <summary>Id and secret of the system that was just added: shown on this page and never again.</summary>
    public (Guid Id, string Secret)? Made { get; private set; }

    public async Task OnGet()
    {
        var (systems, accounts) = await keep.List(Actor, HttpContext.RequestAborted);
        Systems = systems;
        Accounts = Choice.From(accounts, a => a.Id, a => a.Name);
    }

    public async Task<IActionResult> OnPost()
    {
        if (ModelState.IsValid)
        {
            try
            {
                Made = await keep.Add(Input, Actor, ActKey, HttpContext.RequestAborted);
                if (Made is null)
                {
                    Done("That system was added already. Its secret is shown once only: if you did not keep it, revoke it and add it again.");
                    return Redirect("/admin/systems");
                }
                ModelState.Clear();
                Input = new();
            }
            catch (NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        await OnGet();
        return Page();
    }

    public async Task<IActionResult> OnPostRevoke(Guid system)
    {
        await keep.Revoke(system, Actor, ActKey, HttpContext.RequestAborted);
        Done("The system may not ask any more.");
        return Redirect("/admin/systems");
    }
}
