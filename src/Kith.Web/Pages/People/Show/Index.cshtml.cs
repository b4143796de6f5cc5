using Kith.Practice.Children.Show;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Show;

/// <summary>An adult of the family or network; children have their own page.</summary>
public sealed class IndexModel(ShowPerson show) : KithPage
{
    public PersonPage Person { get; private set; } = null!;
    public string Tab { get; private set; } = "story";

    public async Task<IActionResult> OnGet(Guid id, string? tab)
    {
        if (await Guard(id, tab is null ? "Story" : "Family and network") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } person)
        {
            return NotFound();
        }
        if (person.Head.IsChild)
        {
            return Redirect(tab is null ? $"/children/{id}" : $"/children/{id}/{tab}");
        }
        Tab = tab ?? "story";
        Person = person;
        return Page();
    }
}
