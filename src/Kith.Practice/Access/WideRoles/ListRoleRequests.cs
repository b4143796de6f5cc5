using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.WideRoles;

/// <summary>A role that was asked for, as the second person reads it.</summary>
/// <param name="Over">The team or service it is asked for; null where the role spans the authority.</param>
/// <param name="Holds">The roles that its person holds today.</param>
/// <param name="WhyNot">Why the reader may not decide; null when they may.</param>
public sealed record RoleRequestLine(
    Guid Id,
    int Version,
    Guid AccountId,
    string Name,
    Role Role,
    string? Over,
    DateOnly From,
    DateOnly? Until,
    string Why,
    string AskedBy,
    DateTime AskedAt,
    IReadOnlyList<Role> Holds,
    RoleRequestOutcome? Outcome,
    string? DecidedBy,
    DateTime? DecidedAt,
    string? Comments,
    string? WhyNot
);

/// <summary>Lists the roles that wait for a second person, and what was decided lately: two queries.</summary>
[UseCase]
public sealed class ListRoleRequests(KithDb db, Clock clock)
{
    /// <summary>How long what was decided stays on the list.</summary>
    public const int DaysShown = 90;
    private const int Most = 200;

    /// <summary>Those that wait, the longest first; then what was decided, the latest first.</summary>
    /// <exception cref="AccessRefusedException">The actor may not agree to roles.</exception>
    public async Task<IReadOnlyList<RoleRequestLine>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.AgreeRoles, "see which roles are asked for");
        return await Lines(db.RoleRequests, actor, ct);
    }

    /// <summary>Those of one account that wait.</summary>
    internal Task<IReadOnlyList<RoleRequestLine>> Waiting(Guid account, Actor actor, CancellationToken ct) =>
        Lines(db.RoleRequests.Where(r => r.AccountId == account && r.Outcome == null), actor, ct);

    private async Task<IReadOnlyList<RoleRequestLine>> Lines(IQueryable<RoleRequest> which, Actor actor, CancellationToken ct)
    {
        var since = clock.UtcNow.AddDays(-DaysShown);
        var rows = await (
            from r in which.AsNoTracking()
            where r.Outcome == null || r.DecidedAt >= since
            join a in db.Users on r.AccountId equals a.Id
            orderby r.Outcome != null, r.AskedAt, r.Id
            select new
            {
                Request = r,
                a.DisplayName,
                Over = db.Teams.Where(t => t.Id == r.TeamId).Select(t => t.Name).FirstOrDefault(),
            }
        )
            .Take(Most)
            .ToListAsync(ct);
        if (rows.Count == 0)
        {
            return [];
        }
        var (today, ids) = (clock.Today, rows.Select(r => r.Request.AccountId).Distinct().ToList());
        var holds = (
            await db
                .RoleGrants.AsNoTracking()
                .Where(g => ids.Contains(g.AccountId) && g.From <= today && (g.Until == null || g.Until >= today))
                .Select(g => new { g.AccountId, g.Role })
                .ToListAsync(ct)
        ).ToLookup(g => g.AccountId, g => g.Role);
        return
        [
            .. rows.Select(r => new RoleRequestLine(
                    r.Request.Id,
                    r.Request.Version,
                    r.Request.AccountId,
                    r.DisplayName,
                    r.Request.Role,
                    r.Over,
                    r.Request.From,
                    r.Request.Until,
                    r.Request.Why,
                    r.Request.AskedByName,
                    r.Request.AskedAt,
                    [.. holds[r.Request.AccountId].Distinct().Order()],
                    r.Request.Outcome,
                    r.Request.DecidedByName,
                    r.Request.DecidedAt,
                    r.Request.Comments,
                    DecideRole.WhyNot(r.Request, actor)
                ))
                .OrderBy(l => l.Outcome is not null)
                .ThenByDescending(l => l.DecidedAt),
        ];
    }
}
