using Kith.Practice.SubjectAccess.Releasing;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>The pack as it would be now.</summary>
public sealed class PreviewModel(GivePack give, CouncilIdentity council) : SubjectPage
{
    public PackView Held { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid request)
    {
        if (await Enter(request) is { } refused)
        {
            return refused;
        }
        Held = await give.Look(request, Actor, council.Name, HttpContext.RequestAborted);
        return Page();
    }
}
