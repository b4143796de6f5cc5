using Kith.Practice.Access;
using Kith.Practice.Search;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>Finds whose record a request is about. The words are sent in a form and stand in no address.</summary>
public sealed class BeginModel(FindPeople find) : KithPage
{
    public SearchAnswer? Answer { get; private set; }
    public IEnumerable<FoundPerson> Found => Answer?.People.Where(p => p.Sight == Sight.Read) ?? [];

    public void OnGet() { }

    public async Task<IActionResult> OnPost(string? q)
    {
        Answer = await find.Handle(q, Actor, HttpContext.RequestAborted);
        return Page();
    }
}
