using Kith.Practice.Children.Show;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Access;

/// <summary>Who works and worked with the child, and who may open the record.</summary>
public sealed class IndexModel(ShowPerson show) : KithPage
{
    public PersonPage Person { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Guard(id, "People and access") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } person)
        {
            return NotFound();
        }
        Person = person;
        return Page();
    }
}
