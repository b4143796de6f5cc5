using Kith.Practice.Workforce.Teams;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Teams;

/// <summary>Adds a team.</summary>
public sealed class AddModel(AddTeam add, ShowTeamForm show) : FormPage
{
    [BindProperty]
    public TeamInput Input { get; set; } = new();

    public IReadOnlyList<Choice> Parents { get; private set; } = [];

    public async Task<IActionResult> OnGet()
    {
        Parents = TeamChoices.Of(await show.Choices(Actor, ct: HttpContext.RequestAborted));
        return Page();
    }

    public Task<IActionResult> OnPost()
    {
        var made = Guid.Empty;
        return Try(async () => made = await add.Handle(Input, Actor, ActKey, HttpContext.RequestAborted), "The team is added.", () => $"/admin/teams/{made}", OnGet);
    }
}
