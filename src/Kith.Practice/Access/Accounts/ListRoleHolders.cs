using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Accounts;

/// <summary>Someone's role today, and over what.</summary>
/// <param name="Over">The team or service it is held for; null where the role reaches the whole authority or nobody.</param>
/// <param name="OwnTeam">True where the place is the worker's own team, so that it moves with them.</param>
public sealed record RoleHolder(Guid AccountId, string Name, Role Role, string? Over, bool OwnTeam, DateOnly From, DateOnly? Until);

/// <summary>Someone who carries a colleague's work today. Restricted records never come with it.</summary>
public sealed record DeputyToday(string Deputy, string For, DateOnly Until);

/// <summary>Who holds which role over what today.</summary>
public sealed record RoleHolderList(IReadOnlyList<RoleHolder> Holders, int InAll, int Page, int Pages, IReadOnlyList<DeputyToday> Deputies);

/// <summary>Lists who may do what over whom today: two queries.</summary>
[UseCase]
public sealed class ListRoleHolders(KithDb db, Clock clock)
{
    public const int PageSize = 100;

    /// <summary>By role and name; only one role, or only those whose role is held for one team.</summary>
    public async Task<RoleHolderList> List(Actor actor, Role? role, Guid? team, int page, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "see who may do what");
        var today = clock.Today;
        var rows = await (
            from g in db.RoleGrants.AsNoTracking()
            where g.From <= today && (g.Until == null || g.Until >= today)
            join a in db.Users on g.AccountId equals a.Id
            where (a.ValidFrom == null || a.ValidFrom <= today) && (a.ValidUntil == null || a.ValidUntil >= today)
            let place = g.TeamId ?? db.Workers.Where(w => w.Id == a.WorkerId).Select(w => w.TeamId).FirstOrDefault()
            where role == null || g.Role == role
            where team == null || place == team
            select new
            {
                a.Id,
                a.DisplayName,
                g.Role,
                g.TeamId,
                Over = db.Teams.Where(t => t.Id == place).Select(t => t.Name).FirstOrDefault(),
                g.From,
                g.Until,
            }
        ).ToListAsync(ct);
        var deputies = await (
            from d in db.Deputisings.AsNoTracking()
            where d.EndedAt == null && d.From <= today && d.Until >= today
            join f in db.Users on d.ForAccountId equals f.Id
            join c in db.Users on d.DeputyAccountId equals c.Id
            orderby c.DisplayName
            select new DeputyToday(c.DisplayName, f.DisplayName, d.Until)
        ).ToListAsync(ct);
        // The rows are one a role a person: hundreds, read whole so that the order is the catalogue's and not the alphabet's.
        var all = rows.Where(r => team is null || Permissions.ReachOf(r.Role) is Reach.OwnTeam or Reach.Service)
            .OrderBy(r => r.Role)
            .ThenBy(r => r.DisplayName, StringComparer.Ordinal)
            .ToList();
        var pages = Math.Max(1, (all.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return new RoleHolderList(
            [
                .. all.Skip((page - 1) * PageSize)
                    .Take(PageSize)
                    .Select(r => new RoleHolder(
                        r.Id,
                        r.DisplayName,
                        r.Role,
                        Permissions.ReachOf(r.Role) is Reach.OwnTeam or Reach.Service ? r.Over ?? "no team" : null,
                        r.TeamId is null,
                        r.From,
                        r.Until
                    )),
            ],
            all.Count,
            page,
            pages,
            deputies
        );
    }
}
