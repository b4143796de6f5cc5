using Kith.Practice.Inspection.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections.Room;

/// <summary>A page of the room of an inspection: its head, and the way back after an act.</summary>
public abstract class RoomPage : FormPage
{
    public RoomHead Head { get; private set; } = null!;

    /// <summary>The address of this page of the room.</summary>
    protected abstract string Here(Guid id);

    /// <summary>What the page shows besides the head.</summary>
    protected abstract Task Fill(Guid id);

    public virtual async Task<IActionResult> OnGet(Guid id) => await Load(id) ?? Page();

    protected Task<IActionResult> Do(Guid id, Func<Task> act, string done, string prefix) => Try(act, done, () => Here(id), async () => await Load(id) ?? Page(), prefix: prefix);

    protected async Task<IActionResult?> Load(Guid id)
    {
        if (await Service<ShowRoom>().Head(id, Actor, HttpContext.RequestAborted) is not { } head)
        {
            return NotFound();
        }
        Head = head;
        if (head.Room is not null)
        {
            await Fill(id);
        }
        return null;
    }

    /// <summary>Which form was sent, so that it stays open with what was wrong.</summary>
    public bool Tried(string handler) => ModelState.ErrorCount > 0 && Request.Query["handler"] == handler;

    /// <summary>Where a form of this page goes.</summary>
    public string Post(string handler, string? with = null) => $"{Here(Head.Inspection.Id)}?handler={handler}{(with is null ? "" : "&" + with)}";
}
