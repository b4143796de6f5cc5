using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Api;

/// <summary>Another system may ask by itself, with the access of an account. Its secret is not kept.</summary>
public sealed record ApiClientAdded(Guid Account, Guid Client, string Name, string Scopes) : AccountEvent(Account);

/// <summary>A system may not ask any more; the tokens it held are good for nothing.</summary>
public sealed record ApiClientRevoked(Guid Account, Guid Client, string Name) : AccountEvent(Account);

/// <summary>A system as it is asked for.</summary>
public sealed record ApiClientInput
{
    public string? Name { get; set; }
    public Guid? AccountId { get; set; }
    public List<string> Scopes { get; set; } = [];
}

/// <summary>A system that may ask.</summary>
public sealed record ApiClientLine(
    Guid Id,
    string Name,
    string AccountName,
    Guid AccountId,
    IReadOnlyList<string> Scopes,
    DateTime MadeAt,
    DateTime? RevokedAt,
    DateOnly? LastUsedOn
);

/// <summary>Systems that ask by themselves: added and revoked by an administrator.</summary>
[UseCase]
public sealed class KeepClients(KithDb db, Acts.Acts acts, Actors actors, Clock clock)
{
    /// <summary>Those that may ask, then those revoked, and the accounts one may choose.</summary>
    public async Task<(IReadOnlyList<ApiClientLine> Clients, IReadOnlyList<(Guid Id, string Name)> Accounts)> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "see which systems may ask");
        var rows = await (
            from c in db.ApiClients.AsNoTracking()
            join a in db.Users on c.AccountId equals a.Id
            orderby c.RevokedAt != null, c.Name, c.Id
            select new { Client = c, a.DisplayName }
        )
            .Take(200)
            .ToListAsync(ct);
        var today = clock.Today;
        // People have tokens of their own; a system gets an account of its own, which nobody works with.
        var accounts = await db
            .Users.AsNoTracking()
            .Where(a => a.WorkerId == null && (a.ValidUntil == null || a.ValidUntil >= today))
            .OrderBy(a => a.DisplayName)
            .ThenBy(a => a.Id)
            .Take(200)
            .Select(a => new { a.Id, a.DisplayName })
            .ToListAsync(ct);
        return (
            [
                .. rows.Select(r => new ApiClientLine(
                    r.Client.Id,
                    r.Client.Name,
                    r.DisplayName,
                    r.Client.AccountId,
                    r.Client.Scopes.Split(' '),
                    r.Client.MadeAt,
                    r.Client.RevokedAt,
                    r.Client.LastUsedOn
                )),
            ],
            [.. accounts.Select(a => (a.Id, a.DisplayName))]
        );
    }

    /// <summary>Lets a system ask.</summary>
    /// <returns>Its id and its secret, to be shown once; null for a second submission of the same form.</returns>
    /// <exception cref="NotAcceptedException">Something is missing, or is more than the account may do.</exception>
    public async Task<(Guid Id, string Secret)?> Add(ApiClientInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "let a system ask");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return null;
        }
        var problems = new List<Problem>();
        var name = (input.Name ?? "").Trim();
        if (name.Length is 0 or > 60)
        {
            problems.Add(new(nameof(input.Name), name.Length == 0 ? "Enter the name of the system" : "The name must be 60 characters or fewer"));
        }
        var account = input.AccountId is { } id && await db.Users.AnyAsync(a => a.Id == id && a.WorkerId == null, ct) ? await actors.Of(id, ct) : null;
        var scopes = ApiScopes.Known(input.Scopes);
        if (account is null)
        {
            problems.Add(new(nameof(input.AccountId), "Choose an account that was made for the system"));
        }
        else if (account.May(Permission.Administer))
        {
            problems.Add(new(nameof(input.AccountId), "An administrator's account is for a person. Make one for the system, with the role it needs"));
        }
        if (scopes.Count == 0)
        {
            problems.Add(new(nameof(input.Scopes), "Select what it may do"));
        }
        else if (account is not null && !scopes.All(ApiScopes.For(account).Select(s => s.Name).Contains))
        {
            problems.Add(new(nameof(input.Scopes), "The account's roles do not allow all of that"));
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        var act = acts.Begin(actor, "Let a system ask", key: key);
        var secret = AccountTokens.NewSecret();
        var client = new ApiClient
        {
            Id = clock.NewId(),
            AccountId = account!.AccountId,
            Name = name,
            Digest = AccountTokens.Digest(secret),
            Scopes = string.Join(' ', scopes),
            MadeAt = act.At,
        };
        db.ApiClients.Add(client);
        act.Happened(new ApiClientAdded(client.AccountId, client.Id, name, client.Scopes));
        return await act.Save(client.Id, ct) == client.Id ? (client.Id, secret) : null;
    }

    /// <summary>From this moment it gets no token, and those it has open nothing.</summary>
    public async Task Revoke(Guid clientId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "stop a system from asking");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var client = await db.ApiClients.FirstOrDefaultAsync(c => c.Id == clientId, ct);
        if (client is null || client.RevokedAt is not null)
        {
            return;
        }
        var act = acts.Begin(actor, "Stop a system from asking", key: key);
        client.RevokedAt = act.At;
        db.ApiTokens.RemoveRange(await db.ApiTokens.Where(t => t.ClientId == clientId).ToListAsync(ct));
        act.Happened(new ApiClientRevoked(client.AccountId, client.Id, client.Name));
        await act.Save(client.Id, ct);
    }
}
