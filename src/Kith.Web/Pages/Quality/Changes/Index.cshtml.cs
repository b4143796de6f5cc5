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

    /// <summary>What was chosen, for links to a measure.</summary>
    public string Chosen =>
        "?"
        + string.Join(
            '&',
            new[] { Scope is { Length: > 0 } s ? $"scope={Uri.EscapeDataString(s)}" : null, On is { } on ? $"on={on:yyyy-MM-dd}" : null, $"by={Answer.By}" }.OfType<string>()
        );
}
