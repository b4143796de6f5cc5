using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Api;

/// <summary>A person made a token for a program of theirs. The token itself is not kept.</summary>
public sealed record ApiTokenMade(Guid Account, Guid Token, string Name, string Scopes, DateTime ExpiresAt) : AccountEvent(Account);

/// <summary>A token is good for nothing any more.</summary>
public sealed record ApiTokenRevoked(Guid Account, Guid Token, string Name) : AccountEvent(Account);

/// <summary>A new token as it is asked for.</summary>
public sealed record ApiTokenInput
{
    public string? Name { get; set; }
    public List<string> Scopes { get; set; } = [];

    /// <summary>How many days it lasts.</summary>
    public int? Days { get; set; }
}

/// <summary>A token of one's own.</summary>
public sealed record ApiTokenLine(Guid Id, string Name, IReadOnlyList<string> Scopes, DateTime MadeAt, DateTime ExpiresAt, DateTime? RevokedAt, DateOnly? LastUsedOn, bool IsGood);

/// <summary>One's own tokens: made, shown once, revoked.</summary>
[UseCase]
public sealed class KeepTokens(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>How every token begins, so that one that leaks is known for what it is.</summary>
    public const string Prefix = "kith_";

    /// <summary>The longest that a token lasts, in days.</summary>
    public const int MostDays = 366;

    /// <summary>The most good tokens that one account may have.</summary>
    public const int Most = 20;

    /// <summary>Those that are good, and those that were in the last ninety days.</summary>
    public async Task<IReadOnlyList<ApiTokenLine>> List(Actor actor, CancellationToken ct = default)
    {
        var now = clock.UtcNow;
        var since = now.AddDays(-90);
        var rows = await db
            .ApiTokens.AsNoTracking()
            .Where(t => t.AccountId == actor.AccountId && t.ClientId == null && t.ExpiresAt > since)
            .OrderByDescending(t => t.MadeAt)
            .ThenBy(t => t.Id)
            .Take(100)
            .ToListAsync(ct);
        return
        [
            .. rows.Select(t => new ApiTokenLine(t.Id, t.Name, t.Scopes.Split(' '), t.MadeAt, t.ExpiresAt, t.RevokedAt, t.LastUsedOn, t.RevokedAt is null && t.ExpiresAt > now)),
        ];
    }

    /// <summary>Makes a token.</summary>
    /// <returns>The token, to be shown once; null for a second submission of the same form.</returns>
    /// <exception cref="NotAcceptedException">Something is missing, or is more than the account may do.</exception>
    public async Task<string?> Make(ApiTokenInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return null;
        }
        var problems = new List<Problem>();
        var name = (input.Name ?? "").Trim();
        if (name.Length is 0 or > 60)
        {
            problems.Add(new(nameof(input.Name), name.Length == 0 ? "Enter a name that says which program uses it" : "The name must be 60 characters or fewer"));
        }
        var may = ApiScopes.For(actor).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var scopes = ApiScopes.Known(input.Scopes);
        if (scopes.Count == 0)
        {
            problems.Add(new(nameof(input.Scopes), "Select what it may be used for"));
        }
        else if (!scopes.All(may.Contains))
        {
            problems.Add(new(nameof(input.Scopes), "A token cannot do more than you may do yourself"));
        }
        if (input.Days is not (>= 1 and <= MostDays))
        {
            problems.Add(new(nameof(input.Days), $"Choose for how long, at most {MostDays} days"));
        }
        if (
            problems.Count == 0
            && await db.ApiTokens.CountAsync(t => t.AccountId == actor.AccountId && t.ClientId == null && t.RevokedAt == null && t.ExpiresAt > clock.UtcNow, ct) >= Most
        )
        {
            problems.Add(new("", $"You have {Most} tokens. Revoke one that is not needed any more"));
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        var act = acts.Begin(actor, "Make a token", key: key);
        var secret = Prefix + AccountTokens.NewSecret();
        var token = new ApiToken
        {
            Id = clock.NewId(),
            AccountId = actor.AccountId,
            Name = name,
            Digest = AccountTokens.Digest(secret),
            Scopes = string.Join(' ', scopes),
            MadeAt = act.At,
            ExpiresAt = act.At.AddDays(input.Days!.Value),
        };
        db.ApiTokens.Add(token);
        act.Happened(new ApiTokenMade(actor.AccountId, token.Id, name, token.Scopes, token.ExpiresAt));
        return await act.Save(token.Id, ct) == token.Id ? secret : null;
    }

    /// <summary>From this moment the token opens nothing.</summary>
    public async Task Revoke(Guid tokenId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var token = await db.ApiTokens.FirstOrDefaultAsync(t => t.Id == tokenId && t.AccountId == actor.AccountId && t.ClientId == null, ct);
        if (token is null || token.RevokedAt is not null)
        {
            return;
        }
        var act = acts.Begin(actor, "Revoke a token", key: key);
        token.RevokedAt = act.At;
        act.Happened(new ApiTokenRevoked(actor.AccountId, token.Id, token.Name));
        await act.Save(token.Id, ct);
    }
}
