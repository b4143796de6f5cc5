using Kith.Practice.Children.Show;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Family;

/// <summary>The people around a child: family, network, household, services and professionals.</summary>
public sealed class IndexModel(ShowPerson show) : KithPage
{
    public PersonPage Person { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Guard(id, "Family and network") is { } refused)
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
