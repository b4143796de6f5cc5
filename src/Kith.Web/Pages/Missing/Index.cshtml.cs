using Kith.Practice.EdgeOfCare;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Missing;

/// <summary>Who is missing now, whom somebody should listen to, and when and where children go.</summary>
public sealed class IndexModel(ListMissing list) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public Guid? Team { get; set; }
    public MissingOverview Missing { get; private set; } = null!;

    public async Task OnGet() => Missing = await list.List(Team, Actor, HttpContext.RequestAborted);
}
