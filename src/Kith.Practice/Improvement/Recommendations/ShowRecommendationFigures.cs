using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>How recommendations of a group get on: counts, never people.</summary>
/// <param name="Made">Made in the time that is looked at.</param>
/// <param name="Due">Those of them whose day has come, what was overtaken left out.</param>
/// <param name="InTime">Done by their day.</param>
/// <param name="DaysToDone">Days from made to done, the middle one; null where fewer than <see cref="ShowRecommendationFigures.Few"/> are done.</param>
/// <param name="Verified">Of those done, looked at by another.</param>
/// <param name="Looked">Of those verified, looked at for their effect.</param>
/// <param name="Confirmed">Of those, with the effect seen.</param>
public sealed record RecommendationFigures(
    string Key,
    string Name,
    int Made,
    int Open,
    int Late,
    int Due,
    int InTime,
    int Done,
    int? DaysToDone,
    int Verified,
    int Looked,
    int Confirmed,
    int Reopened,
    DateOnly? OldestOpen
);

/// <summary>How recommendations get on: over all, by team, by source, by quarter.</summary>
public sealed record RecommendationFiguresPage(
    DateOnly Today,
    DateOnly Since,
    PlanLadder Ladder,
    RecommendationFigures All,
    IReadOnlyList<RecommendationFigures> Teams,
    IReadOnlyList<RecommendationFigures> Origins,
    IReadOnlyList<RecommendationFigures> Quarters,
    IReadOnlyList<RecommendationLine> Oldest
);

/// <summary>
/// The leaders' view of what audits and inspections asked for. Teams stand in the order of their names with what they have
/// been asked: a team that is audited more is asked for more, and no team is put before another.
/// </summary>
[UseCase]
public sealed class ShowRecommendationFigures(KithDb db, ListRecommendations list, Clock clock)
{
    /// <summary>Below so many a middle of days says nothing.</summary>
    public const int Few = 5;

    /// <summary>Months that are looked at; what is open is looked at whatever its age.</summary>
    public const int Months = 24;

    private const int MostOldest = 10;

    /// <exception cref="AccessRefusedException">The actor does not see how improvement gets on.</exception>
    public async Task<RecommendationFiguresPage> Show(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadImprovement, "see how recommendations get on");
        var today = clock.Today;
        var since = new DateOnly(today.Year, today.Month, 1).AddMonths(-Months);
        var rows = await db
            .Recommendations.AsNoTracking()
            .Where(r => r.Action.Source == ActionSource.Recommendation && r.JoinedIntoId == null)
            .Where(r => r.RaisedOn >= since || (r.ConfirmedOn == null && !(r.VerifiedOn != null && r.Overtaken)))
            .Select(r => new Fact(
                db.Workers.Where(w => w.Id == r.Action.OwnerWorkerId).Select(w => w.TeamId).FirstOrDefault(),
                r.Origin,
                r.RaisedOn,
                r.Action.DueOn,
                r.Action.DoneOn,
                r.Overtaken && r.VerifiedOn != null,
                r.VerifiedOn,
                r.EffectDueOn,
                r.ConfirmedOn,
                r.TimesReopened
            ))
            .ToListAsync(ct);
        var teams = await db.Teams.AsNoTracking().Select(t => new { t.Id, t.Name }).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var oldest = await list.List(new RecommendationFilter { View = RecommendationView.All }, actor, ct);
        return new(
            today,
            since,
            Ladder(rows, today),
            Of("all", "All", rows, today),
            [
                .. rows.GroupBy(r => r.Team)
                    .Select(g => Of(g.Key?.ToString() ?? "", g.Key is { } t ? teams.GetValueOrDefault(t, "A team") : "No team", g, today))
                    .OrderBy(f => f.Name, StringComparer.Ordinal),
            ],
            [.. rows.GroupBy(r => r.Origin).OrderBy(g => g.Key).Select(g => Of(g.Key.ToString(), RecommendationWords.OriginName(g.Key), g, today))],
            [
                .. rows.Where(r => r.RaisedOn >= since)
                    .GroupBy(r => new DateOnly(r.RaisedOn.Year, (r.RaisedOn.Month - 1) / 3 * 3 + 1, 1))
                    .OrderBy(g => g.Key)
                    .Select(g =>
                        Of(g.Key.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), $"{Month(g.Key)} to {Month(g.Key.AddMonths(2))} {g.Key.Year}", g, today)
                    ),
            ],
            [.. oldest.Lines.Take(MostOldest)]
        );
    }

    /// <summary>A recommendation as far as figures look at it.</summary>
    internal sealed record Fact(
        Guid? Team,
        RecommendationOrigin Origin,
        DateOnly RaisedOn,
        DateOnly? DueOn,
        DateOnly? DoneOn,
        bool Overtaken,
        DateOnly? VerifiedOn,
        DateOnly? EffectDueOn,
        DateOnly? ConfirmedOn,
        int Reopened
    )
    {
        public bool Open => ConfirmedOn is null && !Overtaken;

        public bool IsLate(DateOnly today) =>
            Open
            && (
                DoneOn is null ? DueOn < today
                : VerifiedOn is null ? DoneOn.Value.AddDays(RecommendationWords.LookDays) < today
                : EffectDueOn < today
            );
    }

    internal static RecommendationFigures Of(string key, string name, IEnumerable<Fact> facts, DateOnly today)
    {
        var all = facts.ToList();
        var asked = all.Where(f => !f.Overtaken).ToList();
        var due = asked.Where(f => f.DueOn < today || f.DoneOn is not null).ToList();
        var done = asked.Where(f => f.DoneOn is not null).ToList();
        var days = done.Select(f => f.DoneOn!.Value.DayNumber - f.RaisedOn.DayNumber).Order().ToList();
        var verified = done.Where(f => f.VerifiedOn is not null).ToList();
        return new(
            key,
            name,
            all.Count,
            all.Count(f => f.Open),
            all.Count(f => f.IsLate(today)),
            due.Count,
            due.Count(f => f.DoneOn <= f.DueOn),
            done.Count,
            days.Count < Few ? null : days[days.Count / 2],
            verified.Count,
            asked.Count(f => f.ConfirmedOn is not null || f.Reopened > 0),
            asked.Count(f => f.ConfirmedOn is not null),
            asked.Count(f => f.Reopened > 0),
            all.Where(f => f.Open).Select(f => (DateOnly?)f.RaisedOn).Min()
        );
    }

    private static PlanLadder Ladder(List<Fact> facts, DateOnly today)
    {
        var asked = facts.Where(f => !f.Overtaken).ToList();
        return new(
            0,
            asked.Count(f => f.DoneOn is null),
            asked.Count(f => f.DoneOn is not null && f.VerifiedOn is null),
            asked.Count(f => f.VerifiedOn is not null && f.ConfirmedOn is null),
            asked.Count(f => f.ConfirmedOn is not null),
            asked.Count(f => f.IsLate(today)),
            asked.Where(f => f.Open).Select(f => (DateOnly?)f.RaisedOn).Min()
        );
    }

    private static string Month(DateOnly day) => day.ToString("MMM", System.Globalization.CultureInfo.InvariantCulture);
}
