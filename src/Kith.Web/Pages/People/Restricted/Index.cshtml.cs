using Kith.Practice.Access;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Restricted;

/// <summary>Says that a restricted record exists, and nothing of it.</summary>
public sealed class IndexModel(RecordAccess access) : KithPage
{
    public Guid Id { get; private set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        Id = id;
        return await access.SightOf(Actor, id, HttpContext.RequestAborted) switch
        {
            Sight.RestrictedExists => Page(),
            Sight.Read => LocalRedirect($"/people/{id}"),
            Sight.Known => RedirectToPage("/People/Known/Index", new { id }),
            _ => NotFound(),
        };
    }
}
