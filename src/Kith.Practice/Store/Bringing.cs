using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Practice.Store;

/// <summary>
/// Brings stored rows to say what was worked out anew. A save of a child's record works out some fifty rows of which two
/// or three differ: only those are followed by the context, which would otherwise keep a copy of each and look through
/// all of them three times.
/// </summary>
internal static class Bringing
{
    private static readonly ConcurrentDictionary<IEntityType, IReadOnlyList<Column>> Columns = [];

    /// <summary>
    /// Makes <paramref name="stored"/>, which nothing follows and which has the key of <paramref name="computed"/>, say
    /// the same at the next save; a row that says so already is left alone.
    /// </summary>
    public static void Bring<T>(this KithDb db, T stored, T computed)
        where T : class
    {
        if (db.SaysOtherwise(stored, computed))
        {
            db.Attach(stored).CurrentValues.SetValues(computed);
        }
    }

    private static bool SaysOtherwise<T>(this KithDb db, T stored, T computed)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not stored.");
        foreach (var column in Columns.GetOrAdd(type, t => [.. t.GetProperties().Select(p => new Column(p.GetGetter(), p.GetValueComparer()))]))
        {
            if (!column.Comparer.Equals(column.Getter.GetClrValue(stored), column.Getter.GetClrValue(computed)))
            {
                return true;
            }
        }
        return false;
    }

    private sealed record Column(IClrPropertyGetter Getter, ValueComparer Comparer);
}
