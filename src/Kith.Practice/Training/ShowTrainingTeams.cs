using Kith.Practice.Access;
using Kith.Practice.Settings;
using Kith.Practice.Statistics;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Workers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Training;

/// <summary>How many of a group are in date with all that is asked of them.</summary>
public sealed record ComplianceLine(string Key, string Name, Proportion InDate)
{
    /// <summary>The key of a line that several groups of few people make together.</summary>
    public const string Together = "together";

    /// <summary>Of fewer people a share is a name.</summary>
    public const int Fewest = 5;

    /// <summary>
    /// The lines, with groups of fewer than five people put together, and with the next smallest where even these are fewer:
    /// what is left when the others are taken from the whole is then never of fewer than five. Pure.
    /// </summary>
    /// <param name="mayName">Groups whose people the reader sees by name anyway stay as they are.</param>
    public static IReadOnlyList<ComplianceLine> Gather(IReadOnlyList<ComplianceLine> lines, Func<ComplianceLine, bool> mayName, string name)
    {
        var few = lines.Where(l => l.InDate.Of < Fewest && !mayName(l)).ToList();
        foreach (var next in lines.Except(few).Where(l => !mayName(l)).OrderBy(l => l.InDate.Of).ThenBy(l => l.Key, StringComparer.Ordinal).ToList())
        {
            if (few.Count == 0 || few.Sum(l => l.InDate.Of) >= Fewest)
            {
                break;
            }
            few.Add(next);
        }
        var together = few.Aggregate(new Proportion(0, 0), (sum, l) => sum + l.InDate);
        // Everybody together is told above; of fewer than five nothing is.
        return few.Count == 0 ? lines : [.. lines.Except(few), .. together.Of < Fewest ? (ComplianceLine[])[] : [new ComplianceLine(Together, name, together)]];
    }

    /// <summary>Where the share may well lie; null where nobody is counted.</summary>
    public Interval? Likely => InDate.Of == 0 ? null : Shares.Wilson(InDate.With, InDate.Of);

    /// <summary>The share; null where nobody is counted.</summary>
    public double? Share => InDate.Of == 0 ? null : (double)InDate.With / InDate.Of;
}

/// <summary>One of one's own people, by name.</summary>
public sealed record TeamTrainee(
    Guid Id,
    string Name,
    string? JobTitle,
    Guid? TeamId,
    int Late,
    int Soon,
    DateOnly? Next,
    string? NextTitle,
    AsyeDue? Asye,
    RegistrationState Registration,
    DateOnly? RegistrationEnds
);

/// <summary>Compliance by team, role and course; and one's own people by name.</summary>
public sealed record TrainingCompliance(
    DateOnly Today,
    ComplianceLine All,
    IReadOnlyList<ComplianceLine> Teams,
    IReadOnlyList<ComplianceLine> Roles,
    IReadOnlyList<ComplianceLine> Courses,
    Guid? Team,
    string? TeamName,
    IReadOnlyList<TeamTrainee> People,
    bool Leads
);

/// <summary>Shows how teams and roles stand with mandatory training. A fixed number of queries: staff, courses, what was done.</summary>
[UseCase]
public sealed class ShowTrainingTeams(KithDb db, Clock clock)
{
    public const int Most = 30;

    /// <exception cref="AccessRefusedException">The actor sees no figures of the workforce.</exception>
    public async Task<TrainingCompliance> Show(Guid? team, Actor actor, CancellationToken ct = default)
    {
        var leads = TrainingAccess.Leads(actor);
        if (!leads)
        {
            RecordAccess.Demand(actor, Permission.ReadWorkforceFigures, "see how training stands");
        }
        var today = clock.Today;
        var (staff, courses) = await Load(db, actor, leads, today, ct);
        var lengths = new AsyePolicy(await PolicyBook.Load(db, ct));
        var teams = await db.Teams.AsNoTracking().Select(t => new { t.Id, t.Name }).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var chosen = team is { } id && teams.ContainsKey(id) && staff.Exists(s => s.Worker.TeamId == id) && Opens(id) ? id : (Guid?)null;
        bool Sees(Trainee s) => s.Worker.Id == actor.WorkerId || TrainingAccess.MaySee(actor, s.Worker);
        // A team of few people is not opened by who does not see them by name.
        bool Opens(Guid t) => staff.Where(s => s.Worker.TeamId == t).ToList() is var there && (there.Count >= ComplianceLine.Fewest || there.TrueForAll(Sees));
        var within = chosen is null ? staff : staff.FindAll(s => s.Worker.TeamId == chosen);
        // By name those one manages; whoever leads on learning everyone. Late first.
        var people = within
            .Where(s => s.Worker.Id != actor.WorkerId && TrainingAccess.MaySee(actor, s.Worker))
            .Select(s => Line(s, lengths, today))
            .OrderByDescending(p => p.Late)
            .ThenBy(p => p.Next ?? DateOnly.MaxValue)
            .ThenBy(p => p.Name, StringComparer.Ordinal)
            .Take(Most)
            .ToList();
        return new(
            today,
            new("all", "All", TrainingRules.InDate(staff.Select(s => s.Requirements))),
            ComplianceLine.Gather(
                [
                    .. staff
                        .Where(s => s.Worker.TeamId is not null)
                        .GroupBy(s => s.Worker.TeamId!.Value)
                        .Select(g => new ComplianceLine($"{g.Key}", teams.GetValueOrDefault(g.Key, "A team"), TrainingRules.InDate(g.Select(s => s.Requirements))))
                        .Where(l => l.InDate.Of > 0)
                        .OrderBy(l => l.Share)
                        .ThenBy(l => l.Name, StringComparer.Ordinal),
                ],
                l => staff.Where(s => s.Worker.TeamId is { } t && $"{t}" == l.Key).All(Sees),
                "Teams of few people, together"
            ),
            ComplianceLine.Gather(
                [
                    .. StaffRoles
                        .Each.Select(r => new ComplianceLine(r.ToString(), StaffRoles.Name(r), TrainingRules.InDate(within.Where(s => s.Role == r).Select(s => s.Requirements))))
                        .Where(l => l.InDate.Of > 0),
                ],
                l => within.Where(s => $"{s.Role}" == l.Key).All(Sees),
                "Other kinds of work, together"
            ),
            [
                .. courses
                    .Select(c => new ComplianceLine(
                        $"{c.Id}",
                        c.Title,
                        TrainingRules.InDate(within.Select(s => (IReadOnlyCollection<Requirement>)[.. s.Requirements.Where(r => r.CourseId == c.Id)]))
                    ))
                    .Where(l => l.InDate.Of > 0)
                    .OrderBy(l => l.Share)
                    .ThenBy(l => l.Name, StringComparer.Ordinal),
            ],
            chosen,
            chosen is { } named ? teams[named] : null,
            people,
            leads
        );
    }

    internal sealed record Trainee(Worker Worker, StaffRole Role, IReadOnlyList<Requirement> Requirements, IReadOnlyList<AsyeStepTaken> Steps);

    /// <summary>Everyone within reach with what is asked of them: staff, courses, what they did, steps of the first year.</summary>
    internal static async Task<(List<Trainee> Staff, List<Course> Courses)> Load(KithDb db, Actor actor, bool everybody, DateOnly today, CancellationToken ct)
    {
        var whole = everybody || actor.WholeAuthority;
        var reach = actor.TeamIds;
        var me = actor.WorkerId;
        var workers = await db
            .Workers.AsNoTracking()
            .Where(w =>
                (w.LeftOn == null || w.LeftOn > today)
                && (w.StartedOn == null || w.StartedOn <= today)
                && (whole || w.LineManagerId == me || (w.TeamId != null && reach.Contains(w.TeamId.Value)))
            )
            .OrderBy(w => w.Name)
            .ThenBy(w => w.Id)
            .ToListAsync(ct);
        var courses = await db.Courses.AsNoTracking().Where(c => c.EndedOn == null).OrderBy(c => c.Title).ToListAsync(ct);
        var done = (
            await (
                from w in db.Workers.AsNoTracking()
                where (w.LeftOn == null || w.LeftOn > today) && (whole || w.LineManagerId == me || (w.TeamId != null && reach.Contains(w.TeamId.Value)))
                join d in db.CoursesDone on w.Id equals d.WorkerId
                select new
                {
                    d.WorkerId,
                    d.CourseId,
                    d.On,
                }
            ).ToListAsync(ct)
        ).ToDictionary(d => (d.WorkerId, d.CourseId), d => d.On);
        var steps = (
            await (
                from w in db.Workers.AsNoTracking()
                where w.NewlyQualified && (w.LeftOn == null || w.LeftOn > today)
                join s in db.AsyeSteps on w.Id equals s.WorkerId
                select s
            ).ToListAsync(ct)
        ).ToLookup(s => s.WorkerId);
        return (
            [
                .. workers.Select(w =>
                {
                    var role = StaffRoles.Of(w);
                    return new Trainee(
                        w,
                        role,
                        [.. TrainingRules.Requirements(role, w.StartedOn, courses, c => done.TryGetValue((w.Id, c), out var on) ? on : null, today)],
                        [.. steps[w.Id]]
                    );
                }),
            ],
            courses
        );
    }

    private static TeamTrainee Line(Trainee s, AsyePolicy lengths, DateOnly today)
    {
        var next = s.Requirements.Where(r => r.DueOn is not null).OrderBy(r => r.DueOn).FirstOrDefault();
        return new(
            s.Worker.Id,
            s.Worker.Name,
            s.Worker.JobTitle,
            s.Worker.TeamId,
            s.Requirements.Count(r => r.State == RequirementState.Late),
            s.Requirements.Count(r => r.State == RequirementState.DueSoon),
            next?.DueOn,
            next?.Title,
            s.Worker is { NewlyQualified: true, StartedOn: { } started } ? TrainingRules.Asye(started, s.Steps, lengths.Of(started)).FirstOrDefault(a => a.TakenOn is null) : null,
            ShowWorker.Registration(s.Worker, today),
            s.Worker.RegistrationExpiresOn
        );
    }
}
