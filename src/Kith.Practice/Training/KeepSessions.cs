using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Training;

/// <summary>A session as a form holds it.</summary>
public sealed record SessionInput
{
    public Guid? CourseId { get; set; }
    public DateOnly? On { get; set; }
    public TimeOnly? At { get; set; }
    public string? Place { get; set; }
    public string? Trainer { get; set; }
    public int? Places { get; set; }
    public decimal? Cost { get; set; }
}

/// <summary>Plans sessions, changes them, calls them off, and writes down who came.</summary>
[UseCase]
public sealed class KeepSessions(KithDb db, Acts.Acts acts, Clock clock)
{
    private const int Longest = 200;

    /// <summary>Plans a session of a course.</summary>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Plan(SessionInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepTraining, "plan a session");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var course = await db.Courses.AsNoTracking().FirstOrDefaultAsync(c => c.Id == input.CourseId && c.EndedOn == null, ct);
        Editing.Refuse([.. course is null ? [new Problem(nameof(input.CourseId), "Select a course")] : Array.Empty<Problem>(), .. Problems(input, null)]);
        var session = new TrainingSession
        {
            Id = clock.NewId(),
            CourseId = course!.Id,
            Place = "",
        };
        Apply(input, session, course);
        db.TrainingSessions.Add(session);
        var act = acts.Begin(actor, "Plan a session", key: key);
        act.Happened(new SessionPlanned(session.Id, session.CourseId, session.On, session.Places, session.Cost));
        return await act.Save(session.Id, ct);
    }

    /// <summary>Changes a session that has not been held. With more places those who wait move up.</summary>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be, or it was called off.</exception>
    /// <exception cref="SecondEditorException">Someone changed it, or booked, in the meantime.</exception>
    public async Task Change(Guid id, SessionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepTraining, "change a session");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var session = await Get(id, ct);
        Editing.SameVersion(session, version);
        Open(session);
        var course = await db.Courses.AsNoTracking().FirstAsync(c => c.Id == session.CourseId, ct);
        var bookings = await db.Bookings.Where(b => b.SessionId == id && b.GivenUpOn == null).ToListAsync(ct);
        Editing.Refuse(Problems(input, session));
        Apply(input, session, course);
        foreach (var booking in bookings)
        {
            booking.On = session.On;
        }
        var act = acts.Begin(actor, "Change a session", key: key);
        var changes = act.ChangesOf(session);
        if (changes.Count == 0)
        {
            return;
        }
        act.Happened(new SessionChanged(id, changes));
        var told = changes.Any(c => c.Field is nameof(session.On) or nameof(session.At) or nameof(session.Place));
        if (told)
        {
            await Tell(
                bookings,
                $"{course.Title} has changed: it is on {DateWords.Long(session.On)}{(session.At is { } at ? $" at {at:HH:mm}" : "")}, {session.Place}.",
                act.At,
                ct
            );
        }
        await MoveUp(act, session, course.Title, bookings, ct);
        await act.Save(id, ct);
    }

    /// <summary>Calls a session off; everyone who had booked or waits is told.</summary>
    /// <exception cref="NotAcceptedException">It was held or called off already, or nothing says why.</exception>
    public async Task CallOff(Guid id, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepTraining, "call a session off");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var session = await Get(id, ct);
        Editing.SameVersion(session, version);
        Open(session);
        if (Editing.Text("Why", why, "Say why, in a sentence: it is told to those who had booked", Longest) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        (session.CalledOffOn, session.CalledOffWhy) = (clock.Today, why!.Trim());
        var bookings = await db.Bookings.Where(b => b.SessionId == id && b.GivenUpOn == null).ToListAsync(ct);
        var title = await db.Courses.Where(c => c.Id == session.CourseId).Select(c => c.Title).FirstAsync(ct);
        var act = acts.Begin(actor, "Call a session off", session.CalledOffWhy, key);
        await Tell(bookings, $"{title} on {DateWords.Long(session.On)} is called off: {session.CalledOffWhy}", act.At, ct);
        act.Happened(new SessionCalledOff(id, session.CalledOffWhy, bookings.Count));
        await act.Save(id, ct);
    }

    /// <summary>Writes down who came, of those who had a place. From then on their course is in date, and they are asked how it was.</summary>
    /// <exception cref="NotAcceptedException">The day has not come, or it was called off.</exception>
    public async Task Attendance(Guid id, IReadOnlyCollection<Guid> came, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepTraining, "write down who came");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var session = await Get(id, ct);
        Editing.SameVersion(session, version);
        if (session.CalledOffOn is not null || session.On > clock.Today)
        {
            throw new NotAcceptedException("", session.CalledOffOn is null ? "Who came can be written down from the day of the session on" : "This session was called off");
        }
        var bookings = await db.Bookings.Where(b => b.SessionId == id && b.GivenUpOn == null && b.HasPlace).ToListAsync(ct);
        var workers = bookings.Select(b => b.WorkerId).ToList();
        var done = await db.CoursesDone.Where(d => d.CourseId == session.CourseId && workers.Contains(d.WorkerId)).ToDictionaryAsync(d => d.WorkerId, ct);
        session.AttendanceOn = clock.Today;
        foreach (var booking in bookings)
        {
            booking.Came = came.Contains(booking.WorkerId);
            var last = done.GetValueOrDefault(booking.WorkerId);
            if (booking.Came == true && (last is null || last.On < session.On))
            {
                if (last is null)
                {
                    last = new CourseDone
                    {
                        Id = clock.NewId(),
                        WorkerId = booking.WorkerId,
                        CourseId = session.CourseId,
                        On = session.On,
                        SessionId = session.Id,
                    };
                    db.CoursesDone.Add(last);
                }
                else
                {
                    last.Again(session.On, session.Id, null);
                }
            }
            else if (booking.Came == false && last?.SessionId == session.Id)
            {
                // Written down by mistake: then the course was not done by this session, but perhaps before.
                if (!last.TakeBack())
                {
                    db.CoursesDone.Remove(last);
                }
            }
        }
        var act = acts.Begin(actor, "Write down who came", key: key);
        act.Happened(
            new AttendanceWritten(id, [.. bookings.Where(b => b.Came == true).Select(b => b.WorkerId)], [.. bookings.Where(b => b.Came == false).Select(b => b.WorkerId)])
        );
        await act.Save(id, ct);
    }

    /// <summary>Gives free places to those who wait, first come first, and tells them. The caller's act saves it.</summary>
    internal async Task MoveUp(Act act, TrainingSession session, string title, IReadOnlyCollection<Booking> bookings, CancellationToken ct)
    {
        var next = TrainingRules.NextInLine(bookings, session.Places);
        foreach (var booking in next)
        {
            booking.HasPlace = true;
            act.Happened(new PlaceMovedUp(session.Id, booking.WorkerId));
        }
        session.Taken = bookings.Count(b => b.GivenUpOn is null && b.HasPlace);
        if (next.Count > 0)
        {
            await Tell(
                next,
                $"A place is free: you are booked on {title} on {DateWords.Long(session.On)}, {session.Place}. If you cannot come, give it up under Workforce, Your training.",
                act.At,
                ct
            );
        }
    }

    /// <summary>Tells the workers of bookings.</summary>
    internal async Task Tell(IReadOnlyCollection<Booking> bookings, string text, DateTime at, CancellationToken ct)
    {
        var workers = bookings.Select(b => b.WorkerId).ToList();
        foreach (
            var account in await db.Users.AsNoTracking().Where(u => u.WorkerId != null && workers.Contains(u.WorkerId.Value)).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(ct)
        )
        {
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = account,
                    Text = text,
                    At = at,
                }
            );
        }
    }

    private async Task<TrainingSession> Get(Guid id, CancellationToken ct) =>
        await db.TrainingSessions.FirstOrDefaultAsync(s => s.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "see a session");

    private void Open(TrainingSession session)
    {
        if (session.CalledOffOn is not null || session.On < clock.Today)
        {
            throw new NotAcceptedException("", session.CalledOffOn is null ? "This session was held. What is written down of it stays" : "This session was called off already");
        }
    }

    private List<Problem> Problems(SessionInput input, TrainingSession? session)
    {
        var problems = new List<Problem>();
        var today = clock.Today;
        if (input.On is not { } on)
        {
            problems.Add(new(nameof(input.On), "Enter the day"));
        }
        else if (on < (session is null ? today.AddYears(-1) : today) || on > today.AddYears(2))
        {
            problems.Add(new(nameof(input.On), session is null ? "The day must be within the last year or the next two" : "The day must be today or later, within two years"));
        }
        if (Editing.Text(nameof(input.Place), input.Place, "Enter where it is, or «online»", Longest) is { } place)
        {
            problems.Add(place);
        }
        if (input.Trainer?.Trim().Length > Longest)
        {
            problems.Add(new(nameof(input.Trainer), $"This must be {Longest} characters or fewer"));
        }
        if (input.Places is < 1 or > 1000)
        {
            problems.Add(new(nameof(input.Places), "Enter 1 to 1,000 places"));
        }
        else if (input.Places < session?.Taken)
        {
            problems.Add(new(nameof(input.Places), $"{session.Taken} places are taken. Nobody’s place is taken away: ask someone to give theirs up first"));
        }
        if (input.Cost is < 0 or > 1_000_000)
        {
            problems.Add(new(nameof(input.Cost), "Enter the cost in pounds, 0 where it costs nothing"));
        }
        return problems;
    }

    private static void Apply(SessionInput input, TrainingSession session, Course course)
    {
        session.On = input.On!.Value;
        session.At = input.At;
        session.Place = input.Place!.Trim();
        session.Trainer = PersonRules.Clean(input.Trainer);
        session.Places = input.Places ?? course.Places;
        session.Cost = input.Cost ?? course.Cost;
    }
}
