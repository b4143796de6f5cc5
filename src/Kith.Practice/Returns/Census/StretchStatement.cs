using System.Data.Common;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>
/// A statement about the people after one and up to another, put together once and asked again for each stretch. To put
/// it together takes longer than to carry it out. The connection is open while it lives, and nobody else's meanwhile.
/// </summary>
internal sealed class StretchStatement : IDisposable
{
    private readonly DbCommand command;
    private readonly DbParameter after;
    private readonly DbParameter? last;
    private readonly bool identifiersAreBytes;

    public StretchStatement(Func<Guid, Guid, IQueryable<object>> of)
    {
        command = of(Guid.Empty, Guid.Empty).CreateDbCommand();
        after = End("after") ?? throw new InvalidOperationException("A statement about a stretch says after whom it begins");
        last = End("last");
        // SQLite keeps identifiers as their bytes.
        identifiersAreBytes = after.Value is byte[];
        // PostgreSQL then has its plan, which takes longer to make than to carry out.
        command.Prepare();
    }

    public List<T> Read<T>(Guid from, Guid to, Func<CensusRow, T?> make)
        where T : class
    {
        Set(after, from);
        Set(last, to);
        using var reader = command.ExecuteReader();
        var row = new CensusRow(reader, identifiersAreBytes);
        var rows = new List<T>();
        while (row.Next())
        {
            if (make(row) is { } made)
            {
                rows.Add(made);
            }
        }
        return rows;
    }

    public void Dispose() => command.Dispose();

    private DbParameter? End(string name) => command.Parameters.Cast<DbParameter>().SingleOrDefault(p => p.ParameterName.TrimStart('@').StartsWith(name, StringComparison.Ordinal));

    private void Set(DbParameter? parameter, Guid id) => parameter?.Value = identifiersAreBytes ? id.ToByteArray(bigEndian: true) : id;
}

/// <summary>The records of one kind, by the person whose they are.</summary>
internal sealed class StretchRecords<T>(StretchStatement statement, Func<CensusRow, Guid, T> make)
    where T : PersonRecord
{
    /// <summary>The records of those among the people up to <paramref name="last"/> who are wanted. The first column says whose a record is.</summary>
    public ILookup<Guid, T> Read(Guid after, Guid last, HashSet<Guid> wanted) =>
        statement.Read(after, last, row => row.Id() is var person && wanted.Contains(person) ? make(row, person) : null).ToLookup(r => r.PersonId);
}
