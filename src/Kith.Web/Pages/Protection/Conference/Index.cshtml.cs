using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Conferencing;
using Kith.Practice.Protection.Meetings;
using Kith.Standards.CodeSets;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection.Conference;

/// <summary>A conference on one page: who is asked and what they sent, and, while it runs, who came, what is decided for each child, and the outline plan.</summary>
public sealed class IndexModel(
    ShowMeeting meetings,
    KeepParticipants keep,
    ArrangeConference arrange,
    HoldConference hold,
    ActionOwners owners,
    Practice.Agencies.KeepProfessionals professionals
) : DraftedFormPage<HeldConferenceInput>
{
    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    /// <summary>Professionals around the children who are not on the list yet.</summary>
    public IReadOnlyList<Choice> Around { get; private set; } = [];

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    [BindProperty]
    public bool ReportsAsked { get; set; } = true;

    [BindProperty]
    public ParticipantInput New { get; set; } = new();

    [BindProperty]
    public ConferenceInput Move { get; set; } = new();

    public MeetingView View { get; private set; } = null!;
    public bool MayRecord => Actor.May(Permission.RecordWork);
    public bool MayChair => Actor.May(Permission.Chair);
    public bool IsReview => View.Meeting.Kind == MeetingKind.ReviewConference;
    public static IReadOnlyList<Choice> Categories { get; } = Choice.From(CodeSets.CategoryOfAbuse.Entries, e => e.Code, e => CodeSets.CategoryOfAbuse.Describe(e.Code));

    /// <summary>When it must be held at the latest.</summary>
    public DateOnly? Limit =>
        View
            .Cases.SelectMany(c =>
                c.Conferences.Where(x => x.TogetherId == View.Meeting.Id).Select(x => x.TargetOn).Concat(c.Reviews.Where(x => x.TogetherId == View.Meeting.Id).Select(x => x.DueOn))
            )
            .Min();

    public async Task<IActionResult> OnGet(Guid id, Guid meetingId)
    {
        if (await Open(id, "Conference") is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id, meetingId), id);
        if (!Head.IsChild || await meetings.Show(meetingId, id, Actor, HttpContext.RequestAborted) is not { } view)
        {
            return NotFound();
        }
        View = view;
        if (Input.Children.Count == 0)
        {
            Input.HeldOn = view.Meeting.PlannedOn is { } day && day <= view.Today ? day : view.Today;
            Input.People = MeetingForms.Lines(view.Meeting.Participants);
            foreach (var line in Input.People.Where(l => !l.Apologies))
            {
                line.Attended = view.Meeting.Participants.First(p => p.Id == line.Id).Reply == Reply.Coming;
            }
            Input.Children = [.. view.Cases.Where(Waits).Select(c => new DecidedChild { PersonId = c.PersonId, Included = true })];
            Move.PlannedOn = view.Meeting.PlannedOn;
            Move.StartsAt = view.Meeting.StartsAt;
            Move.Place = view.Meeting.Place;
        }
        Owners = await MeetingForms.Owners(owners, view.Cases.Select(c => c.PersonId), Actor, HttpContext.RequestAborted);
        if (MayRecord && view.Cases.Any(Waits))
        {
            var around = await professionals.Invitable([id], HttpContext.RequestAborted);
            Around = Choice.From(
                around.Where(a => !view.Meeting.Participants.Exists(p => p.ProfessionalId == a.ProfessionalId)),
                a => a.ProfessionalId,
                a => a.Name,
                a => $"{a.Part}, {a.Agency}".TrimStart(',', ' ')
            );
        }
        MeetingForms.Spares(Input.People, p => p.Name is null && p.Agency is null, 2);
        MeetingForms.Spares(Input.Actions, a => a.What is null);
        if (!IsReview)
        {
            foreach (var child in Input.Children)
            {
                MeetingForms.Spares(child.Goals, g => g.Worry is null && g.Goal is null);
            }
        }
        return Page();
    }

    /// <summary>Whether this conference is still to decide for the child.</summary>
    public bool Waits(ProtectionCase c) =>
        c.Conferences.Exists(x => x.TogetherId == View.Meeting.Id && ConferenceMachine.StateOf(x) == ConferenceState.Awaited)
        || c.Reviews.Exists(x => x.TogetherId == View.Meeting.Id && ReviewMachine.StateOf(x) == ReviewState.Arranged);

    public async Task<IActionResult> OnPostHold(Guid id, Guid meetingId)
    {
        if (ModelState.IsValid && !Anyway && await meetings.Show(meetingId, id, Actor, HttpContext.RequestAborted) is { } view && LookFirst(HoldConference.Gaps(Input, view)))
        {
            return await OnGet(id, meetingId);
        }
        return await Try(
            async () =>
            {
                await hold.Handle(meetingId, Input, Actor, ActKey, HttpContext.RequestAborted);
                await Finished(id, meetingId);
            },
            "Conference recorded.",
            () => Here(id, meetingId),
            () => OnGet(id, meetingId)
        );
    }

    public Task<IActionResult> OnPostAdd(Guid id, Guid meetingId) =>
        Try(
            () => keep.Add(id, meetingId, New, Actor, ActKey, HttpContext.RequestAborted),
            "Added to the list.",
            () => Here(id, meetingId),
            () => OnGet(id, meetingId),
            prefix: nameof(New)
        );

    public Task<IActionResult> OnPostAround(Guid id, Guid meetingId)
    {
        ModelState.Clear();
        return Try(
            () => keep.AddProfessionals(id, meetingId, Chosen, ReportsAsked, Actor, ActKey, HttpContext.RequestAborted),
            "Added to the list. They see it on their own page once they are invited.",
            () => Here(id, meetingId),
            () => OnGet(id, meetingId),
            prefix: ""
        );
    }

    public Task<IActionResult> OnPostInvite(Guid id, Guid meetingId) =>
        Try(() => keep.Invite(id, meetingId, Actor, ActKey, HttpContext.RequestAborted), "Marked as invited.", () => Here(id, meetingId), () => OnGet(id, meetingId));

    public Task<IActionResult> OnPostAnswer(Guid id, Guid meetingId, Guid participant, Reply reply) =>
        Try(() => keep.Answer(id, meetingId, participant, reply, Actor, ActKey, HttpContext.RequestAborted), "Recorded.", () => Here(id, meetingId), () => OnGet(id, meetingId));

    public Task<IActionResult> OnPostReport(Guid id, Guid meetingId, Guid participant) =>
        Try(
            () => keep.ReportCame(id, meetingId, participant, Actor, ActKey, HttpContext.RequestAborted),
            "Report recorded.",
            () => Here(id, meetingId),
            () => OnGet(id, meetingId)
        );

    public Task<IActionResult> OnPostRemove(Guid id, Guid meetingId, Guid participant) =>
        Try(() => keep.Remove(id, meetingId, participant, Actor, ActKey, HttpContext.RequestAborted), "Taken off the list.", () => Here(id, meetingId), () => OnGet(id, meetingId));

    public async Task<IActionResult> OnPostMove(Guid id, Guid meetingId)
    {
        var about = await About(id, meetingId);
        Move.Children = [.. about.Select(c => new ConferenceChild { PersonId = c, Included = true })];
        return await Try(
            () => arrange.Rearrange(meetingId, Move, Actor, ActKey, HttpContext.RequestAborted),
            "Day and place changed.",
            () => Here(id, meetingId),
            () => OnGet(id, meetingId),
            prefix: nameof(Move)
        );
    }

    public async Task<IActionResult> OnPostShare(Guid id, Guid meetingId, ConferencePaper paper, DateOnly? sharedOn)
    {
        var about = await About(id, meetingId);
        return await Try(
            () => arrange.Share(meetingId, about, paper, sharedOn, Actor, ActKey, HttpContext.RequestAborted),
            "Recorded as shared.",
            () => Here(id, meetingId),
            () => OnGet(id, meetingId),
            prefix: ""
        );
    }

    public async Task<IActionResult> OnPostCallOff(Guid id, Guid meetingId, string? reason)
    {
        var about = await About(id, meetingId);
        return await Try(
            () => arrange.CallOff(meetingId, about, reason, Actor, ActKey, HttpContext.RequestAborted),
            "Conference called off.",
            () => $"/children/{id}/protection",
            () => OnGet(id, meetingId),
            prefix: ""
        );
    }

    /// <summary>Those children of the meeting whom the actor may read; the child of the page alone when it is not theirs.</summary>
    private async Task<IReadOnlyList<Guid>> About(Guid id, Guid meetingId) =>
        await meetings.Show(meetingId, id, Actor, HttpContext.RequestAborted) is { } view && view.Cases.Any(c => c.PersonId == id) ? [.. view.Cases.Select(c => c.PersonId)] : [id];

    private static string Here(Guid id, Guid meetingId) => $"/children/{id}/protection/conference/{meetingId}";

    private static string DraftName(Guid id, Guid meetingId) => $"conference/{id}" + $"/{meetingId}";

    /// <summary>What was written is recorded: its draft goes.</summary>
    private async Task Finished(Guid id, Guid meetingId)
    {
        await TakeUpDraft(DraftName(id, meetingId), id);
        await DraftDone();
    }
}
