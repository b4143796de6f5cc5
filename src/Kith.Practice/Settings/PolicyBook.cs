using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Settings;

/// <summary>All values that the authority ever set, to be asked for the one in force on a day. Immutable.</summary>
public sealed class PolicyBook
{
    private readonly Dictionary<string, List<Setting>> byKey;

    /// <summary>A book of these settings; of two for the same day the later decision holds.</summary>
    public PolicyBook(IEnumerable<Setting> settings)
    {
        byKey = settings.GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.OrderBy(s => s.From).ThenBy(s => s.Id).ToList());
        Decisions = byKey.Values.Sum(d => d.Count);
    }

    /// <summary>How many decisions the book holds.</summary>
    internal int Decisions { get; }

    /// <summary>The same for two books in which the same holds on every day.</summary>
    internal string Mark =>
        mark ??= Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        byKey
                            .OrderBy(k => k.Key, StringComparer.Ordinal)
                            .SelectMany(k => k.Value.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key} {s.From:O} {s.Value}")))
                    )
                )
            )
        );

    private string? mark;

    /// <summary>A book in which nothing was set: every default holds.</summary>
    public static PolicyBook Empty { get; } = new([]);

    /// <summary>The book as it stands: one query, of as many rows as decisions were ever made, or none where this process has just that book.</summary>
    public static async Task<PolicyBook> Load(KithDb db, CancellationToken ct = default)
    {
        if (db.Noted is not { } noted)
        {
            return await Read(db, ct);
        }
        if (noted.Books.Of(noted.Decisions) is { } kept)
        {
            return kept;
        }
        var read = await Read(db, ct);
        noted.Books.Keep(read);
        return read;
    }

    private static async Task<PolicyBook> Read(KithDb db, CancellationToken ct) => new(await All.On(db)(db).ToListAsync(ct));

    private static readonly CompiledQuery<Func<KithDb, IAsyncEnumerable<Setting>>> All = new(() => EF.CompileAsyncQuery((KithDb db) => db.Settings.AsNoTracking()));

    /// <summary>The decision in force on the day; null while the default holds.</summary>
    public Setting? InForce(string key, DateOnly on) => byKey.GetValueOrDefault(key)?.LastOrDefault(s => s.From <= on);

    /// <summary>The value in force on the day.</summary>
    /// <exception cref="KeyNotFoundException">No policy has this key.</exception>
    public string Value(string key, DateOnly on) => InForce(key, on)?.Value ?? (Policies.Find(key) ?? throw new KeyNotFoundException($"No policy is called {key}.")).Default;

    /// <summary>The value in force on the day, as a whole number; the default where what is kept cannot be read.</summary>
    public int Whole(string key, DateOnly on) => (int)Number(key, on);

    /// <summary>The value in force on the day, as a number; the default where what is kept cannot be read.</summary>
    public decimal Number(string key, DateOnly on) =>
        decimal.TryParse(Value(key, on), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : decimal.Parse(Policies.Find(key)!.Default, CultureInfo.InvariantCulture);

    /// <summary>True where the value in force on the day is «yes».</summary>
    public bool IsYes(string key, DateOnly on) => Value(key, on) == "yes";

    /// <summary>Every decision about one policy, latest first.</summary>
    public IReadOnlyList<Setting> History(string key) => byKey.TryGetValue(key, out var all) ? [.. Enumerable.Reverse(all)] : [];
}
