using Kith.Practice.Access.Notices;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Notices;

/// <summary>What one has to be told, until read.</summary>
public sealed class IndexModel(ListNotices list, MarkNoticesRead mark) : KithPage
{
    public IReadOnlyList<NoticeView> Notices { get; private set; } = [];

    public async Task OnGet() => Notices = await list.List(Actor, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostRead(Guid? id)
    {
        await mark.Handle(Actor, id, ActKey, HttpContext.RequestAborted);
        return RedirectToPage();
    }
}
