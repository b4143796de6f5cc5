using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Oversight;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Oversight;

/// <summary>Whether a group of children is looked at less regularly than others, and who is behind any gap.</summary>
public sealed class FairnessModel(ShowFairness show, Clock clock) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)]
    public FairnessBy By { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Team { get; set; }
    public FairnessPage Answer { get; private set; } = null!;

    /// <summary>Whether the viewer is one who looks at children, and the day is today: a gap of the past is closed by nobody.</summary>
    public bool MayAct => Actor.May(Permission.Decide) && Answer.Day == clock.Today;

    /// <summary>The waits of both groups in bands of a week, as shares of each group: the same scale for both.</summary>
    public IReadOnlyList<(string Days, double First, double Others)> Bands { get; private set; } = [];

    public async Task OnGet()
    {
        Answer = await show.Show(On, Enum.IsDefined(By) ? By : FairnessBy.Disability, Group, Team, Actor, HttpContext.RequestAborted);
        if (Answer.Chosen is { } chosen)
        {
            Bands =
            [
                .. Enumerable
                    .Range(0, 10)
                    .Select(w => (w * 14, w == 9 ? int.MaxValue : w * 14 + 13))
                    .Select(b => (b.Item2 == int.MaxValue ? $"{b.Item1} or more" : $"{b.Item1} to {b.Item2}", Of(chosen.Figures, b), Of(Answer.Others, b))),
            ];
            // The last bands that hold nobody say nothing.
            Bands = [.. Bands.Take(Bands.Count - Bands.Reverse().TakeWhile(b => b is { First: 0, Others: 0 }).Count())];
        }

        static double Of(GroupFigures g, (int From, int To) band) =>
            g.Waits.Count == 0 ? 0 : (double)g.Waits.Each.Where(e => e.Key >= band.From && e.Key <= band.To).Sum(e => e.Value) / g.Waits.Count;
    }
}
