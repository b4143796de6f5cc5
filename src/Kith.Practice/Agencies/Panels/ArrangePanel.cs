using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Mail;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>A meeting of a panel as a form holds it.</summary>
public sealed record PanelMeetingInput
{
    public DateOnly? On { get; set; }
    public string? StartsAt { get; set; }
    public string? Place { get; set; }
    public string? Agenda { get; set; }

    public static PanelMeetingInput Of(PanelMeeting m) =>
        new()
        {
            On = m.On,
            StartsAt = m.StartsAt,
            Place = m.Place,
            Agenda = m.Agenda,
        };
}

/// <summary>Arranges meetings of panels, asks their members by mail and calendar, changes them and calls them off.</summary>
[UseCase]
public sealed class ArrangePanel(KithDb db, RecordAccess access, Acts.Acts acts, InvitePeople invite, Clock clock)
{
    public const int Longest = 4000;
    private readonly PanelSight sight = new(db, access, clock);

    /// <summary>Arranges a meeting: its seats are the members of the panel today.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep this panel.</exception>
    /// <exception cref="NotAcceptedException">The day or the time cannot be.</exception>
    public async Task<Guid> Arrange(Guid panel, PanelMeetingInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await sight.Demand(panel, actor, "arrange a meeting of a panel", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        Check(input);
        var meeting = new PanelMeeting { Id = clock.NewId(), PanelId = panel };
        Take(meeting, input);
        db.PanelMeetings.Add(meeting);
        await Seat(meeting, ct);
        var act = acts.Begin(actor, "Arrange a meeting of a panel", key: key);
        act.Happened(new PanelMeetingKept(panel, meeting.Id, meeting.On, "arranged"));
        return await act.Save(meeting.Id, ct);
    }

    /// <summary>Changes day, time, place or agenda. Who was asked is told.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep this panel.</exception>
    /// <exception cref="NotAcceptedException">The day or the time cannot be, or it was held or called off.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Change(Guid meetingId, PanelMeetingInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var meeting = await Open(meetingId, actor, "change a meeting of a panel", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(meeting, version);
        Ahead(meeting);
        Check(input);
        var moved = (meeting.On, meeting.StartsAt, meeting.Place) != (input.On!.Value, PersonRules.Clean(input.StartsAt), PersonRules.Clean(input.Place));
        if (!moved && meeting.Agenda == PersonRules.Clean(input.Agenda))
        {
            return;
        }
        await invite.Ready(ct);
        Take(meeting, input);
        if (moved && meeting.InvitedOn is not null)
        {
            meeting.InvitationSequence++;
            await Mail(meeting, CalendarMethod.Request, s => s.InvitedOn is not null, ct);
        }
        var act = acts.Begin(actor, "Change a meeting of a panel", key: key);
        act.Happened(new PanelMeetingKept(meeting.PanelId, meeting.Id, meeting.On, "changed"));
        await act.Save(meeting.Id, ct);
    }

    /// <summary>Asks everybody who sits on the panel and was not asked yet.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep this panel.</exception>
    /// <exception cref="NotAcceptedException">Everybody is asked, or it was held or called off.</exception>
    public async Task Invite(Guid meetingId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var meeting = await Open(meetingId, actor, "ask people to a meeting of a panel", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Ahead(meeting);
        await invite.Ready(ct);
        var seats = await Seat(meeting, ct);
        var fresh = seats.Where(s => s.InvitedOn is null).ToList();
        if (fresh.Count == 0)
        {
            throw new NotAcceptedException("", "Everybody on the panel has been asked");
        }
        fresh.ForEach(s => s.InvitedOn = clock.Today);
        meeting.InvitedOn ??= clock.Today;
        await Mail(meeting, CalendarMethod.Request, fresh.Contains, ct, seats);
        var act = acts.Begin(actor, "Ask people to a meeting of a panel", key: key);
        act.Happened(new PanelMeetingKept(meeting.PanelId, meeting.Id, meeting.On, $"asked {fresh.Count}"));
        await act.Save(meeting.Id, ct);
    }

    /// <summary>Calls it off: the children wait for another meeting, and who was asked is told.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep this panel.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or it was held or called off.</exception>
    public async Task CallOff(Guid meetingId, string? why, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var meeting = await Open(meetingId, actor, "call off a meeting of a panel", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Ahead(meeting);
        if (Editing.Reason("CalledOffWhy", why, "Say why it is called off", 500) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        if (await db.PanelChildren.AnyAsync(e => e.MeetingId == meetingId && e.HeardOn != null, ct))
        {
            throw new NotAcceptedException("", "The panel has decided about a child at this meeting already: record that it was held");
        }
        await invite.Ready(ct);
        (meeting.CalledOffOn, meeting.CalledOffWhy) = (clock.Today, why!.Trim());
        meeting.InvitationSequence++;
        await Mail(meeting, CalendarMethod.Cancel, s => s.InvitedOn is not null, ct);
        var act = acts.Begin(actor, "Call off a meeting of a panel", why.Trim(), key);
        foreach (var entry in await db.PanelChildren.Where(e => e.MeetingId == meetingId && e.HeardOn == null).ToListAsync(ct))
        {
            (entry.MeetingId, entry.Position) = (null, 0);
            act.Happened(new PanelEntryListed(entry.PersonId, entry.Id, null, 0));
        }
        act.Happened(new PanelMeetingKept(meeting.PanelId, meeting.Id, meeting.On, "called off"));
        await act.Save(meeting.Id, ct);
    }

    private async Task<PanelMeeting> Open(Guid id, Actor actor, string what, CancellationToken ct)
    {
        var meeting = await db.PanelMeetings.FirstOrDefaultAsync(m => m.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, what);
        await sight.Demand(meeting.PanelId, actor, what, ct);
        return meeting;
    }

    private static void Ahead(PanelMeeting meeting)
    {
        if (meeting.HeldOn is not null || meeting.CalledOffOn is not null)
        {
            throw new NotAcceptedException("", "The meeting was held or called off");
        }
    }

    private void Check(PanelMeetingInput input)
    {
        var problems = new List<Problem>();
        if (input.On is null || input.On < clock.Today || input.On > clock.Today.AddYears(2))
        {
            problems.Add(new(nameof(input.On), "Enter the day: today or later, within two years"));
        }
        if (PersonRules.Clean(input.StartsAt) is { } time && !TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            problems.Add(new(nameof(input.StartsAt), "Enter the time like 14:30"));
        }
        PanelSight.Short(problems, Longest, (nameof(input.Agenda), input.Agenda));
        PanelSight.Short(problems, 200, (nameof(input.Place), input.Place));
        Editing.Refuse(problems);
    }

    private static void Take(PanelMeeting meeting, PanelMeetingInput input)
    {
        (meeting.On, meeting.StartsAt) = (input.On!.Value, PersonRules.Clean(input.StartsAt));
        (meeting.Place, meeting.Agenda) = (PersonRules.Clean(input.Place), PersonRules.Clean(input.Agenda));
    }

    /// <summary>Gives everybody who sits on the panel now a seat, and leaves those who have one.</summary>
    private async Task<List<PanelSeat>> Seat(PanelMeeting meeting, CancellationToken ct)
    {
        var today = clock.Today;
        var seats = await db.PanelSeats.Where(s => s.MeetingId == meeting.Id).ToListAsync(ct);
        var members = await db.PanelMembers.AsNoTracking().Where(m => m.PanelId == meeting.PanelId && m.From <= today && (m.Until == null || m.Until >= today)).ToListAsync(ct);
        var chair = await db.Panels.AsNoTracking().Where(p => p.Id == meeting.PanelId).Select(p => p.ChairWorkerId).FirstOrDefaultAsync(ct);
        var workers = members.Select(m => m.WorkerId).Append(chair).OfType<Guid>().Distinct().ToList();
        var outside = members.Select(m => m.ProfessionalId).OfType<Guid>().Distinct().ToList();
        foreach (var w in await db.Workers.AsNoTracking().Where(w => workers.Contains(w.Id) && (w.LeftOn == null || w.LeftOn > today)).OrderBy(w => w.Name).ToListAsync(ct))
        {
            if (!seats.Exists(s => s.WorkerId == w.Id))
            {
                Add(
                    new()
                    {
                        Name = w.Name,
                        WorkerId = w.Id,
                        Address = w.Email,
                        Part = w.Id == chair ? "Chair" : members.Find(m => m.WorkerId == w.Id)?.Part ?? w.JobTitle,
                    }
                );
            }
        }
        var people = await (
            from p in db.Professionals.AsNoTracking()
            where outside.Contains(p.Id) && (p.Until == null || p.Until >= today)
            join a in db.PartnerAgencies on p.AgencyId equals a.Id
            where a.Until == null || a.Until >= today
            orderby a.Name, p.Name
            select p
        ).ToListAsync(ct);
        foreach (var p in people.Where(p => !seats.Exists(s => s.ProfessionalId == p.Id)))
        {
            Add(
                new()
                {
                    Name = p.Name,
                    ProfessionalId = p.Id,
                    AgencyId = p.AgencyId,
                    Address = p.Email,
                    Part = members.Find(m => m.ProfessionalId == p.Id)?.Part ?? p.JobTitle,
                }
            );
        }
        return seats;

        void Add(PanelSeat seat)
        {
            (seat.Id, seat.MeetingId) = (clock.NewId(), meeting.Id);
            seats.Add(seat);
            db.PanelSeats.Add(seat);
        }
    }

    private async Task Mail(PanelMeeting meeting, CalendarMethod method, Func<PanelSeat, bool> whom, CancellationToken ct, IReadOnlyList<PanelSeat>? seats = null)
    {
        seats ??= await db.PanelSeats.Where(s => s.MeetingId == meeting.Id).ToListAsync(ct);
        var asked = seats.Where(s => whom(s) && WorkAddress.Normal(s.Address) is not null).ToList();
        if (asked.Count == 0 || !await invite.Ready(ct))
        {
            return;
        }
        var kind = await db.Panels.AsNoTracking().Where(p => p.Id == meeting.PanelId).Select(p => p.Name).FirstAsync(ct);
        foreach (var outside in new[] { true, false })
        {
            await invite.Post(
                new(
                    meeting.Id,
                    meeting.InvitationSequence,
                    kind,
                    meeting.On,
                    meeting.StartsAt,
                    meeting.Place,
                    outside ? "/partner" : $"/panels/meetings/{meeting.Id}",
                    outside ? "to see it and to answer" : "to see the list",
                    outside
                        ? "For the children's sake this mail does not say whom it is about. Sign in with your work address to see what your agency is asked about, and to answer."
                        : "For the children's sake this mail does not say whom it is about. The list and the papers are in Kith."
                ),
                method,
                [.. asked.Where(s => s.ProfessionalId is not null == outside).Select(s => new AskedPerson(s.Name, s.Address!, s.InvitedOn == clock.Today))],
                ct
            );
        }
    }
}
