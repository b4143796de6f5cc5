using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.SignIn;
using Kith.Practice.Operation.ContinuityCopies;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access;

/// <summary>Makes the <see cref="Actor"/> of an account as it stands today.</summary>
public sealed class Actors(KithDb db, Clock clock, PolicyBooks books, ServedCopy served)
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
        return new Session(actor, kept.Method, coded, demo, kept.EndsAt);
    }

    private async Task<(Actor Actor, string? Session, bool Coded, bool Demo)?> Load(Guid accountId, string session, CancellationToken ct)
    {
        var today = clock.Today;
        var rows = new List<AccountRow>();
        await foreach (var row in Found.On(db)(db, accountId, session, today).WithCancellation(ct))
        {
            rows.Add(row);
        }
        if (rows.Count == 0 || rows[0].ValidFrom > today || rows[0].ValidUntil < today)
        {
            return null;
        }
        var account = rows[0];
        db.Note(books, account.Decisions);
        var grants = rows.Where(r => r.Role is not null).Select(r => (Role: r.Role!.Value, TeamId: r.HeldFor)).Distinct().ToList();
        var actingFor = rows.Where(r => r.ColleagueId is not null)
            .Select(r => (Id: r.ColleagueId!.Value, DisplayName: r.ColleagueName!, WorkerId: r.ColleagueWorkerId, TeamId: r.ColleagueTeamId))
            .Distinct()
            .ToList();

        var roles = grants.Select(g => g.Role).Distinct().Order().ToList();
        var teams = new HashSet<Guid>();
        if (grants.Any(g => Permissions.ReachOf(g.Role) is Reach.OwnTeam or Reach.Service))
        {
            var children = rows.Where(r => r.Branch is not null).Select(r => (r.BranchOf, Id: r.Branch!.Value)).Distinct().ToLookup(t => t.BranchOf, t => t.Id);
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
            FullTimeEquivalent = account.FullTimeEquivalent ?? 1,
            NewlyQualified = account.NewlyQualified ?? false,
            Roles = roles,
            TeamIds = [.. teams],
            ManagedTeamIds = managed,
            WorkerIds = workers,
            WholeAuthority = roles.Any(r => Permissions.ReachOf(r) == Reach.Authority),
            ReadsCopy = served.IsCopy,
            ActingFor = [.. actingFor.Select(a => (a.Id, a.DisplayName))],
            ActingUntil = rows.Where(r => r is { ColleagueId: not null, ColleagueUntil: not null })
                .GroupBy(r => r.ColleagueId!.Value)
                .ToDictionary(g => g.Key, g => g.Max(r => r.ColleagueUntil!.Value)),
        };
        return (actor, account.Session, account.TwoFactorEnabled, account.IsDemo);
    }

    private static readonly Role[] LeadsService = [.. Enum.GetValues<Role>().Where(r => Permissions.ReachOf(r) == Reach.Service)];

    /// <summary>
    /// Everything about an account that each of its pages asks: one statement, translated once for the life of the
    /// process. A row for each grant with each colleague acted for and, for those who lead a service, each team.
    /// </summary>
    private static readonly CompiledQuery<Func<KithDb, Guid, string, DateOnly, IAsyncEnumerable<AccountRow>>> Found = new(() =>
        EF.CompileAsyncQuery(
            (KithDb db, Guid accountId, string session, DateOnly today) =>
                from a in db.Users.AsNoTracking()
                where a.Id == accountId
                join own in db.Workers on a.WorkerId equals own.Id into owns
                from own in owns.DefaultIfEmpty()
                from t in db.UserTokens.Where(t => t.UserId == a.Id && t.LoginProvider == AccountTokens.Sessions && t.Name == session).DefaultIfEmpty()
                from g in db.RoleGrants.Where(g => g.AccountId == a.Id && g.From <= today && (g.Until == null || g.Until >= today)).DefaultIfEmpty()
                from d in db.Deputisings.Where(d => d.DeputyAccountId == a.Id && d.From <= today && d.Until >= today && d.EndedAt == null).DefaultIfEmpty()
                join c in db.Users on d.ForAccountId equals c.Id into cs
                from c in cs.DefaultIfEmpty()
                join w in db.Workers on c.WorkerId equals w.Id into ws
                from w in ws.DefaultIfEmpty()
                join team in db.Teams on LeadsService.Contains(g.Role) ? 1 : 0 equals 1 into teams
                from team in teams.DefaultIfEmpty()
                select new AccountRow
                {
                    DisplayName = a.DisplayName,
                    WorkerId = a.WorkerId,
                    TeamId = own.TeamId,
                    FullTimeEquivalent = own.FullTimeEquivalent,
                    NewlyQualified = own.NewlyQualified,
                    ValidFrom = a.ValidFrom,
                    ValidUntil = a.ValidUntil,
                    TwoFactorEnabled = a.TwoFactorEnabled,
                    IsDemo = a.IsDemo,
                    Session = t.Value,
                    Role = (Role?)g.Role,
                    HeldFor = g.TeamId,
                    ColleagueId = (Guid?)c.Id,
                    ColleagueName = c.DisplayName,
                    ColleagueUntil = (DateOnly?)d.Until,
                    ColleagueWorkerId = c.WorkerId,
                    ColleagueTeamId = w.TeamId,
                    Decisions = db.Settings.Count(),
                    Branch = (Guid?)team.Id,
                    BranchOf = team.ParentId,
                }
        )
    );

    private sealed class AccountRow
    {
        public required string DisplayName { get; init; }
        public Guid? WorkerId { get; init; }
        public Guid? TeamId { get; init; }
        public decimal? FullTimeEquivalent { get; init; }
        public bool? NewlyQualified { get; init; }
        public DateOnly? ValidFrom { get; init; }
        public DateOnly? ValidUntil { get; init; }
        public bool TwoFactorEnabled { get; init; }
        public bool IsDemo { get; init; }
        public string? Session { get; init; }
        public Role? Role { get; init; }
        public Guid? HeldFor { get; init; }
        public Guid? ColleagueId { get; init; }
        public string? ColleagueName { get; init; }
        public DateOnly? ColleagueUntil { get; init; }
        public Guid? ColleagueWorkerId { get; init; }
        public Guid? ColleagueTeamId { get; init; }
        public int Decisions { get; init; }
        public Guid? Branch { get; init; }
        public Guid? BranchOf { get; init; }
    }
}

/// <summary>A running session: who, and how they came in.</summary>
public sealed record Session(Actor Actor, SignInMethod Method, bool AsksForCode, bool IsDemo, DateTime EndsAt)
{
    /// <summary>
    /// True when someone who came in by password alone holds a role that a password alone may not protect: any that
    /// reads records, loads extracts or administers.
    /// </summary>
    public bool OwesSecondFactor =>
        Method == SignInMethod.Password && !IsDemo && (Actor.May(Permission.OpenRecord) || Actor.May(Permission.ImportExtracts) || Actor.May(Permission.Administer));
}
