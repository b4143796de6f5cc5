using Kith.Practice.Access;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>The teams that can be asked for intensive support.</summary>
public static class SupportTeams
{
    /// <summary>Edge-of-care and exploitation teams.</summary>
    public static IReadOnlyList<TeamKind> Kinds { get; } = [TeamKind.EdgeOfCare, TeamKind.Exploitation];
}

/// <summary>One line of a child's intensive support.</summary>
public sealed record SupportLine(EdgeSupport Support, SupportState State, string Team, string? Worker, int? NextLook);

/// <summary>A child's intensive support with everything that hangs on it, and what can be done now.</summary>
public sealed record SupportPage(
    PersonHead Head,
    SupportLine Line,
    IReadOnlyList<SupportGoal> Goals,
    IReadOnlyList<SupportSession> Sessions,
    IReadOnlyList<SupportWeek> Weeks,
    IReadOnlyList<SupportOutcome> Outcomes,
    IReadOnlyList<SupportAct> Permitted,
    IReadOnlyList<(Guid Id, string Name)> Practitioners,
    DateOnly Today,
    DateTime Now
)
{
    /// <summary>The day from which the next look can be made, and that by which it is due.</summary>
    public DateOnly? LookDue => Line is { NextLook: { } months, Support.EndedOn: { } ended } ? SupportMachine.LookOn(ended, months) : null;
}

/// <summary>Shows a child's intensive support.</summary>
[UseCase]
public sealed class ShowSupport(KithDb db, Clock clock)
{
    /// <summary>Sessions that the page shows; all count in the hours.</summary>
    public const int MostSessions = 12;

    /// <summary>All of a child's, latest first. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<SupportLine>> List(Guid childId, CancellationToken ct = default)
    {
        var rows = await Lines(db.EdgeSupports.AsNoTracking().Where(s => s.PersonId == childId)).ToListAsync(ct);
        return [.. rows.OrderByDescending(r => r.Support.ReferredOn).ThenByDescending(r => r.Support.Id).Select(r => r.Line)];
    }

    /// <summary>One; null when the child has no such record. The caller has already been allowed to read the record.</summary>
    public async Task<SupportPage?> Show(Guid childId, Guid id, Actor actor, CancellationToken ct = default)
    {
        var head = await PersonHeads.Of(db, childId, clock.Today, ct);
        var row = await Lines(db.EdgeSupports.AsNoTracking().Where(s => s.Id == id && s.PersonId == childId)).FirstOrDefaultAsync(ct);
        if (head is null || row is null)
        {
            return null;
        }
        var today = clock.Today;
        var goals = await db.SupportGoals.AsNoTracking().Where(g => g.SupportId == id).OrderBy(g => g.Position).ThenBy(g => g.Id).ToListAsync(ct);
        var sessions = await db.SupportSessions.AsNoTracking().Where(s => s.SupportId == id).OrderByDescending(s => s.At).ThenByDescending(s => s.Id).ToListAsync(ct);
        var outcomes = await db.SupportOutcomes.AsNoTracking().Where(o => o.SupportId == id).OrderBy(o => o.Months).ToListAsync(ct);
        var permitted = SupportMachine.Machine.Permitted(new(row.Support, goals.Count, [.. outcomes.Select(o => o.Months)]), actor);
        var practitioners = permitted.Contains(SupportAct.Begin)
            ? await db
                .Workers.AsNoTracking()
                .Where(w => w.TeamId == row.Support.TeamId && (w.LeftOn == null || w.LeftOn > today))
                .OrderBy(w => w.Name)
                .ThenBy(w => w.Id)
                .Select(w => new { w.Id, w.Name })
                .ToListAsync(ct)
            : [];
        return new(
            head,
            row.Line,
            goals,
            sessions,
            Intensity.Weeks(row.Support, sessions, today),
            outcomes,
            permitted,
            [.. practitioners.Select(p => (p.Id, p.Name))],
            today,
            clock.UtcNow
        );
    }

    /// <summary>The teams that can be asked.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Teams(CancellationToken ct = default) =>
        [
            .. (
                await db
                    .Teams.AsNoTracking()
                    .Where(t => SupportTeams.Kinds.Contains(t.Kind) && t.ClosedOn == null)
                    .OrderBy(t => t.Name)
                    .ThenBy(t => t.Id)
                    .Select(t => new { t.Id, t.Name })
                    .ToListAsync(ct)
            ).Select(t => (t.Id, t.Name)),
        ];

    private IQueryable<Row> Lines(IQueryable<EdgeSupport> supports) =>
        from s in supports
        join t in db.Teams on s.TeamId equals t.Id
        join w in db.Workers on s.WorkerId equals w.Id into ws
        from w in ws.DefaultIfEmpty()
        select new Row
        {
            Support = s,
            Team = t.Name,
            Worker = w.Name,
            Looked = db.SupportOutcomes.Count(o => o.SupportId == s.Id),
        };

    private sealed class Row
    {
        public required EdgeSupport Support { get; init; }
        public required string Team { get; init; }
        public string? Worker { get; init; }
        public int Looked { get; init; }

        public SupportLine Line => new(Support, SupportMachine.StateOf(Support), Team, Worker, SupportMachine.NextLook(Support, [.. EdgeSupport.Looks.Take(Looked)]));
    }
}
