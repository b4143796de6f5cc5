using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection.Conferencing;

/// <summary>One child of a conference that is asked for, as ticked.</summary>
public sealed record ConferenceChild : IChildPart
{
    public Guid PersonId { get; set; }
    public bool Included { get; set; }
}

/// <summary>A conference that is asked for or arranged, as written.</summary>
public sealed record ConferenceInput
{
    public MeetingKind Kind { get; set; } = MeetingKind.InitialConference;
    public DateOnly? RequestedOn { get; set; }
    public DateOnly? NotifiedOn { get; set; }
    public string? FromAuthority { get; set; }
    public DateOnly? PlannedOn { get; set; }
    public string? StartsAt { get; set; }
    public string? Place { get; set; }
    public Guid? ChairWorkerId { get; set; }
    public List<ParticipantInput> People { get; set; } = [];
    public List<ConferenceChild> Children { get; set; } = [];
}

/// <summary>Asks for an initial or transfer-in conference, or arranges a review, for one or more children; changes when it is; calls it off.</summary>
[UseCase]
public sealed class ArrangeConference(KithDb db, ProtectionCases cases, Acts.Acts acts, InvitePeople letters, Clock clock)
{
    /// <returns>The meeting.</returns>
    /// <exception cref="NotAcceptedException">It cannot be asked for now, or something is missing.</exception>
    public async Task<Guid> Handle(ConferenceInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var opened = await cases.Open(actor, [.. input.Children.Where(c => c.Included).Select(c => c.PersonId)], Permission.RecordWork, "ask for a conference", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } before })
        {
            return before;
        }
        var problems = new List<Problem>();
        var time = MeetingWords.Time(input.StartsAt, nameof(ConferenceInput.StartsAt), problems);
        var people = Participants.Read(input.People, problems, nameof(input.People));
        var meeting = new Meeting
        {
            Id = clock.NewId(),
            Kind = input.Kind,
            PlannedOn = input.PlannedOn,
            StartsAt = time,
            Place = Participants.Clean(input.Place),
            TeamId = actor.TeamId,
            ChairWorkerId = input.ChairWorkerId ?? await ChairOf(opened[0].PersonId, ct),
        };
        // The form asks for names: how those of the discussion are reached is known already.
        foreach (var known in input.Kind == MeetingKind.InitialConference ? await WhoTalked(opened[0], ct) : [])
        {
            if (people.Find(p => p.Agency == known.Agency && string.Equals(p.Name, known.Name, StringComparison.OrdinalIgnoreCase)) is { } asked)
            {
                (asked.Address, asked.WorkerId, asked.ProfessionalId) = (asked.Address ?? known.Address, known.WorkerId, known.ProfessionalId);
            }
        }
        var act = acts.Begin(actor, input.Kind == MeetingKind.ReviewConference ? "Arrange a review conference" : "Ask for a conference", key: key);
        try
        {
            ProtectionCases.Each(opened, input.Children, (c, _) => Ask(c, input, meeting, actor, act));
        }
        catch (NotAcceptedException refused)
        {
            problems.AddRange(refused.Problems);
        }
        Children.Details.Editing.Refuse(problems);
        cases.Keep(opened);
        db.Meetings.Add(meeting);
        foreach (var p in people.Concat(input.Kind == MeetingKind.ReviewConference ? await WhoCameBefore([.. opened.Select(c => c.PersonId)], ct) : []))
        {
            if (meeting.Participants.Exists(m => m.Name == p.Name && m.Agency == p.Agency))
            {
                continue;
            }
            p.Id = clock.NewId();
            p.MeetingId = meeting.Id;
            (p.Attended, p.Agrees, p.Reply, p.View, p.ReportReceivedOn) = (null, null, null, null, null);
            // Of whoever stands in the form it says there whether a report is asked for; those who came to the last one are asked as before.
            p.ReportAsked = people.Contains(p) ? p.ReportAsked : p.ReportAsked || p.Agency is not (Agency.Family or Agency.Advocate or Agency.Legal);
            meeting.Participants.Add(p);
        }
        return await act.Save(meeting.Id, ct);
    }

    /// <summary>
    /// Those on the list of the strategy discussion that an initial conference follows from: whoever knew enough to be asked
    /// there is offered here. The caller has already been allowed to read the record.
    /// </summary>
    public async Task<IReadOnlyList<Participant>> WhoTalked(ProtectionCase c, CancellationToken ct = default) =>
        c.EnquiryForConference?.StrategyDiscussionId is { } discussion && c.Discussions.Find(d => d.Id == discussion)?.TogetherId is { } meeting
            ? await db.Participants.AsNoTracking().Where(p => p.MeetingId == meeting).OrderBy(p => p.Id).ToListAsync(ct)
            : [];

    /// <summary>Changes when and where a conference is, and who chairs it. Its limit does not move.</summary>
    /// <exception cref="NotAcceptedException">It was held, or the day cannot be.</exception>
    public async Task Rearrange(Guid meetingId, ConferenceInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var meeting = await cases.MeetingOf(meetingId, ct);
        var opened = await cases.Open(actor, [.. input.Children.Where(c => c.Included).Select(c => c.PersonId)], Permission.RecordWork, "change a conference", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        About(opened, meetingId);
        var problems = new List<Problem>();
        var time = MeetingWords.Time(input.StartsAt, nameof(ConferenceInput.StartsAt), problems);
        Children.Details.Editing.Refuse(problems);
        await letters.Ready(ct);
        var before = (meeting.PlannedOn, meeting.StartsAt, meeting.Place);
        var act = acts.Begin(actor, "Change when a conference is", key: key);
        ProtectionCases.Each(
            opened,
            input.Children,
            (c, _) =>
            {
                if (c.Conferences.Find(x => x.TogetherId == meetingId) is { } conference)
                {
                    var from = conference.PlannedOn;
                    c.Rearrange(conference, input.PlannedOn);
                    act.Happened(new ConferenceRearranged(c.PersonId, conference.Id, from, conference.PlannedOn!.Value));
                }
                else if (c.Reviews.Find(x => x.TogetherId == meetingId) is { } review)
                {
                    var from = review.PlannedOn;
                    c.Rearrange(review, input.PlannedOn);
                    act.Happened(new ConferenceRearranged(c.PersonId, review.Id, from, review.PlannedOn!.Value));
                }
            }
        );
        meeting.PlannedOn = input.PlannedOn;
        meeting.StartsAt = time;
        meeting.Place = Participants.Clean(input.Place);
        meeting.ChairWorkerId = input.ChairWorkerId ?? meeting.ChairWorkerId;
        if (before != (meeting.PlannedOn, meeting.StartsAt, meeting.Place))
        {
            meeting.InvitationSequence++;
            await letters.Write(meeting, Mail.CalendarMethod.Request, p => p.InvitedOn is not null, ct);
        }
        await act.Save(meetingId, ct);
    }

    /// <summary>Calls a conference off for some children.</summary>
    /// <exception cref="NotAcceptedException">It was held, or no reason was given.</exception>
    public async Task CallOff(Guid meetingId, IReadOnlyCollection<Guid> children, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var opened = await cases.Open(actor, children, Permission.Chair, "call a conference off", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        await letters.Ready(ct);
        var act = acts.Begin(actor, "Call a conference off", Participants.Clean(reason), key);
        About(opened, meetingId);
        foreach (var c in opened)
        {
            if (c.Conferences.Find(x => x.TogetherId == meetingId) is { } conference)
            {
                c.CallOff(conference, reason);
                act.Happened(new ConferenceCalledOff(c.PersonId, conference.Id, conference.CalledOffReason!));
            }
            else if (c.Reviews.Find(x => x.TogetherId == meetingId) is { } review)
            {
                c.CallOff(review, reason);
                act.Happened(new ConferenceCalledOff(c.PersonId, review.Id, review.CalledOffReason!));
            }
        }
        var off = opened.Select(c => c.PersonId).ToHashSet();
        if (!(await Agencies.ShowPartnerDay.About(db, [meetingId], ct)).Any(a => a.CalledOffOn is null && !off.Contains(a.PersonId)))
        {
            // Nobody is left whom it would be about: it goes out of calendars too.
            var meeting = await cases.MeetingOf(meetingId, ct);
            meeting.InvitationSequence++;
            await letters.Write(meeting, Mail.CalendarMethod.Cancel, p => p.InvitedOn is not null, ct);
        }
        await act.Save(meetingId, ct);
    }

    /// <summary>Records that a paper of the conference was shared, for some of its children.</summary>
    /// <exception cref="NotAcceptedException">There is no such paper now, or the day cannot be.</exception>
    public async Task Share(Guid meetingId, IReadOnlyCollection<Guid> children, ConferencePaper paper, DateOnly? on, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var opened = await cases.Open(actor, children, Permission.RecordWork, "share a paper of a conference", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var act = acts.Begin(actor, "Share a paper of a conference", key: key);
        About(opened, meetingId);
        foreach (var c in opened)
        {
            if (c.Conferences.Find(x => x.TogetherId == meetingId) is { } conference)
            {
                c.Share(conference, paper, on);
                act.Happened(new ConferencePaperShared(c.PersonId, conference.Id, paper, on!.Value));
            }
            else if (c.Reviews.Find(x => x.TogetherId == meetingId) is { } review)
            {
                c.Share(review, paper, on);
                act.Happened(new ConferencePaperShared(c.PersonId, review.Id, paper, on!.Value));
            }
        }
        await act.Save(meetingId, ct);
    }

    /// <summary>A meeting is written on only by those who may write on the children whom it is about.</summary>
    private static void About(IReadOnlyList<ProtectionCase> opened, Guid meetingId)
    {
        if (opened.Any(c => !c.Conferences.Exists(x => x.TogetherId == meetingId) && !c.Reviews.Exists(x => x.TogetherId == meetingId)))
        {
            throw new NotAcceptedException("", "This conference is not about all of these children");
        }
    }

    private static void Ask(ProtectionCase c, ConferenceInput input, Meeting meeting, Actor actor, Act act)
    {
        if (input.Kind == MeetingKind.ReviewConference)
        {
            var review = c.Arrange(input.PlannedOn, meeting.Id);
            act.Happened(new ReviewArranged(c.PersonId, review.Id, meeting.Id, review.PlannedOn!.Value, review.DueOn));
            return;
        }
        var facts = new AskConference
        {
            RequestedOn = input.RequestedOn,
            PlannedOn = input.PlannedOn,
            NotifiedOn = input.NotifiedOn,
            FromAuthority = input.FromAuthority,
        };
        var conference =
            input.Kind == MeetingKind.TransferInConference
                ? c.RequestTransferIn(facts, meeting.Id, actor.TeamId, actor.WorkerId)
                : c.Request(facts, meeting.Id, actor.TeamId, actor.WorkerId);
        act.Happened(
            new ConferenceRequested(c.PersonId, conference.Id, meeting.Id, conference.RequestedOn!.Value, conference.PlannedOn, conference.TargetOn, conference.TransferIn)
        );
    }

    /// <summary>Who chairs this child's conferences already: whoever was named to, or else whoever chaired the last one and works here still.</summary>
    private async Task<Guid?> ChairOf(Guid child, CancellationToken ct)
    {
        var named = await db
            .Allocations.Where(a => a.PersonId == child && a.Role == AllocationRole.ConferenceChair && a.To == null)
            .OrderByDescending(a => a.From)
            .Select(a => a.WorkerId)
            .FirstOrDefaultAsync(ct);
        if (named is not null)
        {
            return named;
        }
        var last = await db
            .InitialConferences.Where(c => c.PersonId == child && c.HeldOn != null && c.TogetherId != null)
            .Select(c => new { c.TogetherId, c.HeldOn })
            .Concat(db.ReviewConferences.Where(c => c.PersonId == child && c.HeldOn != null && c.TogetherId != null).Select(c => new { c.TogetherId, c.HeldOn }))
            .OrderByDescending(c => c.HeldOn)
            .Select(c => c.TogetherId)
            .FirstOrDefaultAsync(ct);
        var today = clock.Today;
        return last is null
            ? null
            : await db
                .Meetings.Where(m => m.Id == last && db.Workers.Any(w => w.Id == m.ChairWorkerId && (w.LeftOn == null || w.LeftOn > today)))
                .Select(m => m.ChairWorkerId)
                .FirstOrDefaultAsync(ct);
    }

    /// <summary>Those asked to the children's last conference: they are asked again.</summary>
    private async Task<List<Participant>> WhoCameBefore(IReadOnlyCollection<Guid> children, CancellationToken ct)
    {
        var last = await db
            .Meetings.Where(m =>
                (m.Kind == MeetingKind.InitialConference || m.Kind == MeetingKind.ReviewConference || m.Kind == MeetingKind.TransferInConference)
                && (
                    db.InitialConferences.Any(c => c.TogetherId == m.Id && children.Contains(c.PersonId) && c.HeldOn != null)
                    || db.ReviewConferences.Any(c => c.TogetherId == m.Id && children.Contains(c.PersonId) && c.HeldOn != null)
                )
            )
            .OrderByDescending(m => m.PlannedOn)
            .Select(m => (Guid?)m.Id)
            .FirstOrDefaultAsync(ct);
        return last is null
            ? []
            :
            [
                .. (await db.Participants.AsNoTracking().Where(p => p.MeetingId == last).OrderBy(p => p.Id).ToListAsync(ct)).Select(p => new Participant
                {
                    Agency = p.Agency,
                    Name = p.Name,
                    Part = p.Part,
                    Address = p.Address,
                    WorkerId = p.WorkerId,
                    ProfessionalId = p.ProfessionalId,
                    ReportAsked = p.ReportAsked,
                }),
            ];
    }
}
