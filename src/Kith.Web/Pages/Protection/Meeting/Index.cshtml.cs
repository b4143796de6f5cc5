using Kith.Practice.Protection.Meetings;
using Kith.Practice.Trail;
using Kith.Web.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages.Protection.Meeting;

/// <summary>A meeting as it was recorded, to read and to print; or the letters that ask people to it.</summary>
public sealed class IndexModel(ShowMeeting meetings, MeetingPapers papers, Practice.Casework.Amendments amendments, PaperFiles files) : RecordFormPage
{
    public MeetingView View { get; private set; } = null!;
    public IReadOnlyList<Practice.Documents.Paper> Papers { get; private set; } = [];

    /// <summary>What was corrected since it was finished.</summary>
    public IReadOnlyList<Practice.Casework.AmendmentLine> Amendments { get; private set; } = [];

    /// <summary>True when the page shows the invitations.</summary>
    public bool Letters { get; private set; }

    /// <summary>The child's own record of the meeting, when the council's own questions were answered on it.</summary>
    public Guid? OwnAnswers => View.Own.Count > 0 && View.Cases.FirstOrDefault(c => c.PersonId == Head.Id) is { } own ? AmendMeeting.Of(own, View.Meeting.Id)?.Id : null;
    public bool MayAmend => AmendModel.May(Actor, View);

    public Task<IActionResult> OnGetWord(Guid id, Guid meetingId) => Give(id, meetingId, PaperKind.Word);

    public Task<IActionResult> OnGetPdf(Guid id, Guid meetingId) => Give(id, meetingId, PaperKind.Pdf);

    /// <summary>The minutes as a file; the letters are printed from the page, each on its own.</summary>
    private async Task<IActionResult> Give(Guid id, Guid meetingId, PaperKind kind) =>
        await OnGet(id, meetingId) is not PageResult and var refused
            ? refused
            : await files.Give(Actor, View.Cases.Select(c => c.PersonId), Papers[0], Papers[0].Title, kind, HttpContext.RequestAborted);

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
        Letters = letters;
        Papers = letters ? papers.Invitations(view) : [papers.Minutes(view)];
        if (view.Cases.FirstOrDefault(c => c.PersonId == id) is { } own && AmendMeeting.Of(own, meetingId) is { } record)
        {
            Amendments = await amendments.Of(AmendMeeting.KindOf(view.Meeting.Kind), record.Id, id, HttpContext.RequestAborted);
        }
        return Page();
    }
}
