using Kith.Practice.Access;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Supervision;

/// <summary>A worker's supervision in the year to today.</summary>
/// <param name="Days">Days of work in the year since supervision was first expected; <paramref name="Within"/> of them no later than it was due.</param>
public sealed record WorkerRegularity(SupervisionDue Due, Guid? TeamId, string? Supervisor, int Counting, int Groups, int Days, int Within);

/// <summary>A team: its workers together, and what the rules of quality found in its records of the year.</summary>
public sealed record TeamSupervision(Guid Id, string Name, int Workers, int Late, int Held, int Groups, int Days, int Within, IReadOnlyList<SignalCount> Signals)
{
    /// <summary>The share of days within expectation; null where there are none.</summary>
    public double? Share => Days == 0 ? null : (double)Within / Days;
}

/// <summary>How many records meet a rule, of those that it applies to.</summary>
public sealed record SignalCount(string Rule, int Met, int Of);

/// <summary>How regular supervision is, by team; and worker by worker for one team, or those who wait longest.</summary>
public sealed record SupervisionPage(DateOnly Today, IReadOnlyList<TeamSupervision> Teams, IReadOnlyList<WorkerRegularity> Workers, int WorkersInAll, Guid? Team, string Expected)
{
    /// <summary>Since when supervision is recorded in Kith; null while it is not, and nobody is counted as late.</summary>
    public DateOnly? InUseSince { get; init; }
}

/// <summary>Shows how regular supervision is within reach. A fixed number of queries.</summary>
[UseCase]
public sealed class ShowTeamSupervision(KithDb db, Clock clock)
{
    public const int Most = 100;

    /// <exception cref="AccessRefusedException">The actor sees no supervision but their own.</exception>
    public async Task<SupervisionPage> Show(Guid? team, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadSupervision, "see how regular supervision is");
        var today = clock.Today;
        var year = today.AddDays(-SupervisionRules.Year);
        var before = year.AddDays(-SupervisionRules.Year);
        var reach = actor.TeamIds;
        var whole = actor.WholeAuthority;
        var policies = await PolicyBook.Load(db, ct);
        var expected = new SupervisionExpectation(policies);
        var teams = await db.Teams.AsNoTracking().Where(t => whole || reach.Contains(t.Id)).Select(t => new { t.Id, t.Name }).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var staff = await (
            from w in db.Workers.AsNoTracking()
            where
                (w.LeftOn == null || w.LeftOn > today)
                && (w.StartedOn == null || w.StartedOn <= today)
                && w.LineManagerId != null
                && w.TeamId != null
                && (whole || reach.Contains(w.TeamId.Value))
            select new
            {
                w.Id,
                w.Name,
                w.JobTitle,
                w.NewlyQualified,
                w.StartedOn,
                w.TeamId,
                Supervisor = db.Workers.Where(m => m.Id == w.LineManagerId).Select(m => m.Name).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        // The last before the year as well: it says by when the first of the year was due.
        var days = (
            await (
                from x in db.SupervisedWorkers.AsNoTracking()
                where x.On <= today && x.On >= before
                join w in db.Workers on x.WorkerId equals w.Id
                where (w.LeftOn == null || w.LeftOn > today) && w.TeamId != null && (whole || reach.Contains(w.TeamId.Value))
                select new
                {
                    x.WorkerId,
                    x.Kind,
                    x.On,
                }
            ).ToListAsync(ct)
        ).ToLookup(x => x.WorkerId);
        var signals = (
            await db
                .Supervisions.AsNoTracking()
                .Where(s => s.On >= year && s.Kind != SupervisionKind.Personal && s.TeamId != null && (whole || reach.Contains(s.TeamId.Value)))
                .GroupBy(s => s.TeamId!.Value)
                .Select(g => new
                {
                    g.Key,
                    Each = g.Count(s => s.EachChildSpokenAbout == true),
                    EachOf = g.Count(s => s.EachChildSpokenAbout != null),
                    Dated = g.Count(s => s.AgreementsDated == true),
                    DatedOf = g.Count(s => s.AgreementsDated != null),
                    Own = g.Count(s => s.OwnWords == true),
                    OwnOf = g.Count(s => s.OwnWords != null),
                    Reflects = g.Count(s => s.Reflects == true),
                    ReflectsOf = g.Count(s => s.Reflects != null),
                })
                .ToListAsync(ct)
        ).ToDictionary(s => s.Key);

        var workers = staff
            .Select(w =>
            {
                var counting = days[w.Id].Where(d => SupervisionRules.Counting.Contains(d.Kind)).Select(d => d.On).Distinct().ToList();
                var last = counting.Count == 0 ? (DateOnly?)null : counting.Max();
                var (all, within) = expected.Regularity(counting, w.StartedOn, w.NewlyQualified, today);
                return new WorkerRegularity(
                    new(w.Id, w.Name, w.JobTitle, w.NewlyQualified, last, expected.Due(last, w.StartedOn, w.NewlyQualified, today), w.Id == actor.WorkerId),
                    w.TeamId,
                    w.Supervisor,
                    counting.Count(d => d > year),
                    days[w.Id].Count(d => d.On > year && !SupervisionRules.Counting.Contains(d.Kind)),
                    all,
                    within
                );
            })
            .ToList();
        var byTeam = workers.ToLookup(w => w.TeamId!.Value);
        var lines = teams
            .Where(t => byTeam.Contains(t.Key))
            .OrderBy(t => t.Value, StringComparer.Ordinal)
            .Select(t =>
            {
                var own = byTeam[t.Key].ToList();
                var s = signals.GetValueOrDefault(t.Key);
                return new TeamSupervision(
                    t.Key,
                    t.Value,
                    own.Count,
                    own.Count(w => w.Due.IsLate(today)),
                    own.Sum(w => w.Counting),
                    own.Sum(w => w.Groups),
                    own.Sum(w => w.Days),
                    own.Sum(w => w.Within),
                    s is null
                        ? []
                        :
                        [
                            new("Each child is spoken about", s.Each, s.EachOf),
                            new("What was agreed has a day", s.Dated, s.DatedOf),
                            new("The words are new", s.Own, s.OwnOf),
                            new("It says what was thought about", s.Reflects, s.ReflectsOf),
                        ]
                );
            })
            .ToList();
        var chosen = team is { } id && teams.ContainsKey(id) ? id : (Guid?)null;
        var shown = workers
            .Where(w => chosen is null ? w.Due.IsLate(today) : w.TeamId == chosen)
            .OrderBy(w => w.Due.DueOn ?? DateOnly.MaxValue)
            .ThenBy(w => w.Due.Name, StringComparer.Ordinal)
            .ToList();
        return new(
            today,
            lines,
            [.. shown.Take(Most)],
            shown.Count,
            chosen,
            $"every {Length(policies, Policies.Supervision, today)}, and every {Length(policies, Policies.SupervisionNewlyQualified, today)} for newly qualified workers"
        )
        {
            InUseSince = expected.InUseSince(today),
        };
    }

    private static string Length(PolicyBook policies, string key, DateOnly today) => Policies.Find(key)!.InWords(policies.Value(key, today));
}
