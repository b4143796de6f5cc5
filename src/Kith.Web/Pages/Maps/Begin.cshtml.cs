using Kith.Practice;
using Kith.Practice.EdgeOfCare.Mapping;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Maps;

/// <summary>Begins a map: what it is about, and why it has to be kept.</summary>
public sealed class BeginModel(KeepMap keep, Clock clock) : DraftedFormPage<MapInput>
{
    private Guid made;

    public async Task OnGet()
    {
        if (!await TakeUpDraft("map", null))
        {
            Input.ReviewOn = clock.Today.AddMonths(KeepMap.ReviewWithin);
        }
    }

    public async Task<IActionResult> OnPost()
    {
        await TakeUpDraft("map", null);
        return await Try(
            async () =>
            {
                made = await keep.Begin(Input, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "The map is begun. Nobody else knows of it until you name them.",
            () => $"/maps/{made}",
            () => Task.FromResult<IActionResult>(Page())
        );
    }
}
