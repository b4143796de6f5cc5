using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Merging;
using Kith.Practice.Search;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Duplicates;

/// <summary>Who else may be this person, with the reasons; merges done so far, which can be undone.</summary>
public sealed class IndexModel(FindLikelyDuplicates find, ListMerges merges, MergePeople merge, KeepPeopleApart keepApart) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public string Name { get; private set; } = "";
    public IReadOnlyList<LikelyDuplicate> Likely { get; private set; } = [];
    public IReadOnlyList<MergeDone> Merges { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await Guard(Id, "Likely duplicates") is { } refused)
        {
            return refused;
        }
        Likely = await find.Of(Id, Actor, HttpContext.RequestAborted);
        (Name, Merges) = await merges.Handle(Id, HttpContext.RequestAborted);
        return Page();
    }

    public Task<IActionResult> OnPostUndoAsync(Guid mergeId) =>
        Do(() => merge.Undo(mergeId, Reason, Actor, ActKey, HttpContext.RequestAborted), "The merge is undone: they are two records again.");

    public Task<IActionResult> OnPostApartAsync(Guid other) =>
        Do(
            () => keepApart.Handle(Id, other, Reason, Actor, ActKey, HttpContext.RequestAborted),
            "Noted: these are two different people. They are not offered as duplicates again."
        );

    private async Task<IActionResult> Do(Func<Task> what, string done)
    {
        try
        {
            await what();
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
            return await OnGetAsync();
        }
        catch (AccessRefusedException)
        {
            return NotFound();
        }
        Done(done);
        return RedirectToPage(new { id = Id });
    }
}
