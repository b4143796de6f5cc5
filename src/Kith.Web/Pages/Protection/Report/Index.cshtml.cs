using Kith.Practice.Documents;
using Kith.Practice.Protection.Conferencing;
using Kith.Practice.Protection.Meetings;
using Kith.Web.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection.Report;

/// <summary>The social worker's report to a conference about one child, to read, print, and give to the family.</summary>
public sealed class IndexModel(ShowMeeting meetings, ConferenceReport report, PaperFiles files) : RecordFormPage
{
    public Paper Paper { get; private set; } = null!;
    public Guid MeetingId { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, Guid meetingId) => await Load(id, meetingId) ?? Page();

    public async Task<IActionResult> OnGetWord(Guid id, Guid meetingId) =>
        await Load(id, meetingId) ?? await files.Give(Actor, [id], Paper, "Conference report", PaperKind.Word, HttpContext.RequestAborted);

    public async Task<IActionResult> OnGetPdf(Guid id, Guid meetingId) =>
        await Load(id, meetingId) ?? await files.Give(Actor, [id], Paper, "Conference report", PaperKind.Pdf, HttpContext.RequestAborted);

    private async Task<IActionResult?> Load(Guid id, Guid meetingId)
    {
        if (await Open(id, "Conference report") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild || await meetings.Show(meetingId, id, Actor, HttpContext.RequestAborted) is not { } view)
        {
            return NotFound();
        }
        var kind = view.Meeting.Kind;
        if (
            kind is not (MeetingKind.InitialConference or MeetingKind.TransferInConference or MeetingKind.ReviewConference)
            || await report.Of(id, view.HeldOn ?? view.Meeting.PlannedOn, kind == MeetingKind.ReviewConference, HttpContext.RequestAborted) is not { } paper
        )
        {
            return NotFound();
        }
        (Paper, MeetingId) = (paper, meetingId);
        return null;
    }
}
