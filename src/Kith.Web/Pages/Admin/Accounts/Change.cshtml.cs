using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Accounts;

/// <summary>Changes the facts of an account.</summary>
public sealed class ChangeModel(ChangeAccount change, ShowAccount show) : FormPage
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
        Input = Of(account.Facts);
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            () => change.Handle(id, Input.Facts(), Stamp, Actor, ActKey, HttpContext.RequestAborted),
            "The account is changed.",
            () => $"/admin/accounts/{id}",
            async () =>
            {
                await Fill(id);
                return Page();
            },
            async () =>
            {
                var now = await Fill(id);
                // An account is known by its stamp, not by a number: the choice goes on from the one it has now.
                var both = SecondEditor.Between("this account", Of(now.Facts), Input, 0, $"/admin/accounts/{id}", words: Describe);
                return both with { Same = [.. both.Same, ("stamp", now.Stamp ?? "")] };
            }
        );

    private string? Describe(string field, string value) => field == nameof(AccountForm.WorkerId) && value.Length > 0 ? Workers.FirstOrDefault(w => w.Value == value)?.Text : null;

    private static AccountForm Of(AccountInput f) =>
        new()
        {
            UserName = f.UserName,
            DisplayName = f.DisplayName,
            Email = f.Email,
            WorkerId = f.WorkerId,
            ValidFrom = f.ValidFrom,
            ValidUntil = f.ValidUntil,
        };

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
