using Kith.Practice.Improvement.Recommendations;

namespace Kith.Web.Pages.Recommendations;

/// <summary>How recommendations get on, over all, by quarter, team and source: counts, and nobody's name.</summary>
public sealed class LeadersModel(ShowRecommendationFigures show) : KithPage
{
    public RecommendationFiguresPage View { get; private set; } = null!;

    public async Task OnGet() => View = await show.Show(Actor, HttpContext.RequestAborted);

    /// <summary>One sentence that says it.</summary>
    public string InShort =>
        View.All.Made == 0 ? "Nothing was recommended in the last two years."
        : View.All.Done == 0 ? $"{View.All.Open} are open, and none is done yet."
        : $"Of {View.All.Due} that are due or done, {View.All.InTime} were done by their day; {View.All.Verified} of {View.All.Done} that are done were looked at by someone else, and of {View.All.Looked} looked at for their effect {View.All.Confirmed} had made the difference.";

    public IReadOnlyList<(string Title, string About, IReadOnlyList<RecommendationFigures> Lines)> Tables =>
        [
            ("By quarter", "By the day on which they were made, so that it can be seen whether it is getting better.", View.Quarters),
            ("By team", "In the order of names. A team that is audited more is asked for more: these numbers say where help is needed, and are no ranking.", View.Teams),
            ("By source", "What they came out of.", View.Origins),
        ];

    /// <summary>The heading of the first column.</summary>
    public string First(string title) =>
        title switch
        {
            "By quarter" => "Quarter",
            "By team" => "Team",
            _ => "Source",
        };
}
