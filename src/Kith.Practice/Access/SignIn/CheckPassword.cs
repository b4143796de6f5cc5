using Kith.Practice.Access.Accounts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.SignIn;

/// <summary>An account whose password was right, and whether a code is asked for as well.</summary>
public sealed record PasswordAccepted(Guid AccountId, bool NeedsCode);

/// <summary>
/// Checks a name and password. Unknown name, wrong password, locked, disabled and out-of-date accounts all answer the
/// same, after the same work: neither words nor time tell who has an account.
/// </summary>
[UseCase]
public sealed class CheckPassword(KithDb db, DatabaseEngine engine, Acts.Acts acts, IPasswordHasher<Account> hasher, ILookupNormalizer names, Clock clock)
{
    private static readonly Account Nobody = new() { DisplayName = "Nobody" };
    private static string? decoy;

    /// <returns>The account; null when it cannot come in this way.</returns>
    public async Task<PasswordAccepted?> Handle(string? userName, string? password, CancellationToken ct = default)
    {
        decoy ??= hasher.HashPassword(Nobody, AccountTokens.NewSecret());
        var name = names.NormalizeName((userName ?? "").Trim());
        if (name is null or "" or { Length: > 256 } || password is null or "" or { Length: > PasswordRules.Longest })
        {
            return null;
        }
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.NormalizedUserName == name, ct);
        var may = account is not null && await SignInAttempts.Take(db, engine, account, clock, ct);
        var right =
            hasher.VerifyHashedPassword(account ?? Nobody, account?.PasswordHash ?? decoy, password) != PasswordVerificationResult.Failed && account?.PasswordHash is not null;
        if (account is null)
        {
            var act = acts.Begin(Actor.System("Sign-in"), "Try to sign in");
            act.Happened(new SignInOfNobodyRefused());
            await act.Save(Guid.Empty, ct);
            return null;
        }
        if (!may || !right || !SignInRules.InDates(account, clock.Today))
        {
            await SignInAttempts.Failed(
                db,
                acts,
                account.Id,
                !may ? "the account is locked"
                    : !right ? "the password was wrong"
                    : "the account is not in use",
                clock,
                ct
            );
            return null;
        }
        return new PasswordAccepted(account.Id, account.TwoFactorEnabled);
    }
}

/// <summary>Who may come in at all.</summary>
internal static class SignInRules
{
    public static bool InDates(Account account, DateOnly today) => !(account.ValidFrom > today) && !(account.ValidUntil < today);
}
