using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Access.Restricted;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Known;

/// <summary>Who works with a person whose record is not within the actor's work. Nothing else.</summary>
public sealed class IndexModel(ShowKnown show, Clock clock) : KithPage
{
    public KnownView Person { get; private set; } = null!;
    public DateOnly Today => clock.Today;

    public async Task<IActionResult> OnGet(Guid id)
    {
        var (sight, view) = await show.Show(id, Actor, HttpContext.RequestAborted);
        if (view is null)
        {
            return sight switch
            {
                Sight.Read => LocalRedirect($"/people/{id}"),
                Sight.RestrictedExists => RedirectToPage("/People/Restricted/Index", new { id }),
                _ => NotFound(),
            };
        }
        Person = view;
        return Page();
    }
}
