using Kith.Practice.Network.Ecomaps;
using Kith.Practice.Network.Genograms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Ecomap;

/// <summary>Who and what is around a child, drawn and in words.</summary>
public sealed class IndexModel(ShowEcomap show) : KithPage
{
    public EcomapPage Around { get; private set; } = null!;

    public IReadOnlyList<LegendEntry> Legend { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Guard(id, "Ecomap") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } around)
        {
            return NotFound();
        }
        Around = around;
        Legend = EcomapSvg.Legend(around.Map);
        return Page();
    }
}
