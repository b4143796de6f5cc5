using Kith.Practice.MyDay;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Visits;

/// <summary>«Record a visit» without a child in hand: the families of one's own list, today's visits first.</summary>
public sealed class StartModel(ShowOwnWork own, ShowDiary diary, KithDb db) : KithPage
{
    public IReadOnlyList<Family> Families { get; private set; } = [];
    public IReadOnlyList<DiaryLine> Today { get; private set; } = [];

    public async Task<IActionResult> OnGet()
    {
        var ct = HttpContext.RequestAborted;
        var work = await own.Show(Actor, await PolicyBook.Load(db, ct), ct);
        Families = work?.Families ?? [];
        Today = [.. ((await diary.Show(Actor, work, ct))?.Diary ?? []).Where(d => d.IsVisit)];
        return Page();
    }
}
