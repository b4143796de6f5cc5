using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Workers;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.People;

/// <summary>Adds someone to the staff.</summary>
public sealed class AddModel(AddWorker add) : StaffFormPage
{
    public async Task<IActionResult> OnGet()
    {
        Input.Contract = ContractKind.Permanent;
        Input.FullTimeEquivalent = 1m;
        await FillChoices(null);
        return Page();
    }

    public Task<IActionResult> OnPost()
    {
        var made = Guid.Empty;
        return Try(
            async () => made = await add.Handle(Input, Actor, ActKey, HttpContext.RequestAborted),
            "They are on the staff. Make an account for them so that they can sign in.",
            () => $"/admin/people/{made}",
            async () =>
            {
                await FillChoices(null);
                return Page();
            }
        );
    }
}
