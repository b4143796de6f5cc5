using Kith.Practice.Access;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Workers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Training;

/// <summary>A competency that somebody's role needs, and what there is to show for it.</summary>
/// <param name="By">The course that teaches it and was done and holds; null where there is none.</param>
public sealed record CompetencyHeld(string Name, string? Description, string? By, DateOnly? On);

/// <summary>A booking of somebody's own.</summary>
public sealed record OwnBooking(Guid BookingId, Guid SessionId, string Title, DateOnly On, TimeOnly? At, string Place, bool HasPlace, bool? Came, bool CalledOff);

/// <summary>A question about training that waits for its answer.</summary>
public sealed record ToEvaluate(Guid BookingId, string Title, DateOnly On, bool LookingBack);

/// <summary>A need for learning.</summary>
public sealed record NeedLine(Guid Id, string What, NeedSource Source, string? SourceWords, string? Competency, DateOnly RaisedOn, DateOnly? MetOn, string? Outcome, string? Whose);

/// <summary>One worker's training.</summary>
public sealed record WorkerTraining(
    Worker Worker,
    DateOnly Today,
    StaffRole Role,
    bool Self,
    bool MayKeep,
    IReadOnlyList<Requirement> Requirements,
    IReadOnlyList<CompetencyHeld> Competencies,
    IReadOnlyList<OwnBooking> Bookings,
    IReadOnlyList<ToEvaluate> Asks,
    IReadOnlyList<NeedLine> Needs,
    IReadOnlyList<AsyeDue> Asye,
    RegistrationState Registration,
    IReadOnlyList<SessionLine> Sessions,
    IReadOnlyList<(Guid Id, string Title)> Courses,
    IReadOnlyList<(Guid Id, string Name)> AllCompetencies
);

/// <summary>A session to come.</summary>
public sealed record SessionLine(
    Guid Id,
    Guid CourseId,
    string Title,
    DateOnly On,
    TimeOnly? At,
    string Place,
    string? Trainer,
    int Places,
    int Taken,
    int Waiting,
    bool CalledOff,
    DateOnly? AttendanceOn,
    decimal Cost
)
{
    public int Free => Math.Max(0, Places - Taken);

    /// <summary>«4 places free», «full, 2 waiting».</summary>
    public string InWords =>
        CalledOff ? "called off"
        : Free > 0 && Waiting == 0
            ? Free == 1 ? "1 place free"
                : $"{Free} places free"
        : Waiting == 0 ? "full"
        : $"full, {Waiting} waiting";
}

/// <summary>Shows one worker's training: their own page, and the same for whoever manages them or leads on learning.</summary>
[UseCase]
public sealed class ShowTraining(KithDb db, Clock clock)
{
    public const int MostSessions = 40;

    /// <summary>The actor's own; null for those who are no workers.</summary>
    public Task<WorkerTraining?> Own(Actor actor, CancellationToken ct = default) => actor.WorkerId is { } me ? Show(me, actor, ct) : Task.FromResult<WorkerTraining?>(null);

    /// <summary>A worker's, for those who may see it by name.</summary>
    /// <exception cref="AccessRefusedException">There is no such worker, or they are not the actor's to see.</exception>
    public async Task<WorkerTraining?> Show(Guid workerId, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var worker = await TrainingAccess.Demand(db, workerId, actor, "see someone’s training", today, ct);
        var role = StaffRoles.Of(worker);
        var courses = await db.Courses.AsNoTracking().Include(c => c.Teaches).OrderBy(c => c.Title).ToListAsync(ct);
        var titles = courses.ToDictionary(c => c.Id, c => c.Title);
        var competencies = await db.Competencies.AsNoTracking().Where(c => c.EndedOn == null).OrderBy(c => c.Name).ToListAsync(ct);
        var done = await db.CoursesDone.AsNoTracking().Where(d => d.WorkerId == workerId).ToDictionaryAsync(d => d.CourseId, d => d.On, ct);
        var since = today.AddYears(-1);
        var bookings = await (
            from b in db.Bookings.AsNoTracking()
            where b.WorkerId == workerId && b.On >= since && b.GivenUpOn == null
            join s in db.TrainingSessions on b.SessionId equals s.Id
            orderby b.On, b.Id
            select new { Booking = b, Session = s }
        ).ToListAsync(ct);
        var needs = await db.TrainingNeeds.AsNoTracking().Where(n => n.WorkerId == workerId).OrderByDescending(n => n.RaisedOn).ThenBy(n => n.Id).Take(50).ToListAsync(ct);
        var steps = worker.NewlyQualified ? await db.AsyeSteps.AsNoTracking().Where(s => s.WorkerId == workerId).ToListAsync(ct) : [];
        // Only those of the first year need it; the page asks the same number of questions of everybody else as before.
        var lengths = worker.NewlyQualified ? new AsyePolicy(await PolicyBook.Load(db, ct)) : null;
        var names = competencies.ToDictionary(c => c.Id, c => c.Name);
        var self = worker.Id == actor.WorkerId;
        return new(
            worker,
            today,
            role,
            self,
            !self || TrainingAccess.Leads(actor),
            [
                .. TrainingRules
                    .Requirements(role, worker.StartedOn, courses, c => done.TryGetValue(c, out var on) ? on : null, today)
                    .OrderBy(r => r.DueOn ?? DateOnly.MaxValue)
                    .ThenBy(r => r.Title, StringComparer.Ordinal),
            ],
            [.. competencies.Where(c => c.Roles.HasFlag(role)).Select(c => Held(c, courses, done, today))],
            [
                .. bookings.Select(b => new OwnBooking(
                    b.Booking.Id,
                    b.Session.Id,
                    titles.GetValueOrDefault(b.Session.CourseId, "A course"),
                    b.Session.On,
                    b.Session.At,
                    b.Session.Place,
                    b.Booking.HasPlace,
                    b.Booking.Came,
                    b.Session.CalledOffOn is not null
                )),
            ],
            self
                ?
                [
                    .. bookings
                        .Where(b => TrainingRules.AskAtOnce(b.Booking, today) || TrainingRules.AskWhatChanged(b.Booking, today))
                        .Select(b => new ToEvaluate(
                            b.Booking.Id,
                            titles.GetValueOrDefault(b.Session.CourseId, "A course"),
                            b.Session.On,
                            TrainingRules.AskWhatChanged(b.Booking, today)
                        )),
                ]
                : [],
            [
                .. needs.Select(n => new NeedLine(
                    n.Id,
                    n.What,
                    n.Source,
                    n.SourceWords,
                    n.CompetencyId is { } c ? names.GetValueOrDefault(c) : null,
                    n.RaisedOn,
                    n.MetOn,
                    n.Outcome,
                    null
                )),
            ],
            worker is { NewlyQualified: true, StartedOn: { } started } ? TrainingRules.Asye(started, steps, lengths!.Of(started)) : [],
            ShowWorker.Registration(worker, today),
            [.. (await Sessions(db, today, titles, MostSessions, ct)).Where(s => !s.CalledOff)],
            [.. courses.Where(c => c.EndedOn is null).Select(c => (c.Id, c.Title))],
            [.. competencies.Select(c => (c.Id, c.Name))]
        );
    }

    /// <summary>A booking that is asked about now; null where nothing is.</summary>
    public async Task<ToEvaluate?> Asked(Guid bookingId, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var found = await (
            from b in db.Bookings.AsNoTracking()
            where b.Id == bookingId && b.WorkerId == actor.WorkerId
            join s in db.TrainingSessions on b.SessionId equals s.Id
            join c in db.Courses on s.CourseId equals c.Id
            select new { Booking = b, c.Title }
        ).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            throw new AccessRefusedException(Sight.Nothing, "say how training was");
        }
        var back = TrainingRules.AskWhatChanged(found.Booking, today);
        return back || TrainingRules.AskAtOnce(found.Booking, today) ? new(bookingId, found.Title, found.Booking.On, back) : null;
    }

    /// <summary>Sessions from a day on, with how many places are left. Two statements at most: the titles are known.</summary>
    internal static async Task<List<SessionLine>> Sessions(KithDb db, DateOnly from, Dictionary<Guid, string> titles, int most, CancellationToken ct)
    {
        var rows = await db
            .TrainingSessions.AsNoTracking()
            .Where(s => s.On >= from)
            .OrderBy(s => s.On)
            .ThenBy(s => s.Id)
            .Take(most)
            .Select(s => new { Session = s, Waiting = db.Bookings.Count(b => b.SessionId == s.Id && b.GivenUpOn == null && !b.HasPlace) })
            .ToListAsync(ct);
        return [.. rows.Select(r => Line(r.Session, titles.GetValueOrDefault(r.Session.CourseId, "A course"), r.Waiting))];
    }

    internal static SessionLine Line(TrainingSession s, string title, int waiting) =>
        new(s.Id, s.CourseId, title, s.On, s.At, s.Place, s.Trainer, s.Places, s.Taken, waiting, s.CalledOffOn is not null, s.AttendanceOn, s.Cost);

    private static CompetencyHeld Held(Competency c, List<Course> courses, Dictionary<Guid, DateOnly> done, DateOnly today)
    {
        var shown = courses
            .Where(x => x.Teaches.Any(t => t.CompetencyId == c.Id) && done.TryGetValue(x.Id, out var on) && (x.RenewMonths is not { } m || on.AddMonths(m) >= today))
            .Select(x => (x.Title, On: done[x.Id]))
            .OrderByDescending(x => x.On)
            .ToList();
        return new(c.Name, c.Description, shown.Count == 0 ? null : shown[0].Title, shown.Count == 0 ? null : shown[0].On);
    }
}
