using Kith.Practice.Access;
using Kith.Practice.Protection.Meetings;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Conferences;

/// <summary>A chair's diary: conferences today, this week and after, with reports that are missing and whether enough agencies are coming.</summary>
public sealed class IndexModel(ListConferences list) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public string? Whose { get; set; }

    public IReadOnlyList<ConferenceLine> Lines { get; private set; } = [];
    public bool Mine { get; private set; }
    public DateOnly Today => Service<Practice.Clock>().Today;

    public async Task OnGet()
    {
        Mine = Whose is null ? Actor.Roles.Contains(Role.ConferenceChair) : Whose == "mine";
        Lines = await list.List(Actor, Mine, 28, HttpContext.RequestAborted);
    }
}
