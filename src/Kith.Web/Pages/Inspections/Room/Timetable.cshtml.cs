using Kith.Practice.Inspection.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections.Room;

/// <summary>Who meets whom, when and where.</summary>
public sealed class TimetableModel(ShowRoom show, ShowNotes said, KeepRoom keep) : RoomPage
{
    [BindProperty]
    public RoomMeetingInput Input { get; set; } = new();

    [BindProperty]
    public string? Why { get; set; }
    public IReadOnlyList<RoomMeeting> Meetings { get; private set; } = [];

    /// <summary>How many notes there are of a meeting.</summary>
    public IReadOnlyDictionary<Guid, int> Notes { get; private set; } = new Dictionary<Guid, int>();

    /// <summary>The meeting that is to be changed, or whose form was refused.</summary>
    [BindProperty(SupportsGet = true, Name = "change")]
    public Guid? Change { get; set; }

    /// <summary>That meeting; null where none is changed, and there is room to add one.</summary>
    public RoomMeeting? Changing => Meetings.FirstOrDefault(m => m.Id == Change);

    public override async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        if (Head.MayKeep && Changing is { } m)
        {
            Input = new RoomMeetingInput
            {
                On = m.On,
                From = m.From,
                To = m.To,
                What = m.What,
                Who = m.Who,
                Place = m.Place,
            };
        }
        return Page();
    }

    /// <summary>The timetable as a calendar file, without anything about a child.</summary>
    public async Task<IActionResult> OnGetCalendar(Guid id) =>
        await Load(id) ?? File(System.Text.Encoding.UTF8.GetBytes(TimetableCalendar.Of(Head.Name, Meetings)), "text/calendar; charset=utf-8", "timetable.ics");

    public Task<IActionResult> OnPostMeeting(Guid id, Guid? meeting)
    {
        Change = meeting;
        return Do(
            id,
            () => keep.Meeting(id, meeting, Input, meeting is null ? null : EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The timetable is changed.",
            "Input"
        );
    }

    public Task<IActionResult> OnPostDrop(Guid id, Guid meeting)
    {
        Change = meeting;
        return Do(id, () => keep.Drop(id, meeting, Why, Actor, ActKey, HttpContext.RequestAborted), "The meeting is taken out.", "");
    }

    protected override string Here(Guid id) => $"/inspections/{id}/room/timetable";

    protected override async Task Fill(Guid id)
    {
        Meetings = await show.Timetable(id, Actor, HttpContext.RequestAborted);
        Notes = await said.Counts(id, Actor, HttpContext.RequestAborted);
    }
}
