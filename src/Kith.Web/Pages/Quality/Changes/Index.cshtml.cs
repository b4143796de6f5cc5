using System.Globalization;
using Kith.Practice.Measures;
using Kith.Standards.Measures;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Quality.Changes;

/// <summary>What changed this week, or longer, and what brought it about: by group, adding up, and down to the children.</summary>
public sealed class IndexModel(ShowChanges show) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Scope { get; set; }

    [BindProperty(SupportsGet = true)]
    public MeasureBy By { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Days { get; set; }

    public ChangesPage Answer { get; private set; } = null!;

    public async Task OnGet() => Answer = await show.Show(On, Days, Scope, Enum.IsDefined(By) ? By : MeasureBy.Team, Actor, HttpContext.RequestAborted);

    /// <summary>How much something moved, with its sign: «+1.2 points», «−3».</summary>
    public static string Moved(MeasureDefinition m, double by) => Amount(m, by) + (m.Unit == MeasureUnit.Percent ? " points" : "");

    /// <summary>The same without its unit.</summary>
    public static string Amount(MeasureDefinition m, double by) =>
        by == 0
            ? "0"
            : (by > 0 ? "+" : "−")
                + Math.Abs(by)
                    .ToString(
                        m.Unit is MeasureUnit.Number or MeasureUnit.Per10000 || m.IsDays ? "#,0.#"
                            : Math.Abs(by) < 0.095 ? "0.00"
                            : "0.0",
                        CultureInfo.InvariantCulture
                    );

    /// <summary>What brought most of a change, and how many children came and went, in one line.</summary>
    public static string Why(MeasureMove m)
    {
        var said = new List<string>();
        // One group alone is all there is, and says nothing.
        if (m.Parts.Count > 1)
        {
            said.Add($"Most of it: {string.Join(", ", m.Parts.Take(2).Select(p => $"{p.Name} {Amount(m.Measure, p.Brought)}"))}");
        }
        if (m.Came.Count > 0)
        {
            said.Add($"{m.Came.Count:N0} came in");
        }
        if (m.Went.Count > 0)
        {
            said.Add($"{m.Went.Count:N0} left the count");
        }
        if (m.Turned.Count > 0)
        {
            said.Add($"{m.Turned.Count:N0} counted otherwise");
        }
        return string.Join(" · ", said);
    }

    /// <summary>What was chosen, for links to a measure.</summary>
    public string Chosen =>
        "?"
        + string.Join(
            '&',
            new[] { Scope is { Length: > 0 } s ? $"scope={Uri.EscapeDataString(s)}" : null, On is { } on ? $"on={on:yyyy-MM-dd}" : null, $"by={Answer.By}" }.OfType<string>()
        );
}
