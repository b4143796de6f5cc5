using Kith.Practice.Access;
using Kith.Practice.Projections;
using Kith.Practice.Projections.Due;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Oversight;

/// <summary>A child whose oversight is late and has climbed to this manager.</summary>
/// <param name="Rungs">How many managers it has climbed past: 1 for the manager's own manager.</param>
/// <param name="Manager">The manager from whom it comes; null where nobody holds the case.</param>
public sealed record ClimbedLine(Guid Id, string Name, ChildStatus Status, string? Worker, string? Manager, DateOnly? LastOn, DateOnly DueOn, int Rungs);

/// <summary>What has climbed to somebody, the longest first.</summary>
public sealed record Climbed(IReadOnlyList<ClimbedLine> Lines, int InAll, int ClimbsAfter);

/// <summary>
/// The ladder of late oversight. The first rung is the line manager of the child's worker; each time as many days pass as
/// the authority has set, it is shown one manager higher as well, as far as the line goes. A child whom nobody holds climbs
/// to those who lead the service.
/// </summary>
[UseCase]
public sealed class ShowClimbed(KithDb db, RecordAccess access, Clock clock)
{
    public const int Most = 15;

    /// <summary>Rungs that are looked at: team manager, head of service, director, chief executive.</summary>
    public const int Highest = 3;

    /// <summary>What has climbed to the actor; null for those to whom nothing can: a team manager's own list has every child of the team. One query.</summary>
    public async Task<Climbed?> Show(Actor actor, PolicyBook policies, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ReadRecords) || !actor.Roles.Any(r => r is Role.HeadOfService or Role.Director) || actor.WorkerId is not { } me)
        {
            return null;
        }
        var today = clock.Today;
        var after = policies.Whole(Policies.OversightClimbs, today);
        var (one, two, three) = (today.AddDays(-after), today.AddDays(-2 * after), today.AddDays(-3 * after));
        var leads = actor.Roles.Contains(Role.HeadOfService);
        var teams = actor.ManagedTeamIds;
        var late =
            from d in db.DueItems.AsNoTracking()
            where d.Clock == OversightClocks.Oversight && d.DueOn <= one
            join o in access.ReadableAmong(actor) on d.PersonId equals o.PersonId
            join w in db.Workers on o.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            join m in db.Workers on w.LineManagerId equals m.Id into ms
            from m in ms.DefaultIfEmpty()
            join m2 in db.Workers on m.LineManagerId equals m2.Id into m2s
            from m2 in m2s.DefaultIfEmpty()
            join m3 in db.Workers on m2.LineManagerId equals m3.Id into m3s
            from m3 in m3s.DefaultIfEmpty()
            let rung = m2 != null && m2.Id == me ? 1
            : m3 != null && m3.Id == me && d.DueOn <= two ? 2
            : m3 != null && m3.LineManagerId == me && d.DueOn <= three ? 3
            : leads && (o.WorkerId == null || m == null) && teams.Contains(o.TeamId!.Value) ? 1
            : 0
            where rung > 0
            select new
            {
                o.PersonId,
                o.DisplayName,
                o.Status,
                o.LastOversightOn,
                Worker = w == null ? null : w.Name,
                Manager = m == null ? null : m.Name,
                d.DueOn,
                Rung = rung,
            };
        var rows = await late.OrderBy(l => l.DueOn).ThenBy(l => l.PersonId).ToListAsync(ct);
        return new(
            [.. rows.Take(Most).Select(r => new ClimbedLine(r.PersonId, r.DisplayName, r.Status, r.Worker, r.Manager, r.LastOversightOn, r.DueOn, r.Rung))],
            rows.Count,
            after
        );
    }
}
