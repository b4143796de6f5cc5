using Kith.Practice.Access;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Training;

/// <summary>Who needs a course in a year and what is planned for it.</summary>
/// <param name="Needed">People for whom it falls due, or is late, by the end of the year.</param>
/// <param name="Planned">Places on sessions still to come in the year.</param>
public sealed record CourseNeed(Guid CourseId, string Title, StaffRole MandatoryFor, int? RenewMonths, int Late, int Needed, int Planned)
{
    /// <summary>Places that are missing; 0 where there are enough.</summary>
    public int Missing => Math.Max(0, Needed - Planned);
}

/// <summary>What was said of a course.</summary>
public sealed record CourseEvaluated(string Title, int Answers, double Useful, int LookedBack, int Changed);

/// <summary>What people need to learn beside what is mandatory, put together.</summary>
public sealed record NeedTogether(string What, NeedSource Source, string? Whose, int People);

/// <summary>The plan for a year from April. Nobody is named in it: anyone who works here may read it.</summary>
public sealed record TrainingPlan(
    int Year,
    DateOnly Today,
    string? Aims,
    decimal? Budget,
    int? BudgetVersion,
    decimal Spent,
    decimal Committed,
    ComplianceLine All,
    IReadOnlyList<ComplianceLine> Roles,
    IReadOnlyList<(string Name, StaffRole Roles)> Needed,
    IReadOnlyList<CourseNeed> Courses,
    IReadOnlyList<SessionLine> Sessions,
    IReadOnlyList<NeedTogether> Needs,
    IReadOnlyList<CourseEvaluated> Evaluated,
    int NewlyQualified,
    int AsyeLate,
    bool MayKeep
)
{
    public decimal? Left => Budget is { } b ? b - Spent - Committed : null;
}

/// <summary>Puts the plan for the year together from the records.</summary>
[UseCase]
public sealed class ShowTrainingPlan(KithDb db, Clock clock)
{
    public async Task<TrainingPlan> Show(int? asked, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadWorkforce, "read the training plan");
        var today = clock.Today;
        var year = asked is { } y && y >= 2000 && y <= today.Year + 2 ? y : TrainingRules.YearOf(today);
        var (from, to) = TrainingRules.Year(year);
        var (staff, courses) = await ShowTrainingTeams.Load(db, actor, everybody: true, today, ct);
        var competencies = await db.Competencies.AsNoTracking().Where(c => c.EndedOn == null).OrderBy(c => c.Name).ToListAsync(ct);
        var budget = await db.TrainingBudgets.AsNoTracking().FirstOrDefaultAsync(b => b.Year == year, ct);
        var sessions = await db.TrainingSessions.AsNoTracking().Where(s => s.On >= from && s.On <= to).OrderBy(s => s.On).ThenBy(s => s.Id).ToListAsync(ct);
        var needs = await (
            from n in db.TrainingNeeds.AsNoTracking()
            where n.MetOn == null && n.RaisedOn <= to && (n.WorkerId == null || db.Workers.Any(w => w.Id == n.WorkerId && (w.LeftOn == null || w.LeftOn > today)))
            orderby n.RaisedOn, n.Id
            select new { Need = n, Team = db.Teams.Where(t => t.Id == n.TeamId).Select(t => t.Name).FirstOrDefault() }
        ).ToListAsync(ct);
        var before = from.AddYears(-1);
        var said = await (
            from b in db.Bookings.AsNoTracking()
            where b.On >= before && b.On <= to && b.EvaluatedOn != null
            join s in db.TrainingSessions on b.SessionId equals s.Id
            group b by s.CourseId into g
            select new
            {
                g.Key,
                Answers = g.Count(),
                Useful = g.Average(b => (double)b.Useful!),
                LookedBack = g.Count(b => b.LookedBackOn != null),
                Changed = g.Count(b => b.LookedBackOn != null && b.Change != PracticeChange.Nothing),
            }
        ).ToListAsync(ct);
        var all = await db.Courses.AsNoTracking().Select(c => new { c.Id, c.Title }).ToDictionaryAsync(c => c.Id, c => c.Title, ct);
        var (spent, committed) = TrainingRules.Money(sessions, year, today);
        var names = competencies.ToDictionary(c => c.Id, c => c.Name);
        var asye = staff.Where(s => s.Worker.NewlyQualified).ToList();
        var lengths = new AsyePolicy(await PolicyBook.Load(db, ct));
        return new(
            year,
            today,
            budget?.Aims,
            budget?.Amount,
            budget?.Version,
            spent,
            committed,
            new("all", "All", TrainingRules.InDate(staff.Select(s => s.Requirements))),
            [
                .. StaffRoles
                    .Each.Select(r => new ComplianceLine(r.ToString(), StaffRoles.Name(r), TrainingRules.InDate(staff.Where(s => s.Role == r).Select(s => s.Requirements))))
                    .Where(l => l.InDate.Of > 0),
            ],
            [.. competencies.Select(c => (c.Name, c.Roles))],
            [
                .. courses
                    .Where(c => c.MandatoryFor != StaffRole.None)
                    .Select(c =>
                    {
                        var asked = staff.SelectMany(s => s.Requirements).Where(r => r.CourseId == c.Id).ToList();
                        return new CourseNeed(
                            c.Id,
                            c.Title,
                            c.MandatoryFor,
                            c.RenewMonths,
                            asked.Count(r => r.State == RequirementState.Late),
                            asked.Count(r => r.DueOn is { } due && due <= to),
                            sessions.Where(s => s.CourseId == c.Id && s.CalledOffOn is null && s.On >= today).Sum(s => s.Places)
                        );
                    }),
            ],
            [.. sessions.Where(s => s.CalledOffOn is null).Select(s => ShowTraining.Line(s, all.GetValueOrDefault(s.CourseId, "A course"), 0))],
            [
                .. needs
                    .Where(n => n.Need.WorkerId is null)
                    .Select(n => new NeedTogether(n.Need.What, n.Need.Source, n.Team ?? "Everybody", 0))
                    // What single people need is put together by competency: the plan names nobody, and says no words about one.
                    .Concat(
                        needs
                            .Where(n => n.Need.WorkerId is not null)
                            .GroupBy(n => n.Need.CompetencyId is { } c ? names.GetValueOrDefault(c, "Other learning") : "Other learning")
                            .OrderBy(g => g.Key, StringComparer.Ordinal)
                            .Select(g => new NeedTogether(
                                g.Key,
                                g.GroupBy(n => n.Need.Source).OrderByDescending(s => s.Count()).ThenBy(s => s.Key).First().Key,
                                null,
                                g.Select(n => n.Need.WorkerId).Distinct().Count()
                            ))
                    ),
            ],
            [
                .. said.Where(s => s.Answers >= ShowSessions.FewestAnswers)
                    .Select(s => new CourseEvaluated(
                        all.GetValueOrDefault(s.Key, "A course"),
                        s.Answers,
                        s.Useful,
                        s.LookedBack < ShowSessions.FewestAnswers ? 0 : s.LookedBack,
                        s.LookedBack < ShowSessions.FewestAnswers ? 0 : s.Changed
                    ))
                    .OrderBy(s => s.Title, StringComparer.Ordinal),
            ],
            asye.Count,
            asye.Count(s => s.Worker.StartedOn is { } started && TrainingRules.Asye(started, s.Steps, lengths.Of(started)).Any(a => a.IsLate(today))),
            TrainingAccess.Leads(actor)
        );
    }
}
