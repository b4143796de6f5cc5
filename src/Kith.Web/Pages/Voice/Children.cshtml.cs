using Kith.Practice.Voice;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Voice;

/// <summary>The children behind a number of how children are heard.</summary>
public sealed class ChildrenModel(ListHearing list) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public HearingQuestion Which { get; set; }

    [BindProperty(SupportsGet = true)]
    public HearingBy By { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Mine { get; set; }

    /// <summary>True for the questions about meetings and advocates.</summary>
    public bool AboutMeetings =>
        Which is HearingQuestion.Met or HearingQuestion.TookPart or HearingQuestion.NoPart or HearingQuestion.AdvocateOffered or HearingQuestion.NoAdvocate;
    public HearingChildren Answer { get; private set; } = null!;
    public DateOnly Today => Service<Practice.Clock>().Today;

    public async Task OnGet([FromQuery(Name = "page")] int? at)
    {
        (Which, By) = (Enum.IsDefined(Which) ? Which : HearingQuestion.Expected, Enum.IsDefined(By) ? By : HearingBy.Team);
        Answer = await list.List(Which, By, string.IsNullOrEmpty(Group) ? null : Group, Mine, at ?? 1, Actor, HttpContext.RequestAborted);
    }
}
