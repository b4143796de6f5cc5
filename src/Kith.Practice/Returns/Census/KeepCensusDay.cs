using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Standards.CinCensus.Rules;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>
/// What Kith does about the census by itself, whoever is working: on 1 April every record is judged against the new
/// collection; through the day the count of faults is kept for the trend; reports of checked files go when their time is up.
/// Doing it twice, or on two nodes, changes nothing more.
/// </summary>
[UseCase]
public sealed class KeepCensusDay(KithDb db, DatabaseEngine engine, Projector projector, Clock clock)
{
    public async Task Handle(CancellationToken ct = default)
    {
        var today = clock.Today;
        var now = clock.UtcNow;
        if (CensusJudge.For(today) is not { } judge)
        {
            return;
        }
        var year = judge.Year.EndYear;
        if (await db.CensusStandings.AnyAsync(s => s.EndYear != year, ct))
        {
            await projector.Rebuild(check: false, ct: ct);
        }
        var open = ShowDataToFix.Open(db, today);
        // A team's figures are for the team: of a restricted record not even its part of a number.
        var unrestricted = open.Where(i => i.TeamId != null && !db.Restrictions.Any(r => r.PersonId == i.PersonId && r.EndedAt == null));
        var whole = await open.GroupBy(i => new { i.Severity, Explained = i.ExplanationId != null })
            .Select(g => new
            {
                g.Key.Severity,
                g.Key.Explained,
                Count = g.Count(),
            })
            .ToListAsync(ct);
        var teams = await unrestricted
            .GroupBy(i => new
            {
                i.TeamId,
                i.Severity,
                Explained = i.ExplanationId != null,
            })
            .Select(g => new
            {
                g.Key.TeamId,
                g.Key.Severity,
                g.Key.Explained,
                Count = g.Count(),
            })
            .ToListAsync(ct);
        var days = new Dictionary<Guid, CensusDay>();
        Day(Guid.Empty).Children = await db.CensusStandings.CountAsync(ct);
        foreach (
            var team in await db
                .CensusStandings.Where(s => s.TeamId != null && !db.Restrictions.Any(r => r.PersonId == s.PersonId && r.EndedAt == null))
                .GroupBy(s => s.TeamId!.Value)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToListAsync(ct)
        )
        {
            Day(team.Key).Children = team.Count;
        }
        foreach (var c in whole)
        {
            Add(Day(Guid.Empty), c.Severity, c.Explained, c.Count);
        }
        foreach (var c in teams)
        {
            Add(Day(c.TeamId!.Value), c.Severity, c.Explained, c.Count);
        }
        await using var turn = await engine.BeginWrite(db, ct);
        var kept = await db.CensusDays.Where(d => d.On == today).ToDictionaryAsync(d => d.TeamId, ct);
        foreach (var day in days.Values)
        {
            if (kept.Remove(day.TeamId, out var old))
            {
                db.Entry(old).CurrentValues.SetValues(day);
            }
            else
            {
                db.CensusDays.Add(day);
            }
        }
        db.CensusDays.RemoveRange(kept.Values);
        await db.SaveChangesAsync(ct);
        await db.CensusFileReports.Where(r => r.ExpiresAt <= now).ExecuteDeleteAsync(ct);
        await turn.Commit(ct);
        db.ChangeTracker.Clear();

        CensusDay Day(Guid team) =>
            days.TryGetValue(team, out var day)
                ? day
                : days[team] = new CensusDay
                {
                    On = today,
                    TeamId = team,
                    EndYear = year,
                };
    }

    private static void Add(CensusDay day, RuleSeverity severity, bool explained, int count)
    {
        if (explained)
        {
            day.Explained += count;
        }
        else if (severity == RuleSeverity.Error)
        {
            day.Errors += count;
        }
        else
        {
            day.Queries += count;
        }
    }
}
