using Kith.Practice.Protection.Meetings;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection.Meeting;

/// <summary>A meeting as it was recorded, to read and to print; or the letters that ask people to it.</summary>
public sealed class IndexModel(ShowMeeting meetings, MeetingPapers papers) : RecordFormPage
{
    public MeetingView View { get; private set; } = null!;
    public IReadOnlyList<Practice.Documents.Paper> Papers { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, Guid meetingId, bool letters = false)
    {
        if (await Open(id, letters ? "Invitations" : "Meeting") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild || await meetings.Show(meetingId, id, Actor, HttpContext.RequestAborted) is not { } view)
        {
            return NotFound();
        }
        View = view;
        Papers = letters ? papers.Invitations(view) : [papers.Minutes(view)];
        return Page();
    }
}
