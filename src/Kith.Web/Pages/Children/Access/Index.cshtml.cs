using Kith.Practice.Children.Show;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Access;

/// <summary>Who works and worked with the child, and who may open the record.</summary>
public sealed class IndexModel(ShowPerson show, Kith.Practice.Retention.KeepHolds holds) : KithPage
{
    public PersonPage Person { get; private set; } = null!;

    /// <summary>Whether a legal hold is on the record; null for those who are not to know of it.</summary>
    public bool? Held { get; private set; }

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
        Held = Actor.May(Kith.Practice.Access.Permission.KeepRetention) ? await holds.IsOn(id, HttpContext.RequestAborted) : null;
        return Page();
    }
}
