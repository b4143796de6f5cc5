using Kith.Practice.Agencies;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Agencies;

/// <summary>Puts someone who works for an agency into the directory.</summary>
public sealed class AddPersonModel(ShowDirectory show, KeepDirectory keep) : FormPage
{
    [BindProperty]
    public ProfessionalInput Input { get; set; } = new();

    public AgencyPage Agency { get; private set; } = null!;
    public IReadOnlyList<Choice> Teams { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        Agency = found;
        Teams = Choice.From(found.Teams, t => t.Id, t => t.Name);
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id)
    {
        var made = Guid.Empty;
        return Try(async () => made = await keep.AddPerson(id, Input, Actor, ActKey, HttpContext.RequestAborted), "Added.", () => $"/agencies/people/{made}", () => OnGet(id));
    }
}
