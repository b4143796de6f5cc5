using Kith.Practice.Access;
using Kith.Practice.Search;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Search;

/// <summary>Search for a person by whatever is known. The way to adding someone leads through here.</summary>
public sealed class IndexModel(FindPeople find) : KithPage
{
    /// <summary>The words searched for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    public SearchAnswer Answer { get; private set; } = new("", [], false, true);

    public bool MayAdd => Actor.May(Permission.RecordWork);

    public async Task OnGetAsync() => Answer = await find.Handle(Words, Actor, HttpContext.RequestAborted);
}
