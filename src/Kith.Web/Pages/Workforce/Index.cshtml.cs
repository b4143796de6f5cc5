using System.Globalization;
using Kith.Practice.Workforce.Figures;

namespace Kith.Web.Pages.Workforce;

/// <summary>The workforce on one page, for those who lead it.</summary>
public sealed class IndexModel(ShowWorkforce show) : KithPage
{
    public LeadersPage Held { get; private set; } = null!;

    public async Task OnGet() => Held = await show.Show(Actor, HttpContext.RequestAborted);

    /// <summary>«from 14.2 to 12.9», what the line shows.</summary>
    public static string InWords(LeadersFigure f)
    {
        var there = f.Points.OfType<double>().ToList();
        return there.Count < 2 ? "" : string.Create(CultureInfo.InvariantCulture, $"from {there[0]:#,0.#} to {there[^1]:#,0.#}");
    }
}
