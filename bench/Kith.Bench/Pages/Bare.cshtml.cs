using Kith.Practice.Store;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Kith.Bench.Pages;

/// <summary>What Kith's pages are measured against: a page without sign-in, layout or trail that makes one indexed query.</summary>
public sealed class BareModel(KithDb db) : PageModel
{
    public string Name { get; private set; } = "";
    public DateOnly? BornOn { get; private set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        var person = await db
            .People.AsNoTracking()
            .Where(p => p.Id == id)
            .Select(p => new
            {
                p.GivenName,
                p.FamilyName,
                p.DateOfBirth,
            })
            .FirstOrDefaultAsync(HttpContext.RequestAborted);
        if (person is null)
        {
            return NotFound();
        }
        (Name, BornOn) = ($"{person.GivenName} {person.FamilyName}", person.DateOfBirth);
        return Page();
    }
}
