using System.Globalization;
using Kith.Practice.Access.SignIn;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Accounts;

/// <summary>One's own account.</summary>
public sealed record OwnAccountView(
    string Name,
    string UserName,
    string? Email,
    bool HasPassword,
    bool AsksForCode,
    int RecoveryCodesLeft,
    DateOnly? ValidUntil,
    IReadOnlyList<GrantView> Roles,
    IReadOnlyList<PasskeyView> Passkeys
);

/// <summary>A passkey by its name; <see cref="Id"/> is its credential id in hexadecimal.</summary>
public sealed record PasskeyView(string Id, string Name, DateTime AddedAt);

/// <summary>Shows one's own account.</summary>
[UseCase]
public sealed class ShowOwnAccount(KithDb db, Clock clock)
{
    public async Task<OwnAccountView> Show(Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var a = await db.Users.AsNoTracking().FirstAsync(u => u.Id == actor.AccountId, ct);
        var codes = await db.Read(a.Id, AccountTokens.RecoveryCodes, ct) ?? "";
        var grants = await db
            .RoleGrants.AsNoTracking()
            .Where(g => g.AccountId == a.Id && g.From <= today && (g.Until == null || g.Until >= today))
            .Select(g => new GrantView(g.Id, g.Role, db.Teams.Where(t => t.Id == g.TeamId).Select(t => t.Name).FirstOrDefault(), g.From, g.Until, true))
            .ToListAsync(ct);
        var passkeys = await db.UserPasskeys.AsNoTracking().Where(p => p.UserId == a.Id).ToListAsync(ct);
        return new OwnAccountView(
            a.DisplayName,
            a.UserName ?? "",
            a.Email,
            a.PasswordHash is not null,
            a.TwoFactorEnabled,
            codes.Split(';', StringSplitOptions.RemoveEmptyEntries).Length,
            a.ValidUntil,
            [.. grants.OrderBy(g => g.Role)],
            [
                .. passkeys
                    .OrderBy(p => p.Data.CreatedAt)
                    .Select(p => new PasskeyView(Convert.ToHexStringLower(p.CredentialId), p.Data.Name ?? "Passkey", p.Data.CreatedAt.UtcDateTime)),
            ]
        );
    }
}

/// <summary>Changes one's own password.</summary>
[UseCase]
public sealed class ChangePassword(KithDb db, DatabaseEngine engine, Acts.Acts acts, IPasswordHasher<Account> hasher, Clock clock)
{
    /// <summary>Ends every other session: whoever else had the old password is out.</summary>
    /// <param name="sessionId">The session that goes on.</param>
    /// <exception cref="NotAcceptedException">The present password is wrong, or the new one is not good enough.</exception>
    public async Task Handle(Actor actor, string? present, string? chosen, string? sessionId, CancellationToken ct = default)
    {
        var account = await db.Users.FirstAsync(a => a.Id == actor.AccountId, ct);
        if (account.PasswordHash is null)
        {
            throw new NotAcceptedException("", "Your account has no password. You sign in another way");
        }
        if (string.IsNullOrEmpty(present))
        {
            throw new NotAcceptedException("Present", "Enter your present password");
        }
        if (
            !await SignInAttempts.Take(db, engine, account, clock, ct)
            || present.Length > PasswordRules.Longest
            || hasher.VerifyHashedPassword(account, account.PasswordHash, present) == PasswordVerificationResult.Failed
        )
        {
            await SignInAttempts.Failed(db, acts, account.Id, "the present password was wrong", clock, ct);
            throw new NotAcceptedException("Present", "The present password is not right");
        }
        if (PasswordRules.Problem(chosen, account.UserName, account.DisplayName) is { } problem)
        {
            throw new NotAcceptedException("Chosen", problem);
        }
        await db.Entry(account).ReloadAsync(ct);
        account.PasswordHash = hasher.HashPassword(account, chosen!);
        account.AccessFailedCount = 0;
        account.ConcurrencyStamp = clock.NewId().ToString("N");
        await db.EndSessions(account.Id, sessionId is null ? null : AccountTokens.Digest(sessionId), ct);
        var act = acts.Begin(actor, "Change password");
        act.Happened(new PasswordChosen(account.Id));
        await act.Save(account.Id, ct);
    }
}

/// <summary>Sets up codes from an authenticator app.</summary>
[UseCase]
public sealed class SetUpSecondFactor(KithDb db, DatabaseEngine engine, Acts.Acts acts, CheckCode check, SecondFactorSecret secrets, Clock clock)
{
    /// <summary>The secret to put into the app; the same until it is confirmed.</summary>
    public async Task<string> Begin(Actor actor, CancellationToken ct = default)
    {
        if (await secrets.ReadPending(actor.AccountId, ct) is { Length: > 0 } pending)
        {
            return pending;
        }
        var secret = Totp.NewSecret();
        await using var turn = await engine.BeginWrite(db, ct);
        await secrets.PutPending(actor.AccountId, secret, ct);
        await db.SaveChangesAsync(ct);
        await turn.Commit(ct);
        return secret;
    }

    /// <summary>
    /// Proves that the app has the secret. From then on sign-in asks for a code, and every session ends: the page
    /// begins a new one. Replacing an app asks for a code of the one before.
    /// </summary>
    /// <returns>Ten recovery codes, shown once.</returns>
    /// <exception cref="NotAcceptedException">A code is wrong.</exception>
    public async Task<IReadOnlyList<string>> Confirm(Actor actor, string? code, string? codeOfOldApp, CancellationToken ct = default)
    {
        var account = await db.Users.FirstAsync(a => a.Id == actor.AccountId, ct);
        var secret = await secrets.ReadPending(actor.AccountId, ct);
        if (string.IsNullOrWhiteSpace(code))
        {
            throw new NotAcceptedException("Code", "Enter the code that your app shows");
        }
        if (secret is null || Totp.StepMatching(secret, code, clock.UtcNow, 0) is not { } step)
        {
            throw new NotAcceptedException("Code", "The code is not right. Check that the time on your telephone is right, wait for the next code and try again");
        }
        if (account.TwoFactorEnabled && !await check.Handle(account.Id, codeOfOldApp, ct) && !await check.HandleRecovery(account.Id, codeOfOldApp, ct))
        {
            throw new NotAcceptedException("OldCode", "Enter a code of the app you use now, or a recovery code");
        }
        await db.Entry(account).ReloadAsync(ct);
        account.TwoFactorEnabled = true;
        account.AccessFailedCount = 0;
        account.ConcurrencyStamp = clock.NewId().ToString("N");
        var codes = RecoveryCodes.New();
        await secrets.Confirm(account.Id, secret, ct);
        // The code that proved it is spent: nobody who saw it can sign in with it.
        await db.Put(account.Id, AccountTokens.LastStep, step.ToString(CultureInfo.InvariantCulture), ct);
        await db.Put(account.Id, AccountTokens.RecoveryCodes, RecoveryCodes.Kept(account.Id, codes), ct);
        await db.EndSessions(account.Id, null, ct);
        var act = acts.Begin(actor, "Set up a second factor");
        act.Happened(new SecondFactorSet(account.Id));
        act.Happened(new RecoveryCodesMade(account.Id));
        await act.Save(account.Id, ct);
        return codes;
    }

    /// <summary>Ten new recovery codes; the old ones stop working. Asks for a code first.</summary>
    /// <exception cref="NotAcceptedException">The code is wrong.</exception>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(Actor actor, string? code, CancellationToken ct = default)
    {
        if (!await check.Handle(actor.AccountId, code, ct))
        {
            throw new NotAcceptedException("Code", "The code is not right or was used before. Wait for the next code and try again");
        }
        var codes = RecoveryCodes.New();
        await db.Put(actor.AccountId, AccountTokens.RecoveryCodes, RecoveryCodes.Kept(actor.AccountId, codes), ct);
        var act = acts.Begin(actor, "Make new recovery codes");
        act.Happened(new RecoveryCodesMade(actor.AccountId));
        await act.Save(actor.AccountId, ct);
        // The right code shows that it is the account's own person: earlier wrong tries are forgotten.
        await using var turn = await engine.BeginWrite(db, ct);
        await db.Users.Where(a => a.Id == actor.AccountId && a.LockoutEnd == null).ExecuteUpdateAsync(s => s.SetProperty(a => a.AccessFailedCount, 0), ct);
        await turn.Commit(ct);
        return codes;
    }
}

/// <summary>Adds and takes away one's own passkeys.</summary>
[UseCase]
public sealed class KeepPasskeys(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>Keeps a passkey that the browser has just made and the web has verified.</summary>
    public async Task Add(Actor actor, UserPasskeyInfo passkey, string? name, CancellationToken ct = default)
    {
        var called = string.IsNullOrWhiteSpace(name) ? "Passkey" : name.Trim()[..Math.Min(60, name.Trim().Length)];
        db.UserPasskeys.Add(
            new IdentityUserPasskey<Guid>
            {
                UserId = actor.AccountId,
                CredentialId = passkey.CredentialId,
                Data = new IdentityPasskeyData
                {
                    PublicKey = passkey.PublicKey,
                    Name = called,
                    CreatedAt = new DateTimeOffset(clock.UtcNow, TimeSpan.Zero),
                    SignCount = passkey.SignCount,
                    Transports = passkey.Transports,
                    IsUserVerified = passkey.IsUserVerified,
                    IsBackupEligible = passkey.IsBackupEligible,
                    IsBackedUp = passkey.IsBackedUp,
                    AttestationObject = passkey.AttestationObject,
                    ClientDataJson = passkey.ClientDataJson,
                },
            }
        );
        var act = acts.Begin(actor, "Add a passkey");
        act.Happened(new PasskeyAdded(actor.AccountId, called));
        await act.Save(actor.AccountId, ct);
    }

    /// <summary>Takes a passkey away. False when the account has none with this id.</summary>
    public async Task<bool> Remove(Actor actor, string id, CancellationToken ct = default)
    {
        byte[] credential;
        try
        {
            credential = Convert.FromHexString(id);
        }
        catch (FormatException)
        {
            return false;
        }
        var passkey = await db.UserPasskeys.FirstOrDefaultAsync(p => p.UserId == actor.AccountId && p.CredentialId == credential, ct);
        if (passkey is null)
        {
            return false;
        }
        db.UserPasskeys.Remove(passkey);
        var act = acts.Begin(actor, "Remove a passkey");
        act.Happened(new PasskeyRemoved(actor.AccountId, passkey.Data.Name ?? "Passkey"));
        await act.Save(actor.AccountId, ct);
        return true;
    }
}

/// <summary>
/// Finds the account of someone whom the council's directory signed in. An account is never made here: an
/// administrator made it, with the email or user name by which it is found the first time; after that the directory's
/// own id of the person counts.
/// </summary>
[UseCase]
public sealed class FindByDirectory(KithDb db, Acts.Acts acts, ILookupNormalizer names)
{
    /// <param name="provider">Which directory.</param>
    /// <param name="subject">The directory's own id of the person.</param>
    /// <param name="verifiedEmail">An email that the directory vouches for.</param>
    /// <param name="userName">The user name in the directory, when the authority trusts it to be given by the directory alone.</param>
    /// <returns>The account; null when there is none.</returns>
    public async Task<Guid?> Find(string provider, string? subject, string? verifiedEmail, string? userName, CancellationToken ct = default)
    {
        if (string.IsNullOrEmpty(subject) || subject.Length > 200)
        {
            return null;
        }
        var known = await db.UserLogins.AsNoTracking().Where(l => l.LoginProvider == provider && l.ProviderKey == subject).Select(l => (Guid?)l.UserId).FirstOrDefaultAsync(ct);
        if (known is not null)
        {
            return known;
        }
        var email = verifiedEmail is null ? null : names.NormalizeEmail(verifiedEmail);
        var name = userName is null ? null : names.NormalizeName(userName);
        var found = await db
            .Users.AsNoTracking()
            .Where(a => (email != null && a.NormalizedEmail == email) || (name != null && a.NormalizedUserName == name))
            .Where(a => !db.UserLogins.Any(l => l.UserId == a.Id && l.LoginProvider == provider))
            .OrderBy(a => a.Id)
            .Take(2)
            .ToListAsync(ct);
        if (found is not [var account])
        {
            return null;
        }
        db.UserLogins.Add(
            new IdentityUserLogin<Guid>
            {
                UserId = account.Id,
                LoginProvider = provider,
                ProviderKey = subject,
                ProviderDisplayName = "Directory",
            }
        );
        var act = acts.Begin(SignInAttempts.Self(account), "Join to the directory");
        act.Happened(new DirectoryLinked(account.Id, subject));
        await act.Save(account.Id, ct);
        return account.Id;
    }
}
