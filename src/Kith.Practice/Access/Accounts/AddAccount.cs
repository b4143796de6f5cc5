using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Accounts;

/// <summary>What an administrator says of an account. The user name and email are also how the council's directory finds it.</summary>
public sealed record AccountInput(string? UserName, string? DisplayName, string? Email, Guid? WorkerId, DateOnly? ValidFrom, DateOnly? ValidUntil);

/// <summary>
/// A one-time link for choosing a password: shown once to whoever asked for it. <see cref="Secret"/> is null when the
/// same form was sent twice: the first answer showed it, and it is kept nowhere.
/// </summary>
public sealed record Invitation(Guid AccountId, string? Secret, DateTime Until)
{
    /// <summary>The place of the link under the address of the service.</summary>
    public string? Path => Secret is null ? null : $"/sign-in/invitation/{AccountId}/{Secret}";

    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(72);
}

/// <summary>Makes an account and the link with which its person chooses a password.</summary>
[UseCase]
public sealed class AddAccount(KithDb db, Acts.Acts acts, ILookupNormalizer names, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not administer.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or taken.</exception>
    public async Task<Invitation> Handle(AccountInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "add an account");
        var problems = await AccountRules.Problems(db, names, input, null, ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } made })
        {
            return new Invitation(made, null, clock.UtcNow);
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        var account = new Account
        {
            Id = clock.NewId(),
            DisplayName = input.DisplayName!.Trim(),
            UserName = input.UserName!.Trim(),
            NormalizedUserName = names.NormalizeName(input.UserName.Trim()),
            Email = string.IsNullOrWhiteSpace(input.Email) ? null : input.Email.Trim(),
            NormalizedEmail = string.IsNullOrWhiteSpace(input.Email) ? null : names.NormalizeEmail(input.Email.Trim()),
            WorkerId = input.WorkerId,
            ValidFrom = input.ValidFrom,
            ValidUntil = input.ValidUntil,
            LockoutEnabled = true,
            SecurityStamp = AccountTokens.NewSecret(),
            ConcurrencyStamp = clock.NewId().ToString("N"),
        };
        db.Users.Add(account);
        var act = acts.Begin(actor, "Add an account", key: key);
        act.Happened(new AccountAdded(account.Id, account.UserName, account.DisplayName, account.WorkerId, account.ValidFrom, account.ValidUntil));
        var invitation = await Invitations.Make(db, act, account.Id, clock, ct);
        return await act.Save(account.Id, ct) is var saved && saved == account.Id ? invitation : new Invitation(saved, null, clock.UtcNow);
    }
}

/// <summary>Makes a new one-time link for an account that has none or lost it. Earlier links stop working.</summary>
[UseCase]
public sealed class InviteAgain(KithDb db, Acts.Acts acts, WideRoles.SecondPerson second, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not administer, or there is no such account.</exception>
    public async Task<Invitation> Handle(Guid accountId, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "invite someone");
        var account = await AccountRules.Load(db, accountId, ct);
        var act = acts.Begin(actor, "Make a new link");
        await second.TellOfNewWayIn(act, actor, account, "made a new sign-in link for the account", ct);
        var invitation = await Invitations.Make(db, act, accountId, clock, ct);
        await act.Save(accountId, ct);
        return invitation;
    }
}

/// <summary>
/// Starts an account anew when its person lost password, telephone or both, or when someone else may have had them:
/// password, codes and passkeys go, every session ends, and a new link is made.
/// </summary>
[UseCase]
public sealed class ResetAccount(KithDb db, Acts.Acts acts, ILookupNormalizer names, WideRoles.SecondPerson second, Clock clock)
{
    /// <summary>By id.</summary>
    /// <exception cref="AccessRefusedException">The actor may not administer, or there is no such account.</exception>
    public async Task<Invitation> Handle(Guid accountId, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "reset an account");
        var account = await AccountRules.Load(db, accountId, ct);
        account.PasswordHash = null;
        account.TwoFactorEnabled = false;
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        account.ConcurrencyStamp = clock.NewId().ToString("N");
        await SecondFactorParts.Remove(db, accountId, ct);
        await db.EndSessions(accountId, null, ct);
        db.UserPasskeys.RemoveRange(await db.UserPasskeys.Where(p => p.UserId == accountId).ToListAsync(ct));
        var act = acts.Begin(actor, "Reset an account");
        act.Happened(new AccountReset(accountId));
        await second.TellOfNewWayIn(act, actor, account, "reset the account", ct);
        await Visits.Offline.Packets.End(db, act, accountId, null, ct);
        var invitation = await Invitations.Make(db, act, accountId, clock, ct);
        await act.Save(accountId, ct);
        return invitation;
    }

    /// <summary>By user name, for the person at the machine. Null when no account has the name.</summary>
    public async Task<Invitation?> Handle(string userName, Actor actor, CancellationToken ct = default)
    {
        var name = names.NormalizeName(userName.Trim());
        var id = await db.Users.Where(a => a.NormalizedUserName == name).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);
        return id is { } found ? await Handle(found, actor, ct) : null;
    }
}

/// <summary>Chooses a password with a one-time link.</summary>
[UseCase]
public sealed class AcceptInvitation(KithDb db, DatabaseEngine engine, Acts.Acts acts, IPasswordHasher<Account> hasher, Clock clock)
{
    /// <summary>The user name that a link is for; null when the link is wrong, used up or too old.</summary>
    public async Task<string?> Show(Guid accountId, string secret, CancellationToken ct = default) =>
        await Invitations.IsGood(db, accountId, secret, clock, ct) ? await db.Users.Where(a => a.Id == accountId).Select(a => a.UserName).FirstOrDefaultAsync(ct) : null;

    /// <returns>False when the link is wrong, used up or too old.</returns>
    /// <exception cref="NotAcceptedException">The password is not good enough.</exception>
    public async Task<bool> Handle(Guid accountId, string secret, string? password, CancellationToken ct = default)
    {
        if (!await Invitations.IsGood(db, accountId, secret, clock, ct))
        {
            return false;
        }
        var account = await db.Users.FirstAsync(a => a.Id == accountId, ct);
        if (PasswordRules.Problem(password, account.UserName, account.DisplayName) is { } problem)
        {
            throw new NotAcceptedException("Password", problem);
        }
        // Used up first and by one alone: of two who hold the link, the second finds it spent.
        var kept = await db.Read(accountId, AccountTokens.Invitation, ct) ?? "";
        await using (var turn = await engine.BeginWrite(db, ct))
        {
            if (!await db.Swap(accountId, AccountTokens.Invitation, kept, "used", ct))
            {
                return false;
            }
            await turn.Commit(ct);
        }
        account.PasswordHash = hasher.HashPassword(account, password!);
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        account.ConcurrencyStamp = clock.NewId().ToString("N");
        await db.EndSessions(accountId, null, ct);
        var act = acts.Begin(SignIn.SignInAttempts.Self(account), "Choose a password");
        act.Happened(new PasswordChosen(accountId));
        await act.Save(accountId, ct);
        return true;
    }
}

/// <summary>One-time links: only a digest and an end are kept.</summary>
internal static class Invitations
{
    public static async Task<Invitation> Make(KithDb db, Act act, Guid accountId, Clock clock, CancellationToken ct)
    {
        var secret = AccountTokens.NewSecret();
        var until = clock.UtcNow + Invitation.Lasts;
        await db.Put(accountId, AccountTokens.Invitation, $"{AccountTokens.Digest(secret)}|{until.Ticks}", ct);
        act.Happened(new AccountInvited(accountId, until));
        return new Invitation(accountId, secret, until);
    }

    public static async Task<bool> IsGood(KithDb db, Guid accountId, string secret, Clock clock, CancellationToken ct) =>
        (await db.Read(accountId, AccountTokens.Invitation, ct))?.Split('|') is [var digest, var until]
        && digest == AccountTokens.Digest(secret)
        && long.TryParse(until, System.Globalization.CultureInfo.InvariantCulture, out var ticks)
        && ticks > clock.UtcNow.Ticks;
}

/// <summary>What is asked of every account.</summary>
internal static class AccountRules
{
    public static async Task<Account> Load(KithDb db, Guid accountId, CancellationToken ct) =>
        await db.Users.FirstOrDefaultAsync(a => a.Id == accountId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "open an account");

    public static async Task<List<Problem>> Problems(KithDb db, ILookupNormalizer names, AccountInput input, Guid? except, CancellationToken ct)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(input.DisplayName))
        {
            problems.Add(new(nameof(input.DisplayName), "Enter the person's name"));
        }
        else if (input.DisplayName.Trim().Length > 200)
        {
            problems.Add(new(nameof(input.DisplayName), "Name must be 200 characters or fewer"));
        }
        if (string.IsNullOrWhiteSpace(input.UserName))
        {
            problems.Add(new(nameof(input.UserName), "Enter a user name"));
        }
        else if (input.UserName.Trim() is { Length: > 100 } || input.UserName.Trim().Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            problems.Add(new(nameof(input.UserName), "User name must be 100 characters or fewer, without spaces"));
        }
        else
        {
            var name = names.NormalizeName(input.UserName.Trim());
            if (await db.Users.AnyAsync(a => a.NormalizedUserName == name && a.Id != (except ?? Guid.Empty), ct))
            {
                problems.Add(new(nameof(input.UserName), "This user name is taken. Choose another one"));
            }
        }
        if (!string.IsNullOrWhiteSpace(input.Email))
        {
            var email = input.Email.Trim();
            if (email.Length > 200 || email.IndexOf('@') < 1 || email.EndsWith('@') || email.Any(char.IsWhiteSpace))
            {
                problems.Add(new(nameof(input.Email), "Enter an email address like name@council.gov.uk"));
            }
            else
            {
                var normal = names.NormalizeEmail(email);
                if (await db.Users.AnyAsync(a => a.NormalizedEmail == normal && a.Id != (except ?? Guid.Empty), ct))
                {
                    problems.Add(new(nameof(input.Email), "Another account has this email address"));
                }
            }
        }
        if (input.WorkerId is { } worker && !await db.Workers.AnyAsync(w => w.Id == worker, ct))
        {
            problems.Add(new(nameof(input.WorkerId), "Choose a worker from the list"));
        }
        else if (input.WorkerId is { } taken && await db.Users.AnyAsync(a => a.WorkerId == taken && a.Id != (except ?? Guid.Empty), ct))
        {
            problems.Add(new(nameof(input.WorkerId), "This worker has an account already"));
        }
        if (input.ValidUntil < input.ValidFrom)
        {
            problems.Add(new(nameof(input.ValidUntil), "The last day must not be before the first day"));
        }
        return problems;
    }
}

/// <summary>The pieces of a second factor.</summary>
internal static class SecondFactorParts
{
    public static async Task Remove(KithDb db, Guid accountId, CancellationToken ct)
    {
        foreach (var part in new[] { AccountTokens.Secret, AccountTokens.PendingSecret, AccountTokens.LastStep, AccountTokens.RecoveryCodes })
        {
            await db.Put(accountId, part, null, ct);
        }
    }
}
