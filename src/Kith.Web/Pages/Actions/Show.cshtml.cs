using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kith.Web.Pages.Actions;

/// <summary>One action: do it, change its date or owner with a reason, or end it.</summary>
public sealed class ShowModel(ListActions list, KeepActions keep, KithDb db, Clock clock) : KithPage
{
    [BindProperty]
    public ActionInput Input { get; set; } = new();
    public ActionItem Item { get; private set; } = null!;
    public ListedAction Line { get; private set; } = null!;
    public IReadOnlyList<Choice> Workers { get; private set; } = [];
    public bool MayAct => Actor.May(Permission.RecordWork) || Item.PersonId is null;
    public DateOnly Today => clock.Today;

    public async Task<IActionResult> OnGet(Guid actionId)
    {
        if (await Load(actionId) is { } refused)
        {
            return refused;
        }
        Input = new ActionInput
        {
            DoneOn = Today,
            DueOn = Item.DueOn,
            OwnerWorkerId = Item.OwnerWorkerId,
            OwnerName = Item.OwnerName,
            OwnerAgency = Item.OwnerAgency,
        };
        return Page();
    }

    public Task<IActionResult> OnPostDone(Guid actionId) => Act(actionId, () => keep.Complete(actionId, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Done.");

    public Task<IActionResult> OnPostChange(Guid actionId) =>
        Act(actionId, () => keep.Change(actionId, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Changed.");

    public Task<IActionResult> OnPostEnd(Guid actionId) =>
        Act(actionId, () => keep.End(actionId, Input.Reason, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Ended.");

    private async Task<IActionResult> Act(Guid actionId, Func<Task> act, string done)
    {
        if (await Load(actionId) is { } refused)
        {
            return refused;
        }
        if (ModelState.IsValid)
        {
            try
            {
                await Once(act);
                Done(done);
                return Redirect(
                    Item.OwnerWorkerId is { } owner && Actor.WorkerIds.Contains(owner) ? "/my-day"
                    : Item.PersonId is { } child ? $"/children/{child}/actions"
                    : "/actions"
                );
            }
            catch (NotAcceptedException problems)
            {
                Show(problems);
            }
            catch (SecondEditorException second)
            {
                ModelState.Remove("version");
                // Where the action is done meanwhile no form is left to hold it.
                await TellOfFirst(second);
            }
        }
        return Page();
    }

    private async Task<IActionResult?> Load(Guid actionId)
    {
        var ct = HttpContext.RequestAborted;
        if (await list.One(actionId, Actor, ct) is not var (item, line))
        {
            return NotFound();
        }
        if (ActionWords.Elsewhere(item.Source, item.SourceId) is { } elsewhere)
        {
            return Redirect(elsewhere);
        }
        (Item, Line) = (item, line);
        if (item.PersonId is { } person)
        {
            await Service<ReadLedger>().Write(Actor, "Read a record", new RecordRead(person, "Action"));
        }
        var teams = Actor.TeamIds;
        var today = Today;
        Workers = Choice.From(
            await db
                .Workers.AsNoTracking()
                .Where(w => (teams.Contains(w.TeamId!.Value) && (w.LeftOn == null || w.LeftOn > today)) || w.Id == item.OwnerWorkerId || w.Id == Actor.WorkerId)
                .OrderBy(w => w.Name)
                .Select(w => new { w.Id, w.Name })
                .ToListAsync(ct),
            w => w.Id,
            w => w.Name
        );
        return null;
    }
}
