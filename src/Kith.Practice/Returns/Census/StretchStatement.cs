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
    public StretchStatement(Func<Guid, Guid, IQueryable<object>> of)
    {
        Command = of(Guid.Empty, Guid.Empty).CreateDbCommand();
        // SQLite keeps identifiers as their bytes.
        IdentifiersAreBytes = Named(Command.Parameters, "after")?.Value switch
        {
            byte[] => true,
            Guid => false,
            _ => throw new InvalidOperationException("A statement about a stretch says after whom it begins"),
        };
    }

    public DbCommand Command { get; }

    public bool IdentifiersAreBytes { get; }

    public void Set(DbParameterCollection parameters, Guid after, Guid last)
    {
        Named(parameters, "after")!.Value = Value(after);
        Named(parameters, "last")?.Value = Value(last);
    }

    public void Dispose() => Command.Dispose();

    private object Value(Guid id) => IdentifiersAreBytes ? id.ToByteArray(bigEndian: true) : id;

    private static DbParameter? Named(DbParameterCollection parameters, string name)
    {
        foreach (DbParameter parameter in parameters)
        {
            if (parameter.ParameterName.TrimStart('@').StartsWith(name, StringComparison.Ordinal))
            {
                return parameter;
            }
        }
        return null;
    }
}

/// <summary>
/// Statements that are asked together. PostgreSQL is sent all of them at once and works on the next while the rows of one
/// are taken; SQLite, which works in this process, is asked one after the other.
/// </summary>
internal sealed class StretchStatements : IDisposable
{
    private readonly IReadOnlyList<StretchStatement> statements;
    private readonly DbBatch? batch;

    public StretchStatements(params IReadOnlyList<StretchStatement> statements)
    {
        this.statements = statements;
        var connection = statements[0].Command.Connection!;
        if (!connection.CanCreateBatch)
        {
            return;
        }
        batch = connection.CreateBatch();
        batch.Transaction = statements[0].Command.Transaction;
        foreach (var statement in statements)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = statement.Command.CommandText;
            foreach (var parameter in statement.Command.Parameters.Cast<DbParameter>().ToList())
            {
                statement.Command.Parameters.Remove(parameter);
                command.Parameters.Add(parameter);
            }
            batch.BatchCommands.Add(command);
        }
        // The plans are then made once: to make one takes longer than to carry it out.
        batch.Prepare();
    }

    /// <summary>Asks about the people after one and up to another. The answers are taken in the order of the statements.</summary>
    public Answers Ask(Guid after, Guid last)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            statements[i].Set(batch is null ? statements[i].Command.Parameters : batch.BatchCommands[i].Parameters, after, last);
        }
        return new Answers(statements, batch?.ExecuteReader());
    }

    public void Dispose()
    {
        batch?.Dispose();
        foreach (var statement in statements)
        {
            statement.Dispose();
        }
    }

    /// <summary>The rows of each statement in turn.</summary>
    internal sealed class Answers(IReadOnlyList<StretchStatement> statements, DbDataReader? all) : IDisposable
    {
        private int taken;

        /// <summary>The rows of the next statement.</summary>
        /// <param name="make">What a row says; null where nobody wants it.</param>
        public List<T> Next<T>(Func<CensusRow, T?> make)
            where T : class
        {
            var statement = statements[taken++];
            if (all is null)
            {
                using var reader = statement.Command.ExecuteReader();
                return Rows(reader, statement, make);
            }
            if (taken > 1 && !all.NextResult())
            {
                throw new InvalidOperationException("A statement had no answer");
            }
            return Rows(all, statement, make);
        }

        public void Dispose() => all?.Dispose();

        private static List<T> Rows<T>(DbDataReader reader, StretchStatement statement, Func<CensusRow, T?> make)
            where T : class
        {
            var row = new CensusRow(reader, statement.IdentifiersAreBytes);
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
    }
}

/// <summary>The records of one kind, by the person whose they are.</summary>
/// <param name="Asked">The statement; its first column says whose a record is.</param>
/// <param name="Columns">The columns that it reads.</param>
internal sealed record StretchRecords<T>(StretchStatement Asked, Columns<T> Columns)
    where T : PersonRecord
{
    /// <summary>The records of those who are wanted; what others in the stretch have is passed over.</summary>
    public ILookup<Guid, T> From(StretchStatements.Answers answers, HashSet<Guid> wanted) =>
        answers.Next(row => wanted.Contains(row.First()) ? Columns.Make(row) : null).ToLookup(r => r.PersonId);
}
