using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.MyDay;

/// <summary>Counts what waits for an administrator: the same on My day and on the first page of administration.</summary>
[UseCase]
public sealed class ShowAdministration(KithDb db, Clock clock)
{
    /// <summary>What waits for an administrator, counted.</summary>
    public async Task<AdministrationWork> Show(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "see what waits in administration");
        var today = clock.Today;
        var soon = today.AddDays(30);
        var registration = today.AddDays(Workforce.Workers.ShowWorker.RegistrationNoticeDays);
        // One round trip: counts that hang on one row that is always there.
        var accounts = (
            await db
                .Users.AsNoTracking()
                .Where(u => u.ValidUntil == null || u.ValidUntil >= today)
                .Select(u => new
                {
                    NoRole = !db.RoleGrants.Any(g => g.AccountId == u.Id && (g.Until == null || g.Until >= today)),
                    Ending = u.ValidUntil != null && u.ValidUntil <= soon,
                    Left = db.Workers.Any(w => w.Id == u.WorkerId && w.LeftOn <= today),
                })
                .GroupBy(_ => 1)
                .Select(g => new
                {
                    NoRole = g.Count(a => a.NoRole),
                    Ending = g.Count(a => a.Ending),
                    Left = g.Count(a => a.Left),
                })
                .ToListAsync(ct)
        ).FirstOrDefault();
        var withoutTeam = await db.Workers.CountAsync(w => w.TeamId == null && (w.LeftOn == null || w.LeftOn > today), ct);
        var leavers = await db.Workers.CountAsync(w => w.LeftOn <= today && db.Allocations.Any(a => a.WorkerId == w.Id && a.To == null), ct);
        var registrations = await db.Workers.CountAsync(w => (w.LeftOn == null || w.LeftOn > today) && w.RegistrationExpiresOn <= registration, ct);
        var empty = await db.Teams.CountAsync(
            t =>
                t.ClosedOn == null
                && t.Kind != Workforce.TeamKind.Service
                && !db.Workers.Any(w => w.TeamId == t.Id && (w.LeftOn == null || w.LeftOn > today))
                && !db.Teams.Any(c => c.ParentId == t.Id),
            ct
        );
        var ahead = await db.Settings.CountAsync(s => s.From > today, ct);
        return new AdministrationWork(accounts?.NoRole ?? 0, accounts?.Ending ?? 0, accounts?.Left ?? 0, withoutTeam, leavers, registrations, empty, ahead);
    }
}
