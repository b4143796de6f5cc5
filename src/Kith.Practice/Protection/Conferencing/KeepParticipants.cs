using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Settings;
using Kith.Practice.Store;

namespace Kith.Practice.Protection.Conferencing;

/// <summary>Keeps the list of people asked to a meeting: invitations, replies, and reports that are due before it.</summary>
[UseCase]
public sealed class KeepParticipants(
    KithDb db,
    ProtectionCases cases,
    RecordAccess access,
    Acts.Acts acts,
    Agencies.KeepProfessionals professionals,
    InvitePeople letters,
    Clock clock
)
{
    /// <summary>Puts someone on the list.</summary>
    /// <exception cref="NotAcceptedException">The name or the agency is missing.</exception>
    public Task Add(Guid personId, Guid meetingId, ParticipantInput line, Actor actor, Guid? key, CancellationToken ct = default) =>
        Keep(
            personId,
            meetingId,
            actor,
            key,
            (meeting, act) =>
            {
                var problems = new List<Problem>();
                var read = Participants.Read([line], problems, "People");
                problems = [.. problems.Select(p => new Problem(p.Field.Replace("People[0].", "", StringComparison.Ordinal), p.Message))];
                if (read.Count == 0)
                {
                    problems.Add(new("Name", "Enter the name"));
                }
                Children.Details.Editing.Refuse(problems);
                var p = read[0];
                (p.Id, p.MeetingId, p.Attended, p.Agrees) = (clock.NewId(), meeting.Id, null, null);
                meeting.Participants.Add(p);
                db.Participants.Add(p);
                act.Happened(new ParticipantKept(personId, meeting.Id, p.Id, p.Agency, p.Name, "added"));
            },
            ct
        );

    /// <summary>Puts professionals around the child on the list, as the directory has them: each can then answer and report on a page of their own.</summary>
    /// <exception cref="NotAcceptedException">Nobody is chosen, or one may not be invited.</exception>
    public async Task AddProfessionals(Guid personId, Guid meetingId, IReadOnlyCollection<Guid> chosen, bool reports, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var around = (await professionals.Invitable([personId], ct)).Where(a => chosen.Contains(a.ProfessionalId)).ToList();
        await Keep(
            personId,
            meetingId,
            actor,
            key,
            (meeting, act) =>
            {
                if (chosen.Count == 0)
                {
                    throw new NotAcceptedException("Around", "Choose whom to add");
                }
                if (around.Count < chosen.Distinct().Count())
                {
                    throw new NotAcceptedException("Around", "One of them is no longer around the child, or may not be invited. Look at the list again");
                }
                foreach (var who in around.Where(a => !meeting.Participants.Exists(p => p.ProfessionalId == a.ProfessionalId)))
                {
                    var p = new Participant
                    {
                        Id = clock.NewId(),
                        MeetingId = meeting.Id,
                        Agency = who.Kind,
                        Name = who.Name,
                        Part = who.Part,
                        Address = who.Email,
                        ProfessionalId = who.ProfessionalId,
                        ReportAsked = reports,
                    };
                    meeting.Participants.Add(p);
                    db.Participants.Add(p);
                    act.Happened(new ParticipantKept(personId, meeting.Id, p.Id, p.Agency, p.Name, "added"));
                }
            },
            ct
        );
    }

    /// <summary>Marks invitations as sent to all who were not asked yet, and says when reports are due.</summary>
    /// <exception cref="NotAcceptedException">There is nobody to ask, or the meeting has no day yet.</exception>
    public async Task Invite(Guid personId, Guid meetingId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var intervals = await IntervalPolicy.Load(db, ct);
        await letters.Ready(ct);
        HashSet<Guid> invited = [];
        await Keep(
            personId,
            meetingId,
            actor,
            key,
            (meeting, act) =>
            {
                if (meeting.PlannedOn is not { } day)
                {
                    throw new NotAcceptedException("", "Say when the conference is before invitations go out");
                }
                var asked = meeting.Participants.Where(p => p.InvitedOn is null).ToList();
                if (asked.Count == 0)
                {
                    throw new NotAcceptedException("", "Everyone on the list has been invited already");
                }
                foreach (var p in asked)
                {
                    p.InvitedOn = clock.Today;
                    p.ReportDueOn = p.ReportAsked ? intervals.Before(meeting.Kind == MeetingKind.ReviewConference ? "review_report" : "icpc_report", day) : null;
                    act.Happened(new ParticipantKept(personId, meeting.Id, p.Id, p.Agency, p.Name, "invited"));
                }
                invited = [.. asked.Select(p => p.Id)];
            },
            ct,
            meeting => letters.Write(meeting, Mail.CalendarMethod.Request, p => invited.Contains(p.Id), ct)
        );
    }

    /// <summary>Records a reply.</summary>
    /// <exception cref="NotAcceptedException">The person is not on the list.</exception>
    public Task Answer(Guid personId, Guid meetingId, Guid participantId, Reply reply, Actor actor, Guid? key, CancellationToken ct = default) =>
        One(
            personId,
            meetingId,
            participantId,
            actor,
            key,
            p =>
            {
                p.Reply = reply;
                return reply == Reply.Coming ? "is coming" : "sent apologies";
            },
            ct
        );

    /// <summary>Records that a report came.</summary>
    /// <exception cref="NotAcceptedException">The person is not on the list, or the day cannot be.</exception>
    public Task ReportCame(Guid personId, Guid meetingId, Guid participantId, Actor actor, Guid? key, CancellationToken ct = default) =>
        One(
            personId,
            meetingId,
            participantId,
            actor,
            key,
            p =>
            {
                p.ReportAsked = true;
                p.ReportReceivedOn = clock.Today;
                return "sent a report";
            },
            ct
        );

    /// <summary>Takes someone off the list who was never asked.</summary>
    /// <exception cref="NotAcceptedException">They were asked or came.</exception>
    public Task Remove(Guid personId, Guid meetingId, Guid participantId, Actor actor, Guid? key, CancellationToken ct = default) =>
        One(
            personId,
            meetingId,
            participantId,
            actor,
            key,
            p =>
            {
                if (p.InvitedOn is not null || p.Attended == true)
                {
                    throw new NotAcceptedException("", $"{p.Name} was invited: record apologies instead, so that the list stays true");
                }
                db.Participants.Remove(p);
                return "taken off";
            },
            ct
        );

    private Task One(Guid personId, Guid meetingId, Guid participantId, Actor actor, Guid? key, Func<Participant, string> change, CancellationToken ct) =>
        Keep(
            personId,
            meetingId,
            actor,
            key,
            (meeting, act) =>
            {
                var p = meeting.Participants.Find(p => p.Id == participantId) ?? throw new NotAcceptedException("", "This person is no longer on the list");
                act.Happened(new ParticipantKept(personId, meeting.Id, p.Id, p.Agency, p.Name, change(p)));
            },
            ct
        );

    private async Task Keep(Guid personId, Guid meetingId, Actor actor, Guid? key, Action<Meeting, Act> change, CancellationToken ct, Func<Meeting, Task>? write = null)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "keep the list of a meeting", ct);
        if (!await Meetings.ShowMeeting.Concerns(db, meetingId, personId, ct))
        {
            throw new AccessRefusedException(Sight.Nothing, "keep the list of a meeting");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var meeting = await cases.MeetingOf(meetingId, ct);
        var act = acts.Begin(actor, "Keep the list of a meeting", key: key);
        change(meeting, act);
        if (write is not null)
        {
            await write(meeting);
        }
        await act.Save(meetingId, ct);
    }
}
