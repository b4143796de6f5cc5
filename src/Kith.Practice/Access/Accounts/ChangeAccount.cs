using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Accounts;

/// <summary>Changes the facts of an account: names, email, worker, first and last day.</summary>
[UseCase]
public sealed class ChangeAccount(KithDb db, Acts.Acts acts, ILookupNormalizer names, Clock clock)
{
    /// <param name="stamp">The version the form was filled from.</param>
    /// <exception cref="SecondEditorException">Someone changed the account in the meantime.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or taken.</exception>
    public async Task Handle(Guid accountId, AccountInput input, string? stamp, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "change an account");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var account = await AccountRules.Load(db, accountId, ct);
        if (stamp is not null && stamp != account.ConcurrencyStamp)
        {
            throw new SecondEditorException(accountId);
        }
        var problems = await AccountRules.Problems(db, names, input, accountId, ct);
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        account.DisplayName = input.DisplayName!.Trim();
        account.UserName = input.UserName!.Trim();
        account.Email = string.IsNullOrWhiteSpace(input.Email) ? null : input.Email.Trim();
        account.WorkerId = input.WorkerId;
        account.ValidFrom = input.ValidFrom;
        account.ValidUntil = input.ValidUntil;
        var act = acts.Begin(actor, "Change an account", key: key);
        var changes = act.ChangesOf(account);
        if (changes.Count == 0)
        {
            return;
        }
        account.NormalizedUserName = names.NormalizeName(account.UserName);
        account.NormalizedEmail = account.Email is null ? null : names.NormalizeEmail(account.Email);
        account.ConcurrencyStamp = clock.NewId().ToString("N");
        act.Happened(new AccountChanged(accountId, changes));
        await act.Save(accountId, ct);
    }
}

/// <summary>Stops an account from being used, at once, and lets it be used again.</summary>
[UseCase]
public sealed class DisableAccount(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>Yesterday becomes its last day; every session ends.</summary>
    /// <exception cref="NotAcceptedException">It is the actor's own account.</exception>
    public async Task Handle(Guid accountId, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "disable an account");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (actor.AccountId == accountId)
        {
            throw new NotAcceptedException("", "You cannot disable your own account. Ask another administrator");
        }
        var account = await AccountRules.Load(db, accountId, ct);
        if (account.ValidUntil < clock.Today)
        {
            return;
        }
        account.ValidUntil = clock.Today.AddDays(-1);
        account.ConcurrencyStamp = clock.NewId().ToString("N");
        await db.EndSessions(accountId, null, ct);
        await db.Put(accountId, AccountTokens.Invitation, null, ct);
        var act = acts.Begin(actor, "Disable an account", reason, key);
        act.Happened(new AccountDisabled(accountId));
        await Visits.Offline.Packets.End(db, act, accountId, null, ct);
        await TellManagers(account, act, ct);
        await act.Save(accountId, ct);
    }

    /// <summary>The managers of a worker who can no longer sign in are told at once: children wait for someone else.</summary>
    private async Task TellManagers(Account account, Act act, CancellationToken ct)
    {
        if (account.WorkerId is not { } worker)
        {
            return;
        }
        var children = await db.Allocations.CountAsync(a => a.WorkerId == worker && a.To == null, ct);
        var drafts = await db.Drafts.CountAsync(d => d.AccountId == account.Id && d.PersonId != null, ct);
        if (children + drafts == 0)
        {
            return;
        }
        var today = clock.Today;
        var team = await db.Workers.Where(w => w.Id == worker).Select(w => new { w.TeamId, w.LineManagerId }).FirstAsync(ct);
        var managers = await db
            .Users.Where(u =>
                u.Id != account.Id
                && (
                    (team.LineManagerId != null && u.WorkerId == team.LineManagerId)
                    || db.RoleGrants.Any(g =>
                        g.AccountId == u.Id
                        && g.Role == Role.TeamManager
                        && g.From <= today
                        && (g.Until == null || g.Until >= today)
                        && (g.TeamId == team.TeamId || (g.TeamId == null && db.Workers.Any(w => w.Id == u.WorkerId && w.TeamId == team.TeamId)))
                    )
                )
            )
            .Select(u => u.Id)
            .ToListAsync(ct);
        foreach (var manager in managers)
        {
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = manager,
                    Text =
                        $"{account.DisplayName} can no longer sign in. {Counted(children, "child is", "children are")} still allocated to them, and {Counted(drafts, "draft is", "drafts are")} unfinished. Their page under Teams leads to both.",
                    At = act.At,
                }
            );
        }

        static string Counted(int count, string one, string many) => count == 1 ? $"One {one}" : $"{count} {many}";
    }

    /// <summary>Takes its last day away.</summary>
    public async Task Undo(Guid accountId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "enable an account");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var account = await AccountRules.Load(db, accountId, ct);
        if (account.ValidUntil is null || account.ValidUntil >= clock.Today)
        {
            return;
        }
        account.ValidUntil = null;
        account.ConcurrencyStamp = clock.NewId().ToString("N");
        var act = acts.Begin(actor, "Enable an account", key: key);
        act.Happened(new AccountEnabled(accountId));
        await act.Save(accountId, ct);
    }
}

/// <summary>A role to entrust.</summary>
/// <param name="Why">Why it is needed: asked for where a second person has to agree.</param>
public sealed record RoleInput(Role? Role, Guid? TeamId, DateOnly? From, DateOnly? Until, string? Why = null);

/// <summary>What came of entrusting a role.</summary>
/// <param name="Waits">True when it is asked for, and held once a second person agrees.</param>
public sealed record RoleGiven(Guid Id, bool Waits);

/// <summary>
/// Entrusts a role to an account, for a team and for a time. A role that reaches every child, or gives others their access,
/// is asked for here and held once a second person agrees; the person at the machine gives it at once.
/// </summary>
[UseCase]
public sealed class GrantRole(KithDb db, Acts.Acts acts, WideRoles.SecondPerson second, Clock clock)
{
    /// <summary>The most characters of a reason.</summary>
    public const int LongestWords = 1000;

    /// <exception cref="NotAcceptedException">Something is missing, or it is the actor's own account: nobody gives themselves sight.</exception>
    public async Task<RoleGiven> Handle(Guid accountId, RoleInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "grant a role");
        if (await acts.AlreadyDone(key, ct) is { } earlier)
        {
            var made = earlier.Result ?? accountId;
            return new(made, await db.RoleRequests.AnyAsync(r => r.Id == made, ct));
        }
        var account = await AccountRules.Load(db, accountId, ct);
        var problems = new List<Problem>();
        if (actor.AccountId == accountId)
        {
            problems.Add(new("", "You cannot give yourself a role. Ask another administrator"));
        }
        if (input.Role is not { } role || !Enum.IsDefined(role))
        {
            problems.Add(new(nameof(input.Role), "Choose a role"));
            throw new NotAcceptedException(problems);
        }
        var from = input.From ?? clock.Today;
        if (input.Until < from)
        {
            problems.Add(new(nameof(input.Until), "The last day must not be before the first day"));
        }
        if (input.TeamId is { } team && !await db.Teams.AnyAsync(t => t.Id == team, ct))
        {
            problems.Add(new(nameof(input.TeamId), "Choose a team from the list"));
        }
        if (
            input.TeamId is null
            && Permissions.ReachOf(role) is Reach.OwnTeam or Reach.Service
            && !await db.Workers.AnyAsync(w => w.Id == account.WorkerId && w.TeamId != null, ct)
        )
        {
            problems.Add(new(nameof(input.TeamId), $"Choose the team or service: {Permissions.Describe(role)} is held for one, and this account's person belongs to none"));
        }
        if (
            problems.Count == 0
            && await db.RoleGrants.AnyAsync(g => g.AccountId == accountId && g.Role == role && g.TeamId == input.TeamId && (g.Until == null || g.Until >= from), ct)
        )
        {
            problems.Add(new(nameof(input.Role), "The account holds this role already"));
        }
        var waits = WideRoles.SecondPerson.IsNeededFor(role) && !actor.IsSystem && !await second.IsAlone(actor, ct);
        var why = Children.Details.PersonRules.Clean(input.Why);
        if (waits && why is null)
        {
            problems.Add(new(nameof(input.Why), $"Say why: {Permissions.Describe(role).ToLowerInvariant()} is a role to which a second person agrees"));
        }
        else if (why?.Length > LongestWords)
        {
            problems.Add(new(nameof(input.Why), $"This must be {LongestWords} characters or fewer"));
        }
        if (waits && problems.Count == 0 && await db.RoleRequests.AnyAsync(r => r.AccountId == accountId && r.Role == role && r.TeamId == input.TeamId && r.Outcome == null, ct))
        {
            problems.Add(new(nameof(input.Role), "This role is asked for already, and waits for a second person"));
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        if (waits)
        {
            return new(await Ask(account, role, input, from, why!, actor, key, ct), Waits: true);
        }
        var grant = new RoleGrant
        {
            Id = clock.NewId(),
            AccountId = accountId,
            Role = role,
            TeamId = input.TeamId,
            From = from,
            Until = input.Until,
        };
        db.RoleGrants.Add(grant);
        var act = acts.Begin(actor, "Grant a role", why, key: key);
        act.Happened(new RoleGranted(accountId, grant.Id, role, grant.TeamId, from, grant.Until));
        return new(await act.Save(grant.Id, ct), Waits: false);
    }

    private async Task<Guid> Ask(Account account, Role role, RoleInput input, DateOnly from, string why, Actor actor, Guid? key, CancellationToken ct)
    {
        var act = acts.Begin(actor, "Ask for a role", why, key);
        var request = new WideRoles.RoleRequest
        {
            Id = clock.NewId(),
            AccountId = account.Id,
            Role = role,
            TeamId = input.TeamId,
            From = from,
            Until = input.Until,
            Why = why,
            AskedById = actor.AccountId,
            AskedByName = actor.Name,
            AskedAt = act.At,
        };
        db.RoleRequests.Add(request);
        act.Happened(new WideRoles.RoleAsked(account.Id, request.Id, role, request.TeamId, from, request.Until, why));
        await second.Tell(
            act,
            $"{actor.Name} asks that {account.DisplayName} becomes {Permissions.Describe(role).ToLowerInvariant()}. A second person has to agree.",
            "/access/asked",
            [actor.AccountId, account.Id],
            ct
        );
        return await act.Save(request.Id, ct);
    }
}

/// <summary>Takes a role back, at once.</summary>
[UseCase]
public sealed class WithdrawRole(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <exception cref="NotAcceptedException">It is the actor's own account.</exception>
    public async Task Handle(Guid accountId, Guid grantId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "withdraw a role");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (actor.AccountId == accountId)
        {
            throw new NotAcceptedException("", "You cannot take a role from yourself. Ask another administrator");
        }
        var grant =
            await db.RoleGrants.FirstOrDefaultAsync(g => g.Id == grantId && g.AccountId == accountId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "withdraw a role");
        var last = clock.Today.AddDays(-1);
        if (grant.Until is { } until && until <= last)
        {
            return;
        }
        grant.Until = last;
        var act = acts.Begin(actor, "Withdraw a role", key: key);
        act.Happened(new RoleWithdrawn(accountId, grantId, grant.Role, last));
        await act.Save(grantId, ct);
    }
}

/// <summary>Takes the second factor away from someone who lost it; at the next sign-in they set up a new one.</summary>
[UseCase]
public sealed class ResetSecondFactor(KithDb db, Acts.Acts acts, WideRoles.SecondPerson second, Clock clock)
{
    public async Task Handle(Guid accountId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "reset a second factor");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var account = await AccountRules.Load(db, accountId, ct);
        var passkeys = await db.UserPasskeys.Where(p => p.UserId == accountId).ToListAsync(ct);
        if (!account.TwoFactorEnabled && passkeys.Count == 0)
        {
            return;
        }
        account.TwoFactorEnabled = false;
        account.ConcurrencyStamp = clock.NewId().ToString("N");
        await SecondFactorParts.Remove(db, accountId, ct);
        await db.EndSessions(accountId, null, ct);
        db.UserPasskeys.RemoveRange(passkeys);
        var act = acts.Begin(actor, "Reset a second factor", key: key);
        act.Happened(new SecondFactorRemoved(accountId));
        await second.TellOfNewWayIn(act, actor, account, "reset the second step", ct);
        await Visits.Offline.Packets.End(db, act, accountId, null, ct);
        await act.Save(accountId, ct);
    }
}
