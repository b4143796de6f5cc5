using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Accounts;

/// <summary>Changes the facts of an account.</summary>
public sealed class ChangeModel(ChangeAccount change, ShowAccount show) : KithPage
{
    [BindProperty]
    public AccountForm Input { get; set; } = new();

    [BindProperty(Name = "stamp")]
    public string? Stamp { get; set; }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public IReadOnlyList<Choice> Workers { get; private set; } = [];

    public async Task OnGet(Guid id)
    {
        var account = await Fill(id);
        Stamp = account.Stamp;
        var f = account.Facts;
        Input = new AccountForm
        {
            UserName = f.UserName,
            DisplayName = f.DisplayName,
            Email = f.Email,
            WorkerId = f.WorkerId,
            ValidFrom = f.ValidFrom,
            ValidUntil = f.ValidUntil,
        };
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (ModelState.IsValid)
        {
            try
            {
                await Once(() => change.Handle(id, Input.Facts(), Stamp, Actor, ActKey, HttpContext.RequestAborted));
                Done("The account is changed.");
                return RedirectToPage("/Admin/Accounts/Show", new { id });
            }
            catch (NotAcceptedException problems)
            {
                Show(problems);
            }
            catch (SecondEditorException)
            {
                ModelState.AddModelError(
                    "",
                    "Someone else changed this account in the meantime. Yours is below and is not saved yet. Compare it with the account, then save again if yours is right"
                );
                ModelState.Remove("stamp");
                Stamp = (await Fill(id)).Stamp;
                return Page();
            }
        }
        await Fill(id);
        return Page();
    }

    private async Task<AccountView> Fill(Guid id)
    {
        Id = id;
        var account = await show.Show(Actor, id, HttpContext.RequestAborted);
        Name = account.Facts.DisplayName ?? "";
        var (_, workers) = await show.Choices(Actor, id, HttpContext.RequestAborted);
        Workers = Choice.From(workers, w => w.Id, w => w.Name);
        return account;
    }
}
