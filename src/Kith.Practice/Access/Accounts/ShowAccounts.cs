using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Accounts;

/// <summary>Whether an account can be used today.</summary>
public enum AccountState
{
    InUse,
    Invited,
    NotYet,
    Disabled,
    Locked,
}

/// <summary>One line of the list of accounts.</summary>
public sealed record AccountLine(
    Guid Id,
    string Name,
    string UserName,
    string? Team,
    IReadOnlyList<Role> Roles,
    AccountState State,
    DateOnly? ValidUntil,
    bool SecondFactor,
    DateTime? LastSignedInAt
);

/// <summary>A page of accounts and how many there are.</summary>
public sealed record AccountList(IReadOnlyList<AccountLine> Lines, int Total, int Page, int Pages);

/// <summary>Lists accounts for administrators.</summary>
[UseCase]
public sealed class ListAccounts(KithDb db, Clock clock)
{
    public const int PageSize = 50;

    /// <summary>Accounts by name; only those whose name or user name holds <paramref name="words"/>, with a role, in use or not.</summary>
    public async Task<AccountList> List(Actor actor, string? words, Role? role, bool past, int page, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "list accounts");
        var today = clock.Today;
        var accounts = db.Users.AsNoTracking().Where(a => past ? a.ValidUntil < today : a.ValidUntil == null || a.ValidUntil >= today);
        if (!string.IsNullOrWhiteSpace(words))
        {
            var sought = words.Trim().ToUpperInvariant();
            accounts = accounts.Where(a => a.NormalizedUserName!.Contains(sought) || a.DisplayName.ToUpper().Contains(sought));
        }
        if (role is { } wanted)
        {
            accounts = accounts.Where(a => db.RoleGrants.Any(g => g.AccountId == a.Id && g.Role == wanted && g.From <= today && (g.Until == null || g.Until >= today)));
        }
        var total = await accounts.CountAsync(ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var rows = await accounts
            .OrderBy(a => a.DisplayName)
            .ThenBy(a => a.Id)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .Select(a => new
            {
                a.Id,
                a.DisplayName,
                a.UserName,
                a.ValidFrom,
                a.ValidUntil,
                a.LockoutEnd,
                a.TwoFactorEnabled,
                a.LastSignedInAt,
                HasWayIn = a.PasswordHash != null || a.IsDemo || db.UserPasskeys.Any(p => p.UserId == a.Id) || db.UserLogins.Any(l => l.UserId == a.Id),
                Passkeys = db.UserPasskeys.Any(p => p.UserId == a.Id),
                Team = db.Workers.Where(w => w.Id == a.WorkerId).Join(db.Teams, w => w.TeamId, t => t.Id, (_, t) => t.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var ids = rows.Select(r => r.Id).ToList();
        var roles = (
            await db
                .RoleGrants.AsNoTracking()
                .Where(g => ids.Contains(g.AccountId) && g.From <= today && (g.Until == null || g.Until >= today))
                .Select(g => new { g.AccountId, g.Role })
                .ToListAsync(ct)
        ).ToLookup(g => g.AccountId, g => g.Role);
        return new AccountList(
            [
                .. rows.Select(r => new AccountLine(
                    r.Id,
                    r.DisplayName,
                    r.UserName ?? "",
                    r.Team,
                    [.. roles[r.Id].Distinct().Order()],
                    State(r.ValidFrom, r.ValidUntil, r.LockoutEnd, r.HasWayIn, clock),
                    r.ValidUntil,
                    r.TwoFactorEnabled || r.Passkeys,
                    r.LastSignedInAt
                )),
            ],
            total,
            page,
            pages
        );
    }

    internal static AccountState State(DateOnly? from, DateOnly? until, DateTimeOffset? locked, bool hasWayIn, Clock clock) =>
        until < clock.Today ? AccountState.Disabled
        : from > clock.Today ? AccountState.NotYet
        : locked?.UtcDateTime > clock.UtcNow ? AccountState.Locked
        : hasWayIn ? AccountState.InUse
        : AccountState.Invited;
}

/// <summary>A role of an account.</summary>
public sealed record GrantView(Guid Id, Role Role, string? Team, DateOnly From, DateOnly? Until, bool Current);

/// <summary>Something that happened to an account.</summary>
public sealed record AccountHistoryLine(DateTime At, string Process, string Event, string By, string? Reason);

/// <summary>An account as an administrator sees it.</summary>
public sealed record AccountView(
    Guid Id,
    AccountInput Facts,
    string? Stamp,
    string? WorkerName,
    string? Team,
    AccountState State,
    bool HasPassword,
    bool AsksForCode,
    int Passkeys,
    bool FromDirectory,
    DateTime? LastSignedInAt,
    IReadOnlyList<GrantView> Grants,
    IReadOnlyList<AccountHistoryLine> History
)
{
    /// <summary>Roles that are asked for and wait for a second person.</summary>
    public IReadOnlyList<WideRoles.RoleRequestLine> Asked { get; init; } = [];
}

/// <summary>Shows one account.</summary>
[UseCase]
public sealed class ShowAccount(KithDb db, WideRoles.ListRoleRequests asked, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not administer, or there is no such account.</exception>
    public async Task<AccountView> Show(Actor actor, Guid accountId, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "open an account");
        var a = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == accountId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "open an account");
        var worker = await db
            .Workers.AsNoTracking()
            .Where(w => w.Id == a.WorkerId)
            .Select(w => new { w.Name, Team = db.Teams.Where(t => t.Id == w.TeamId).Select(t => t.Name).FirstOrDefault() })
            .FirstOrDefaultAsync(ct);
        var today = clock.Today;
        var grants = await db
            .RoleGrants.AsNoTracking()
            .Where(g => g.AccountId == accountId)
            .Select(g => new
            {
                g.Id,
                g.Role,
                g.From,
                g.Until,
                Team = db.Teams.Where(t => t.Id == g.TeamId).Select(t => t.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var passkeys = await db.UserPasskeys.CountAsync(p => p.UserId == accountId, ct);
        var linked = await db.UserLogins.AnyAsync(l => l.UserId == accountId, ct);
        var chain = $"account:{accountId:N}";
        var history = await db
            .TrailEntries.AsNoTracking()
            .Where(t => t.Chain == chain)
            .OrderByDescending(t => t.Seq)
            .Take(50)
            .Select(t => new AccountHistoryLine(t.At, t.Process, t.Event, t.ActorName, t.Reason))
            .ToListAsync(ct);
        return new AccountView(
            a.Id,
            new AccountInput(a.UserName, a.DisplayName, a.Email, a.WorkerId, a.ValidFrom, a.ValidUntil),
            a.ConcurrencyStamp,
            worker?.Name,
            worker?.Team,
            ListAccounts.State(a.ValidFrom, a.ValidUntil, a.LockoutEnd, a.PasswordHash is not null || a.IsDemo || passkeys > 0 || linked, clock),
            a.PasswordHash is not null,
            a.TwoFactorEnabled,
            passkeys,
            linked,
            a.LastSignedInAt,
            [
                .. grants
                    .Select(g => new GrantView(g.Id, g.Role, g.Team, g.From, g.Until, g.From <= today && !(g.Until < today)))
                    .OrderByDescending(g => g.Current)
                    .ThenBy(g => g.Role)
                    .ThenBy(g => g.From),
            ],
            history
        )
        {
            Asked = await asked.Waiting(accountId, actor, ct),
        };
    }

    /// <summary>Teams and workers to choose from when filling in an account; workers who have an account are left out, except the account's own.</summary>
    public async Task<(IReadOnlyList<(Guid Id, string Name)> Teams, IReadOnlyList<(Guid Id, string Name)> Workers)> Choices(
        Actor actor,
        Guid? accountId,
        CancellationToken ct = default
    )
    {
        RecordAccess.Demand(actor, Permission.Administer, "open an account");
        var teams = await db.Teams.AsNoTracking().Where(t => t.ClosedOn == null).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        var workers = await db
            .Workers.AsNoTracking()
            .Where(w => w.LeftOn == null && !db.Users.Any(a => a.WorkerId == w.Id && a.Id != (accountId ?? Guid.Empty)))
            .OrderBy(w => w.Name)
            .Select(w => new
            {
                w.Id,
                w.Name,
                w.JobTitle,
            })
            .ToListAsync(ct);
        return ([.. teams.Select(t => (t.Id, t.Name))], [.. workers.Select(w => (w.Id, w.JobTitle is null ? w.Name : $"{w.Name}, {w.JobTitle}"))]);
    }
}

/// <summary>Who holds which role today, for the page about access.</summary>
public sealed record RoleHolders(Role Role, int Accounts, Reach Reach, IReadOnlyList<Permission> May);

/// <summary>Shows what each role may do and how many hold it.</summary>
[UseCase]
public sealed class ShowAccess(KithDb db, Clock clock)
{
    public async Task<IReadOnlyList<RoleHolders>> Show(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "see who may do what");
        var today = clock.Today;
        var counts = (
            await db
                .RoleGrants.AsNoTracking()
                .Where(g => g.From <= today && (g.Until == null || g.Until >= today) && db.Users.Any(a => a.Id == g.AccountId && (a.ValidUntil == null || a.ValidUntil >= today)))
                .GroupBy(g => g.Role)
                .Select(g => new { Role = g.Key, Accounts = g.Select(x => x.AccountId).Distinct().Count() })
                .ToListAsync(ct)
        ).ToDictionary(g => g.Role, g => g.Accounts);
        return [.. Enum.GetValues<Role>().Select(r => new RoleHolders(r, counts.GetValueOrDefault(r), Permissions.ReachOf(r), [.. Permissions.Of(r)]))];
    }
}
