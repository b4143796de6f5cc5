using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Accounts;

/// <summary>
/// The small secrets that hang on an account: its code generator, recovery codes, invitation, sessions. Whatever
/// would let someone in by itself is kept as a digest only.
/// </summary>
internal static class AccountTokens
{
    public const string Provider = "Kith";
    public const string Sessions = "Session";
    public const string Invitation = "Invitation";
    public const string Secret = "Totp";
    public const string PendingSecret = "TotpPending";
    public const string LastStep = "TotpStep";
    public const string RecoveryCodes = "RecoveryCodes";

    /// <summary>The value of a token; null when there is none.</summary>
    public static Task<string?> Read(this KithDb db, Guid account, string name, CancellationToken ct) =>
        db.UserTokens.AsNoTracking().Where(t => t.UserId == account && t.LoginProvider == Provider && t.Name == name).Select(t => t.Value).FirstOrDefaultAsync(ct);

    /// <summary>Sets a token in the change tracker; saved with the act. Null takes it away.</summary>
    public static async Task Put(this KithDb db, Guid account, string name, string? value, CancellationToken ct)
    {
        var token = await db.UserTokens.FirstOrDefaultAsync(t => t.UserId == account && t.LoginProvider == Provider && t.Name == name, ct);
        if (value is null)
        {
            if (token is not null)
            {
                db.UserTokens.Remove(token);
            }
        }
        else if (token is null)
        {
            db.UserTokens.Add(
                new IdentityUserToken<Guid>
                {
                    UserId = account,
                    LoginProvider = Provider,
                    Name = name,
                    Value = value,
                }
            );
        }
        else
        {
            token.Value = value;
        }
    }

    /// <summary>Replaces a value only if it is still what was read: of two that race, one wins.</summary>
    public static async Task<bool> Swap(this KithDb db, Guid account, string name, string was, string becomes, CancellationToken ct) =>
        await db
            .UserTokens.Where(t => t.UserId == account && t.LoginProvider == Provider && t.Name == name && t.Value == was)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.Value, becomes), ct) == 1;

    /// <summary>Takes away every session of an account but one (or all), saved with the act.</summary>
    public static async Task EndSessions(this KithDb db, Guid account, string? except, CancellationToken ct)
    {
        var sessions = await db.UserTokens.Where(t => t.UserId == account && t.LoginProvider == Sessions && t.Name != (except ?? "")).ToListAsync(ct);
        db.UserTokens.RemoveRange(sessions);
    }

    /// <summary>A secret nobody can guess, fit for an address: 256 bits.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The digest that is kept of a secret. The secrets are random and long, so a plain digest suffices.</summary>
    public static string Digest(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
