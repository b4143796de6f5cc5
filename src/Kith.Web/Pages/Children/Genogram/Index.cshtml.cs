using Kith.Practice.Network.Genograms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Genogram;

/// <summary>The family of a child drawn by the standard symbols, with the same in words.</summary>
public sealed class IndexModel(ShowGenogram show) : KithPage
{
    /// <summary>Through whose eyes.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? From { get; set; }

    public GenogramPage Family { get; private set; } = null!;

    public IReadOnlyList<LegendEntry> Legend { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Guard(id, "Genogram") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, From, Actor, HttpContext.RequestAborted) is not { } family)
        {
            return NotFound();
        }
        Family = family;
        Legend = SceneSvg.Legend(family.Scene);
        return Page();
    }

    /// <summary>The sentences of one part of the drawing.</summary>
    public IEnumerable<SceneSentence> Told(params string[] begins) => Family.Scene.Sentences.Where(s => begins.Any(b => s.Keys[0].StartsWith(b, StringComparison.Ordinal)));
}
