using Kith.Practice.Access.Accounts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.SignIn;

/// <summary>
/// Counts tries at an account's password or code, before they are looked at: tries that arrive together cannot slip
/// past the count. After five the account rests for a quarter of an hour and its person is told.
/// </summary>
internal static class SignInAttempts
{
    public const int Most = 5;
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    /// <summary>Takes one try. False when the account rests.</summary>
    public static async Task<bool> Take(KithDb db, DatabaseEngine engine, Account account, Clock clock, CancellationToken ct)
    {
        var now = new DateTimeOffset(clock.UtcNow, TimeSpan.Zero);
        await using var turn = await engine.BeginWrite(db, ct);
        if (account.LockoutEnd is { } until)
        {
            if (until > now)
            {
                return false;
            }
            await db
                .Users.Where(a => a.Id == account.Id && a.LockoutEnd == until)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null), ct);
        }
        var taken =
            await db
                .Users.Where(a => a.Id == account.Id && a.AccessFailedCount < Most)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1), ct) == 1;
        await turn.Commit(ct);
        return taken;
    }

    /// <summary>Writes down a failed try; the one that used up the last chance puts the account to rest.</summary>
    public static async Task Failed(KithDb db, Acts.Acts acts, Guid accountId, string why, Clock clock, CancellationToken ct)
    {
        var account = await db.Users.FirstAsync(a => a.Id == accountId, ct);
        await db.Entry(account).ReloadAsync(ct);
        var act = acts.Begin(Self(account), "Try to sign in");
        act.Happened(new SignInRefused(accountId, why));
        if (account.AccessFailedCount >= Most && account.LockoutEnd is null)
        {
            var until = clock.UtcNow + Rest;
            account.LockoutEnd = new DateTimeOffset(until, TimeSpan.Zero);
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = accountId,
                    At = act.At,
                    Text =
                        "Someone gave a wrong password or code for your account five times, and it was locked for 15 minutes. If it was not you, change your password and tell your administrator.",
                }
            );
            act.Happened(new AccountLocked(accountId, until));
        }
        await act.Save(accountId, ct);
    }

    /// <summary>The account's own person, before roles are looked up.</summary>
    public static Actor Self(Account account) =>
        new()
        {
            AccountId = account.Id,
            Name = account.DisplayName,
            WorkerId = account.WorkerId,
            Roles = [],
        };
}
