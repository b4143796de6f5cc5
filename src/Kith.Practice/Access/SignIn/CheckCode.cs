using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.SignIn;

/// <summary>Checks the second step of a sign-in: a code of the app, or a recovery code. Each works once.</summary>
[UseCase]
public sealed class CheckCode(KithDb db, DatabaseEngine engine, Acts.Acts acts, SecondFactorSecret secrets, Clock clock)
{
    /// <summary>True when the code of the authenticator app is right and was not used before.</summary>
    public async Task<bool> Handle(Guid accountId, string? code, CancellationToken ct = default)
    {
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.Id == accountId, ct);
        if (account is not { TwoFactorEnabled: true } || !await SignInAttempts.Take(db, engine, account, clock, ct))
        {
            return false;
        }
        var secret = await secrets.Read(accountId, ct);
        var last = await db.Read(accountId, AccountTokens.LastStep, ct) ?? "0";
        if (secret is not null && Totp.StepMatching(secret, code, clock.UtcNow, long.Parse(last, CultureInfo.InvariantCulture)) is { } step)
        {
            await using var turn = await engine.BeginWrite(db, ct);
            if (await db.Swap(accountId, AccountTokens.LastStep, last, step.ToString(CultureInfo.InvariantCulture), ct))
            {
                await turn.Commit(ct);
                return true;
            }
        }
        await SignInAttempts.Failed(db, acts, accountId, "the code was wrong", clock, ct);
        return false;
    }

    /// <summary>True when the recovery code is one of the account's and was not used before.</summary>
    public async Task<bool> HandleRecovery(Guid accountId, string? code, CancellationToken ct = default)
    {
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.Id == accountId, ct);
        if (account is not { TwoFactorEnabled: true } || !await SignInAttempts.Take(db, engine, account, clock, ct))
        {
            return false;
        }
        var kept = await db.Read(accountId, AccountTokens.RecoveryCodes, ct) ?? "";
        var digests = kept.Split(';', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (digests.Remove(RecoveryCodes.Digest(accountId, code)) || digests.Remove(RecoveryCodes.EarlierDigest(code)))
        {
            var swapped = false;
            await using (var turn = await engine.BeginWrite(db, ct))
            {
                swapped = await db.Swap(accountId, AccountTokens.RecoveryCodes, kept, string.Join(';', digests), ct);
                await turn.Commit(ct);
            }
            if (swapped)
            {
                var act = acts.Begin(SignInAttempts.Self(account), "Use a recovery code");
                act.Happened(new RecoveryCodeUsed(accountId, digests.Count));
                await act.Save(accountId, ct);
                return true;
            }
        }
        await SignInAttempts.Failed(db, acts, accountId, "the recovery code was wrong", clock, ct);
        return false;
    }
}

/// <summary>Codes on paper for the day the telephone is lost.</summary>
public static class RecoveryCodes
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>Ten new codes of ten characters, without those that look alike.</summary>
    public static IReadOnlyList<string> New() => [.. Enumerable.Range(0, 10).Select(_ => RandomNumberGenerator.GetString(Alphabet, 10).Insert(5, "-"))];

    /// <summary>Rounds of PBKDF2: a try takes a moment for us, and a hundred thousand times as long for whoever has a stolen database.</summary>
    private const int Rounds = 210_000;

    /// <summary>
    /// What is kept of a code: PBKDF2 with SHA-512, the account as its salt. A code has some fifty bits, which is too few to
    /// be kept as a plain hash (OWASP ASVS 5.0, 6.5.2).
    /// </summary>
    public static string Digest(Guid account, string? code) =>
        "2:"
        + Convert.ToHexStringLower(
            Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Normal(code)), (byte[])[.. "kith recovery code"u8, .. account.ToByteArray()], Rounds, HashAlgorithmName.SHA512, 32)
        );

    /// <summary>What is kept of all codes of an account.</summary>
    public static string Kept(Guid account, IEnumerable<string> codes) => string.Join(';', codes.AsParallel().AsOrdered().Select(c => Digest(account, c)));

    /// <summary>What was kept until 0.1.0: such codes work until new ones are made.</summary>
    public static string EarlierDigest(string? code) => AccountTokens.Digest(Normal(code));

    /// <summary>A code as typed, without dashes and spaces.</summary>
    public static string Normal(string? code) => new string((code ?? "").Where(char.IsAsciiLetterOrDigit).ToArray()).ToUpperInvariant();
}
