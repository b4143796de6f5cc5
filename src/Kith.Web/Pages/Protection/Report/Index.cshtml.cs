using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Conferencing;
using Kith.Practice.Protection.Meetings;
using Kith.Web.Documents;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection.Report;

/// <summary>The social worker's report to a conference about one child: what the records tell, and below it what the worker adds; to read, print, and give to the family.</summary>
public sealed class IndexModel(ShowMeeting meetings, ConferenceReport report, WriteReport write, PaperFiles files) : DraftedFormPage<ReportInput>
{
    public Paper Paper { get; private set; } = null!;
    public Guid MeetingId { get; private set; }

    /// <summary>The child's own record of the conference.</summary>
    public IReported Written { get; private set; } = null!;

    /// <summary>The version that the form carries.</summary>
    public int Version => ((Practice.Store.Record)Written).Version;

    /// <summary>True while the conference lies ahead, for whoever records the child's work.</summary>
    public bool MayWrite => Written is { HeldOn: null, CalledOffOn: null } and Practice.Store.SourcedRecord { IsFromExtract: false } && Actor.May(Permission.RecordWork);

    public async Task<IActionResult> OnGet(Guid id, Guid meetingId)
    {
        if (await Load(id, meetingId) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft(DraftName(id, meetingId), id))
        {
            Input = ReportInput.Of(Written);
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid meetingId)
    {
        if (await Load(id, meetingId) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id, meetingId), id);
        return await Try(
            async () =>
            {
                await write.Handle(id, meetingId, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "Saved. It stands in the report.",
            () => Here(id, meetingId),
            () => Task.FromResult<IActionResult>(Page()),
            () =>
                Task.FromResult<SecondEditor?>(
                    SecondEditor.Between(
                        "this report",
                        ReportInput.Of(Written),
                        Input,
                        Version,
                        Here(id, meetingId),
                        labels: field => field == nameof(ReportInput.Advice) ? "What the social worker advises" : "What the family says of the report"
                    )
                )
        );
    }

    public async Task<IActionResult> OnGetWord(Guid id, Guid meetingId) =>
        await Load(id, meetingId) ?? await files.Give(Actor, [id], Paper, "Conference report", PaperKind.Word, HttpContext.RequestAborted);

    public async Task<IActionResult> OnGetPdf(Guid id, Guid meetingId) =>
        await Load(id, meetingId) ?? await files.Give(Actor, [id], Paper, "Conference report", PaperKind.Pdf, HttpContext.RequestAborted);

    private static string Here(Guid id, Guid meetingId) => $"/children/{id}/protection/conference/{meetingId}/report";

    private static string DraftName(Guid id, Guid meetingId) => $"conference-report/{meetingId}/{id}";

    private async Task<IActionResult?> Load(Guid id, Guid meetingId)
    {
        if (await Open(id, "Conference report") is { } refused)
        {
            return refused;
        }
        if (
            !Head.IsChild
            || await meetings.Show(meetingId, id, Actor, HttpContext.RequestAborted) is not { } view
            || WriteReport.Of(view.Cases.First(c => c.PersonId == id), meetingId) is not { } written
            || await report.Of(id, view.HeldOn ?? view.Meeting.PlannedOn, view.Meeting.Kind == MeetingKind.ReviewConference, written, HttpContext.RequestAborted) is not { } paper
        )
        {
            return NotFound();
        }
        (Paper, MeetingId, Written) = (paper, meetingId, written);
        return null;
    }
}
