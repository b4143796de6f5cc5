using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.SignIn;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access;

/// <summary>Makes the <see cref="Actor"/> of an account as it stands today.</summary>
public sealed class Actors(KithDb db, Clock clock)
{
    /// <summary>The actor of an account; null when the account is unknown or not in its dates.</summary>
    public async Task<Actor?> Of(Guid accountId, CancellationToken ct = default) => (await Load(accountId, "", ct))?.Actor;

    /// <summary>The session of an account; null when it was ended, is too old, or the account may no longer be used.</summary>
    public async Task<Session?> OfSession(Guid accountId, string sessionId, CancellationToken ct = default)
    {
        if (
            await Load(accountId, AccountTokens.Digest(sessionId), ct) is not var (actor, session, coded, demo)
            || KeptSession.Of(session) is not { } kept
            || kept.IsOver(clock.UtcNow)
        )
        {
            return null;
        }
        return new Session(actor, kept.Method, coded, demo);
    }

    private async Task<(Actor Actor, string? Session, bool Coded, bool Demo)?> Load(Guid accountId, string session, CancellationToken ct)
    {
        var today = clock.Today;
        var account = await db
            .Users.AsNoTracking()
            .Where(a => a.Id == accountId)
            .Select(a => new
            {
                a.DisplayName,
                a.WorkerId,
                a.ValidFrom,
                a.ValidUntil,
                a.TwoFactorEnabled,
                a.IsDemo,
                Session = db.UserTokens.Where(t => t.UserId == a.Id && t.LoginProvider == AccountTokens.Sessions && t.Name == session).Select(t => t.Value).FirstOrDefault(),
                TeamId = db.Workers.Where(w => w.Id == a.WorkerId).Select(w => w.TeamId).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(ct);
        if (account is null || account.ValidFrom > today || account.ValidUntil < today)
        {
            return null;
        }

        var grants = await db.RoleGrants.AsNoTracking().Where(g => g.AccountId == accountId && g.From <= today && (g.Until == null || g.Until >= today)).ToListAsync(ct);
        var actingFor = await (
            from d in db.Deputisings.AsNoTracking()
            join a in db.Users on d.ForAccountId equals a.Id
            where d.DeputyAccountId == accountId && d.From <= today && d.Until >= today && d.EndedAt == null
            select new
            {
                a.Id,
                a.DisplayName,
                a.WorkerId,
                TeamId = db.Workers.Where(w => w.Id == a.WorkerId).Select(w => w.TeamId).FirstOrDefault(),
            }
        ).ToListAsync(ct);

        var roles = grants.Select(g => g.Role).Distinct().Order().ToList();
        var teams = new HashSet<Guid>();
        if (grants.Any(g => Permissions.ReachOf(g.Role) == Reach.OwnTeam) || grants.Any(g => Permissions.ReachOf(g.Role) == Reach.Service))
        {
            // The tree of teams is asked for only by those who lead a service: this is on the way to every page.
            var tree = grants.Any(g => Permissions.ReachOf(g.Role) == Reach.Service) ? await db.Teams.AsNoTracking().Select(t => new { t.Id, t.ParentId }).ToListAsync(ct) : [];
            var children = tree.ToLookup(t => t.ParentId, t => t.Id);
            foreach (var grant in grants)
            {
                var held = grant.TeamId ?? account.TeamId;
                if (held is null)
                {
                    continue;
                }
                switch (Permissions.ReachOf(grant.Role))
                {
                    case Reach.OwnTeam:
                        teams.Add(held.Value);
                        break;
                    case Reach.Service:
                        AddSubtree(held.Value);
                        break;
                }
            }

            void AddSubtree(Guid team)
            {
                if (teams.Add(team))
                {
                    foreach (var child in children[team])
                    {
                        AddSubtree(child);
                    }
                }
            }
        }
        var managed = teams.ToList();
        // Acting for a colleague carries the colleague's work (allocated children and team), when one's own roles
        // read records at all; restricted access is never carried: RecordAccess names readers by account.
        var workers = new List<Guid>();
        if (roles.Any(r => Permissions.Allows(r, Permission.ReadRecords)))
        {
            if (account.WorkerId is { } own)
            {
                workers.Add(own);
            }
            foreach (var colleague in actingFor)
            {
                if (colleague.WorkerId is { } worker)
                {
                    workers.Add(worker);
                }
                if (colleague.TeamId is { } team)
                {
                    teams.Add(team);
                }
            }
        }

        var actor = new Actor
        {
            AccountId = accountId,
            Name = account.DisplayName,
            WorkerId = account.WorkerId,
            TeamId = account.TeamId,
            Roles = roles,
            TeamIds = [.. teams],
            ManagedTeamIds = managed,
            WorkerIds = workers,
            WholeAuthority = roles.Any(r => Permissions.ReachOf(r) == Reach.Authority),
            ActingFor = [.. actingFor.Select(a => (a.Id, a.DisplayName))],
        };
        return (actor, account.Session, account.TwoFactorEnabled, account.IsDemo);
    }
}

/// <summary>A running session: who, and how they came in.</summary>
public sealed record Session(Actor Actor, SignInMethod Method, bool AsksForCode, bool IsDemo)
{
    /// <summary>
    /// True when someone who came in by password alone holds a role that a password alone may not protect: any that
    /// reads records, loads extracts or administers.
    /// </summary>
    public bool OwesSecondFactor =>
        Method == SignInMethod.Password && !IsDemo && (Actor.May(Permission.ReadRecords) || Actor.May(Permission.ImportExtracts) || Actor.May(Permission.Administer));
}
