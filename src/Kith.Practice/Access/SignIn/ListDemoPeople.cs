using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.SignIn;

/// <summary>One of the demonstration's people, to sign in as.</summary>
public sealed record DemoPerson(Guid AccountId, string Name, Role Role, string? Team);

/// <summary>The demonstration's people by role. Only a demonstration asks; the web refuses otherwise.</summary>
[UseCase]
public sealed class ListDemoPeople(KithDb db, Clock clock)
{
    /// <summary>Everyone with a role today, ordered by role and name; once, under their first role.</summary>
    public async Task<IReadOnlyList<DemoPerson>> List(CancellationToken ct = default)
    {
        var today = clock.Today;
        var rows = await (
            from a in db.Users.AsNoTracking()
            where a.IsDemo && (a.ValidFrom == null || a.ValidFrom <= today) && (a.ValidUntil == null || a.ValidUntil >= today)
            join g in db.RoleGrants on a.Id equals g.AccountId
            where g.From <= today && (g.Until == null || g.Until >= today)
            select new
            {
                a.Id,
                a.DisplayName,
                g.Role,
                Team = db
                    .Teams.Where(t => t.Id == (g.TeamId ?? db.Workers.Where(w => w.Id == a.WorkerId).Select(w => w.TeamId).FirstOrDefault()))
                    .Select(t => t.Name)
                    .FirstOrDefault(),
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.GroupBy(r => r.Id)
                .Select(g => g.OrderBy(r => r.Role).First())
                .OrderBy(r => r.Role)
                .ThenBy(r => r.DisplayName, StringComparer.Ordinal)
                .Select(r => new DemoPerson(r.Id, r.DisplayName, r.Role, r.Team)),
        ];
    }

    /// <summary>True when the account is one of the demonstration's.</summary>
    public Task<bool> IsDemo(Guid accountId, CancellationToken ct = default) => db.Users.AnyAsync(a => a.Id == accountId && a.IsDemo, ct);
}
