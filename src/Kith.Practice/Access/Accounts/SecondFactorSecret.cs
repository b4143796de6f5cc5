using System.Security.Cryptography;
using Kith.Practice.Keys;
using Kith.Practice.Store;

namespace Kith.Practice.Access.Accounts;

/// <summary>
/// What makes the codes of a second step. It has to be kept to check a code, and so lies locked: whoever has only the
/// database, or a backup of it, can make no codes.
/// </summary>
public sealed class SecondFactorSecret(KithDb db, FieldCipher cipher)
{
    /// <summary>The secret in use. Null when there is none, or when its key is lost: then a recovery code or an administrator helps.</summary>
    public async Task<string?> Read(Guid account, CancellationToken ct = default) => Open(account, await db.Read(account, AccountTokens.Secret, ct));

    /// <summary>The secret that waits for its first code.</summary>
    public async Task<string?> ReadPending(Guid account, CancellationToken ct = default) => Open(account, await db.Read(account, AccountTokens.PendingSecret, ct));

    /// <summary>Keeps a secret until its first code; saved with the act.</summary>
    public Task PutPending(Guid account, string secret, CancellationToken ct = default) => db.Put(account, AccountTokens.PendingSecret, cipher.Close(Field, account, secret), ct);

    /// <summary>Puts a secret to use, once a code has shown that the app has it; saved with the act.</summary>
    public async Task Confirm(Guid account, string secret, CancellationToken ct = default)
    {
        await db.Put(account, AccountTokens.Secret, cipher.Close(Field, account, secret), ct);
        await db.Put(account, AccountTokens.PendingSecret, null, ct);
    }

    internal const string Field = "Account.SecondFactor";

    private string? Open(Guid account, string? kept)
    {
        try
        {
            return cipher.Open(Field, account, kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
