using Kith.Practice.Inspection.Rooms;

namespace Kith.Web.Pages.Inspections.Room;

/// <summary>What inspectors said at the meetings, day by day, and what is done about it.</summary>
public sealed class NotesModel(ShowRoom room, ShowNotes show) : RoomPage
{
    public IReadOnlyList<NoteLine> Lines { get; private set; } = [];

    /// <summary>Meetings that took place and of which nobody has written anything: keeping in touch first.</summary>
    public IReadOnlyList<RoomMeeting> Unwritten { get; private set; } = [];

    protected override string Here(Guid id) => $"/inspections/{id}/room/notes";

    protected override async Task Fill(Guid id)
    {
        Lines = await show.List(id, null, Actor, HttpContext.RequestAborted);
        var written = Lines.Select(l => l.Note.MeetingId).ToHashSet();
        Unwritten = [.. (await room.Timetable(id, Actor, HttpContext.RequestAborted)).Where(m => m.On <= Head.Today && !written.Contains(m.Id))];
    }
}
