using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Store;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kith.Web.Pages.Children.Actions;

/// <summary>All actions for one child, wherever they came from; another can be added.</summary>
public sealed class IndexModel(ListActions list, AddAction add, KithDb db, Clock clock) : RecordFormPage
{
    [BindProperty]
    public NewActionInput Input { get; set; } = new();
    public IReadOnlyList<ListedAction> Lines { get; private set; } = [];
    public IReadOnlyList<Choice> Workers { get; private set; } = [];
    public bool MayRecord => Actor.May(Permission.RecordWork);
    public DateOnly Today => clock.Today;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        Input = new NewActionInput { OwnerWorkerId = Actor.WorkerId, DueOn = Today.AddDays(7) };
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        return await Try(
            () => add.Handle(id, Input, Actor, ActKey, HttpContext.RequestAborted),
            "Action added.",
            () => $"/children/{id}/actions",
            () => Task.FromResult<IActionResult>(Page())
        );
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await Open(id, "Actions") is { } refused)
        {
            return refused;
        }
        var ct = HttpContext.RequestAborted;
        Lines = await list.OfChild(id, Actor, ct);
        var teams = Actor.TeamIds;
        var today = Today;
        Workers = Choice.From(
            await db
                .Workers.AsNoTracking()
                .Where(w => (teams.Contains(w.TeamId!.Value) && (w.LeftOn == null || w.LeftOn > today)) || w.Id == Actor.WorkerId || w.Id == Head.WorkerId)
                .OrderBy(w => w.Name)
                .Select(w => new { w.Id, w.Name })
                .ToListAsync(ct),
            w => w.Id,
            w => w.Name
        );
        return null;
    }
}
