using Kith.Practice.Access;
using Kith.Practice.Agencies;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Sharing;

/// <summary>The log of what was shared about a child, with whom, why and on what ground.</summary>
public sealed class IndexModel(LogSharing log) : RecordFormPage
{
    [BindProperty]
    public ShareInput Input { get; set; } = new();

    public IReadOnlyList<ShareLine> Lines { get; private set; } = [];
    public bool MayRecord => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null;
    public DateOnly Today => Service<Practice.Clock>().Today;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Information shared") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild)
        {
            return NotFound();
        }
        if (HttpMethods.IsGet(Request.Method))
        {
            Input.On = Today;
        }
        Lines = await log.List(id, HttpContext.RequestAborted);
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(() => log.Handle(id, Input, Actor, ActKey, HttpContext.RequestAborted), "Written down.", () => $"/children/{id}/sharing", () => OnGet(id));
}
