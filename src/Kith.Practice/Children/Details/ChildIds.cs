using System.Globalization;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Details;

/// <summary>
/// The authority's own ids of children (DfE N00097): the prefix it chose and eight digits, one after another. An id is
/// never used again: it stays on its record even when the record is merged into another.
/// </summary>
internal static class ChildIds
{
    /// <summary>The setting that holds the prefix: letters and digits, up to twelve.</summary>
    public const string PrefixSetting = "child-id-prefix";
    public const string UsualPrefix = "KC";
    public const int Digits = 8;

    /// <summary>The next free id. Two people may be given the same one in the same moment: the unique index refuses the second, who asks again.</summary>
    public static async Task<string> Next(KithDb db, DateOnly today, CancellationToken ct)
    {
        var prefix = await db
            .Settings.AsNoTracking()
            .Where(s => s.Key == PrefixSetting && s.From <= today)
            .OrderByDescending(s => s.From)
            .ThenByDescending(s => s.Id)
            .Select(s => s.Value)
            .FirstOrDefaultAsync(ct);
        if (prefix is null || prefix.Length is 0 or > 12 || !prefix.All(char.IsAsciiLetterOrDigit))
        {
            prefix = UsualPrefix;
        }
        var length = prefix.Length + Digits;
        var latest = await db
            .People.AsNoTracking()
            .Where(p => p.LaChildId != null && p.LaChildId.StartsWith(prefix) && p.LaChildId.Length == length)
            .OrderByDescending(p => p.LaChildId)
            .Select(p => p.LaChildId!)
            .Take(50)
            .ToListAsync(ct);
        var last = latest
            .Where(id => id.StartsWith(prefix, StringComparison.Ordinal))
            .Select(id => long.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .DefaultIfEmpty(0)
            .Max();
        return prefix + (last + 1).ToString("D8", CultureInfo.InvariantCulture);
    }
}
