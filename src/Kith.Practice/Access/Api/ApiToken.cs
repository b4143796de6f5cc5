using Kith.Practice.Store;

namespace Kith.Practice.Access.Api;

/// <summary>
/// A key with which a program asks in somebody's place. It carries no more than the account's own roles, narrowed to its
/// scopes, until it runs out. Only its digest is kept.
/// </summary>
public sealed class ApiToken : Record
{
    /// <summary>Whose access it carries.</summary>
    public Guid AccountId { get; set; }

    /// <summary>The system it was given to for a quarter of an hour; null for a token that a person made.</summary>
    public Guid? ClientId { get; set; }
    public required string Name { get; set; }

    /// <summary>SHA-256 of the token, in hex. The token is 256 random bits: there is nothing to guess slowly.</summary>
    public required string Digest { get; set; }

    /// <summary>Its scopes, with blanks between: see <see cref="ApiScopes"/>.</summary>
    public required string Scopes { get; set; }
    public DateTime MadeAt { get; set; }
    public DateTime ExpiresAt { get; set; }
    public DateTime? RevokedAt { get; set; }

    /// <summary>The last day on which it was used.</summary>
    public DateOnly? LastUsedOn { get; set; }
}

/// <summary>Another system of the council that asks by itself (OAuth 2.0 client credentials), with the access of an account made for it.</summary>
public sealed class ApiClient : Record
{
    public Guid AccountId { get; set; }
    public required string Name { get; set; }

    /// <summary>As <see cref="ApiToken.Digest"/>, of its secret.</summary>
    public required string Digest { get; set; }
    public required string Scopes { get; set; }
    public DateTime MadeAt { get; set; }
    public DateTime? RevokedAt { get; set; }
    public DateOnly? LastUsedOn { get; set; }
}

/// <summary>One thing that a token may be good for.</summary>
/// <param name="Needs">What the account itself must be allowed.</param>
public sealed record ApiScope(string Name, string InWords, Permission Needs);

/// <summary>What tokens may be good for. A scope never gives what the account may not do.</summary>
public static class ApiScopes
{
    public const string ReadRecords = "records:read";
    public const string ReadMeasures = "measures:read";
    public const string ReadReturns = "returns:read";
    public const string WriteContacts = "contacts:write";
    public const string WriteActions = "actions:write";
    public const string WriteVoice = "voice:write";

    public static IReadOnlyList<ApiScope> All { get; } =
    [
        new(ReadRecords, "Read children's records, as far as the account may", Permission.ReadRecords),
        new(ReadMeasures, "Read measures", Permission.ReadMeasures),
        new(ReadReturns, "Read what the census finds", Permission.ReadReturns),
        new(WriteContacts, "Record contacts", Permission.RecordWork),
        new(WriteActions, "Call actions done", Permission.RecordWork),
        new(WriteVoice, "Record what a child said or showed", Permission.RecordWork),
    ];

    /// <summary>The known ones among some words, each once, in their order.</summary>
    public static IReadOnlyList<string> Known(IEnumerable<string> words)
    {
        var asked = words.ToHashSet(StringComparer.Ordinal);
        return [.. All.Where(s => asked.Contains(s.Name)).Select(s => s.Name)];
    }

    /// <summary>Those that an account may give to a token.</summary>
    public static IReadOnlyList<ApiScope> For(Actor actor) => [.. All.Where(s => actor.May(s.Needs))];
}
