using Kith.Practice.Actions;
using Kith.Practice.Inspection.Rooms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages.Inspections.Room;

/// <summary>Notes of one meeting: what was written before, and room to write.</summary>
public sealed class NoteModel(ShowRoom room, ShowNotes show, WriteNotes write) : RoomPage
{
    /// <summary>Lines offered for what is to be done.</summary>
    private const int Lines = 3;

    [BindProperty]
    public RoomNoteInput Input { get; set; } = new();
    public DraftForm Draft { get; private set; } = null!;
    public RoomMeeting Meeting { get; private set; } = null!;
    public IReadOnlyList<NoteLine> Written { get; private set; } = [];
    public IReadOnlyList<NoteChild> Children { get; private set; } = [];
    public IReadOnlyList<OwnerChoice> Workers { get; private set; } = [];

    /// <summary>Whether the actor writes here: keeps the room, and the meeting has taken place.</summary>
    public bool MayWrite => Head is { MayKeep: true, Room: not null } && Meeting.On <= Head.Today;

    private Guid meetingId;

    [NonHandler]
    public override Task<IActionResult> OnGet(Guid id) => base.OnGet(id);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid meeting) => await Open(id, meeting) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid meeting)
    {
        if (await Open(id, meeting) is { } refused)
        {
            return refused;
        }
        return await Try(
            async () =>
            {
                await write.Write(id, meeting, Input, Actor, ActKey, HttpContext.RequestAborted);
                await Discard(Draft.Form);
            },
            "It is written down. What is to be done is on the list of whoever does it.",
            () => $"/inspections/{id}/room/notes",
            () => Task.FromResult<IActionResult>(Page())
        );
    }

    protected override string Here(Guid id) => $"/inspections/{id}/room/notes/{meetingId}";

    protected override Task Fill(Guid id) => Task.CompletedTask;

    private async Task<IActionResult?> Open(Guid id, Guid meeting)
    {
        var ct = HttpContext.RequestAborted;
        meetingId = meeting;
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        if (Head.Room is null || (await room.Timetable(id, Actor, ct)).FirstOrDefault(m => m.Id == meeting) is not { } found)
        {
            return NotFound();
        }
        Meeting = found;
        Written = await show.List(id, meeting, Actor, ct);
        if (!MayWrite)
        {
            Draft = new DraftForm("", null, Request.Path, null, null, false);
            return null;
        }
        Children = await show.Children(id, Actor, ct);
        Workers = await show.Workers(Actor, ct);
        var fresh = new RoomNoteInput();
        Draft = await TakeUp($"inspection-notes/{meeting:N}", null, nameof(Input), fresh);
        if (Draft.TakenUp)
        {
            Input = fresh;
        }
        else if (HttpMethods.IsGet(Request.Method))
        {
            Input.Who = found.Who;
        }
        while (Input.Actions.Count < Lines)
        {
            Input.Actions.Add(new());
        }
        return null;
    }
}
