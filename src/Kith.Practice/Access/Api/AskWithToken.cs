using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Api;

/// <summary>A system signed in and got a token for a quarter of an hour.</summary>
public sealed record ApiClientSignedIn(Guid Account, Guid Client, string Scopes) : AccountEvent(Account);

/// <summary>Who asks with a token, and for what it is good.</summary>
public sealed record TokenHolder(Actor Actor, Guid TokenId, IReadOnlySet<string> Scopes);

/// <summary>Finds who asks with a token, and gives systems theirs.</summary>
[UseCase]
public sealed class AskWithToken(KithDb db, DatabaseEngine engine, Actors actors, Acts.Acts acts, Clock clock)
{
    /// <summary>How long a system's token is good.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The account whose access a token carries, as it stands now: an account that was disabled or lost a role takes its
    /// tokens with it. Null for a token that is unknown, has run out or was revoked.
    /// </summary>
    public async Task<TokenHolder?> Of(string token, CancellationToken ct = default)
    {
        if (token.Length is < 20 or > 200)
        {
            return null;
        }
        var digest = AccountTokens.Digest(token);
        var now = clock.UtcNow;
        var found = await db.ApiTokens.AsNoTracking().FirstOrDefaultAsync(t => t.Digest == digest && t.RevokedAt == null && t.ExpiresAt > now, ct);
        if (found is null || await actors.Of(found.AccountId, ct) is not { } actor)
        {
            return null;
        }
        if (found.LastUsedOn != clock.Today)
        {
            // Once a day is enough to find tokens that nobody uses.
            await using var turn = await engine.BeginWrite(db, ct);
            await db.ApiTokens.Where(t => t.Id == found.Id).ExecuteUpdateAsync(u => u.SetProperty(t => t.LastUsedOn, clock.Today), ct);
            await turn.Commit(ct);
        }
        return new TokenHolder(actor.With($"«{found.Name}»"), found.Id, found.Scopes.Split(' ').ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>A token for a system that shows its secret; null when it may not have one.</summary>
    /// <param name="scope">The scopes it asks for, with blanks between; all of its own where it names none.</param>
    public async Task<(string Token, string Scopes)?> Exchange(string? clientId, string? secret, string? scope, CancellationToken ct = default)
    {
        var client = Guid.TryParse(clientId, out var id) ? await db.ApiClients.FirstOrDefaultAsync(c => c.Id == id && c.RevokedAt == null, ct) : null;
        var given = Encoding.ASCII.GetBytes(AccountTokens.Digest(secret ?? ""));
        var right = CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(client?.Digest ?? AccountTokens.Digest("nobody's")));
        if (client is null || !right || await actors.Of(client.AccountId, ct) is not { } account)
        {
            return null;
        }
        var own = client.Scopes.Split(' ');
        var scopes = string.IsNullOrWhiteSpace(scope) ? own : [.. ApiScopes.Known(scope.Split(' ')).Intersect(own, StringComparer.Ordinal)];
        if (scopes.Length == 0)
        {
            return null;
        }
        var now = clock.UtcNow;
        var made = KeepTokens.Prefix + AccountTokens.NewSecret();
        client.LastUsedOn = clock.Today;
        db.ApiTokens.RemoveRange(await db.ApiTokens.Where(t => t.ClientId == client.Id && t.ExpiresAt <= now).ToListAsync(ct));
        db.ApiTokens.Add(
            new ApiToken
            {
                Id = clock.NewId(),
                AccountId = client.AccountId,
                ClientId = client.Id,
                Name = client.Name,
                Digest = AccountTokens.Digest(made),
                Scopes = string.Join(' ', scopes),
                MadeAt = now,
                ExpiresAt = now + Lasts,
                LastUsedOn = clock.Today,
            }
        );
        var act = acts.Begin(account, "Sign a system in");
        act.Happened(new ApiClientSignedIn(client.AccountId, client.Id, string.Join(' ', scopes)));
        await act.Save(client.Id, ct);
        return (made, string.Join(' ', scopes));
    }
}
