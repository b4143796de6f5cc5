using Kith.Practice.Voice;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Voice;

/// <summary>How often children are heard, by team, plan, age, disability and method.</summary>
public sealed class IndexModel(ListHearing list) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public HearingBy By { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Mine { get; set; }
    public HearingPage Answer { get; private set; } = null!;

    public async Task OnGet()
    {
        By = Enum.IsDefined(By) ? By : HearingBy.Team;
        Answer = await list.Show(By, Mine, Actor, HttpContext.RequestAborted);
    }
}
