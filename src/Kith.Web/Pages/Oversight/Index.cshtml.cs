using Kith.Practice.Oversight;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Oversight;

/// <summary>How regular management oversight is, for teams and the service, on any day.</summary>
public sealed class IndexModel(ShowRegularity show) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)]
    public RegularityBy By { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Team { get; set; }

    [BindProperty(SupportsGet = true)]
    public RegularityState State { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Disabled { get; set; }
    public RegularityPage Answer { get; private set; } = null!;
    public DateOnly Today => Service<Practice.Clock>().Today;

    public async Task OnGet([FromQuery(Name = "page")] int? at) =>
        Answer = await show.Show(
            On,
            Enum.IsDefined(By) ? By : RegularityBy.Team,
            Team,
            null,
            Enum.IsDefined(State) ? State : RegularityState.Late,
            Disabled,
            at ?? 1,
            Actor,
            HttpContext.RequestAborted
        );
}
