using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Training;

/// <summary>Somebody on a session.</summary>
public sealed record SessionPerson(Guid WorkerId, string Name, string? Team, bool HasPlace, bool? Came, bool Mine);

/// <summary>A session: for everybody what it is and how many places are left; by name only one's own people.</summary>
/// <param name="Useful">The middle of «how useful», where at least five said so.</param>
/// <param name="Evaluations">How many said how it was.</param>
public sealed record SessionView(
    SessionLine Line,
    int Version,
    string? About,
    IReadOnlyList<string> Teaches,
    string? CalledOffWhy,
    bool MayKeep,
    bool Booked,
    bool IAmWaiting,
    IReadOnlyList<SessionPerson> People,
    IReadOnlyList<(Guid Id, string Name)> CanBook,
    DateOnly Today,
    int Evaluations,
    double? Useful,
    IReadOnlyList<(PracticeChange Change, string? Words)> Changes
);

/// <summary>The catalogue for whoever leads on learning.</summary>
public sealed record CatalogueView(
    IReadOnlyList<Competency> Competencies,
    IReadOnlyList<Course> Courses,
    IReadOnlyList<SessionLine> Sessions,
    IReadOnlyList<NeedLine> Needs,
    IReadOnlyList<(Guid Id, string Name)> Teams,
    DateOnly Today
);

/// <summary>Shows sessions and the catalogue.</summary>
[UseCase]
public sealed class ShowSessions(KithDb db, Clock clock)
{
    /// <summary>What was said of training is shown together from so many answers on.</summary>
    public const int FewestAnswers = 5;

    public const int Most = 100;

    /// <exception cref="AccessRefusedException">There is no such session.</exception>
    public async Task<SessionView> One(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadWorkforce, "see training");
        var today = clock.Today;
        var session = await db.TrainingSessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "see a session");
        var course = await db.Courses.AsNoTracking().Include(c => c.Teaches).FirstAsync(c => c.Id == session.CourseId, ct);
        var teaches = course.Teaches.Select(t => t.CompetencyId).ToList();
        var competencies = await db.Competencies.AsNoTracking().Where(c => teaches.Contains(c.Id)).OrderBy(c => c.Name).Select(c => c.Name).ToListAsync(ct);
        var rows = await (
            from b in db.Bookings.AsNoTracking()
            where b.SessionId == id && b.GivenUpOn == null
            join w in db.Workers on b.WorkerId equals w.Id
            orderby b.AskedAt, b.Id
            select new
            {
                Booking = b,
                Worker = w,
                Team = db.Teams.Where(t => t.Id == w.TeamId).Select(t => t.Name).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        var leads = TrainingAccess.Leads(actor);
        var me = actor.WorkerId;
        var managed = actor.May(Permission.Decide) ? actor.ManagedTeamIds : [];
        var people = rows.Where(r => TrainingAccess.MaySee(actor, r.Worker))
            .Select(r => new SessionPerson(r.Worker.Id, r.Worker.Name, r.Team, r.Booking.HasPlace, r.Booking.Came, r.Worker.Id == me))
            .ToList();
        var booked = rows.Select(r => r.Worker.Id).ToHashSet();
        var own =
            session.CalledOffOn is null && session.On >= today
                ? await db
                    .Workers.AsNoTracking()
                    .Where(w => (w.LeftOn == null || w.LeftOn > today) && (leads || w.LineManagerId == me || (w.TeamId != null && managed.Contains(w.TeamId.Value))))
                    .OrderBy(w => w.Name)
                    .Select(w => new { w.Id, w.Name })
                    .ToListAsync(ct)
                : [];
        var said = rows.Where(r => r.Booking.Useful is not null).Select(r => r.Booking.Useful!.Value).ToList();
        var changed = rows.Where(r => r.Booking.Change is not null).ToList();
        return new(
            ShowTraining.Line(session, course.Title, rows.Count(r => !r.Booking.HasPlace)),
            session.Version,
            course.About,
            competencies,
            session.CalledOffWhy,
            leads,
            rows.Exists(r => r.Worker.Id == me && r.Booking.HasPlace),
            rows.Exists(r => r.Worker.Id == me && !r.Booking.HasPlace),
            people,
            [.. own.Where(w => w.Id != me && !booked.Contains(w.Id)).Select(w => (w.Id, w.Name))],
            today,
            said.Count,
            said.Count < FewestAnswers ? null : said.Average(),
            // Words are read by whoever leads on learning, never beside a name.
            leads && changed.Count >= FewestAnswers
                ? [.. changed.Select(r => (r.Booking.Change!.Value, r.Booking.Changed)).OrderByDescending(c => c.Item1).ThenBy(c => c.Changed, StringComparer.Ordinal)]
                : []
        );
    }

    /// <summary>The catalogue with the sessions of the last three months and to come, and what is to be learnt by teams and everybody.</summary>
    public async Task<CatalogueView> Catalogue(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepTraining, "keep the catalogue");
        var today = clock.Today;
        var courses = await db.Courses.AsNoTracking().Include(c => c.Teaches).OrderBy(c => c.Title).ToListAsync(ct);
        var competencies = await db.Competencies.AsNoTracking().OrderBy(c => c.Name).ToListAsync(ct);
        var names = competencies.ToDictionary(c => c.Id, c => c.Name);
        var sessions = await ShowTraining.Sessions(db, today.AddMonths(-3), courses.ToDictionary(c => c.Id, c => c.Title), Most, ct);
        var teams = await db.Teams.AsNoTracking().Where(t => t.ClosedOn == null).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        var needs = await db
            .TrainingNeeds.AsNoTracking()
            .Where(n => n.MetOn == null && n.WorkerId == null)
            .OrderByDescending(n => n.RaisedOn)
            .ThenBy(n => n.Id)
            .Take(Most)
            .ToListAsync(ct);
        return new(
            competencies,
            courses,
            sessions,
            [
                .. needs.Select(n => new NeedLine(
                    n.Id,
                    n.What,
                    n.Source,
                    n.SourceWords,
                    n.CompetencyId is { } c ? names.GetValueOrDefault(c) : null,
                    n.RaisedOn,
                    null,
                    null,
                    n.TeamId is { } t ? teams.Find(x => x.Id == t)?.Name ?? "A team" : "Everybody"
                )),
            ],
            [.. teams.Select(t => (t.Id, t.Name))],
            today
        );
    }

    /// <summary>One competency to change; null where there is none.</summary>
    public async Task<Competency?> Competency(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepTraining, "keep competencies");
        return await db.Competencies.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
    }
}
