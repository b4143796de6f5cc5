using System.Data.Common;

namespace Kith.Practice.Returns.Census;

/// <summary>
/// Takes the values of a row one after the other, in the order in which its query selects them. A return reads every
/// child's records for a few values each, so the objects that a query usually makes are left out of it.
/// </summary>
internal sealed class CensusRow(DbDataReader reader, bool identifiersAreBytes)
{
    private int at;

    /// <summary>
    /// The next row; false after the last. The thread waits for it: rows come many at a time, and to ask for each
    /// without waiting costs more than to take it.
    /// </summary>
    public bool Next()
    {
        at = 0;
        return reader.Read();
    }

    /// <summary>The identifier in the first column, which is still to be taken.</summary>
    public Guid First() => identifiersAreBytes ? new Guid(reader.GetFieldValue<byte[]>(0), bigEndian: true) : reader.GetGuid(0);

    public Guid Id() => IdOrNone() ?? throw new InvalidOperationException($"{reader.GetName(at - 1)} is empty");

    /// <summary>PostgreSQL keeps identifiers as such, SQLite as their bytes.</summary>
    public Guid? IdOrNone()
    {
        if (Empty())
        {
            return null;
        }
        return identifiersAreBytes ? new Guid(reader.GetFieldValue<byte[]>(at - 1), bigEndian: true) : reader.GetGuid(at - 1);
    }

    public string? Text() => Empty() ? null : reader.GetString(at - 1);

    public DateOnly Day() => DayOrNone() ?? throw new InvalidOperationException($"{reader.GetName(at - 1)} is empty");

    public DateOnly? DayOrNone() => Empty() ? null : reader.GetFieldValue<DateOnly>(at - 1);

    public bool? Flag() => Empty() ? null : reader.GetBoolean(at - 1);

    public int? Number() => Empty() ? null : reader.GetInt32(at - 1);

    private bool Empty() => reader.IsDBNull(at++);
}
