using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Kith.Practice.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace Kith.Data.Sqlite;

/// <summary>
/// Keeps connections open and their statements compiled from one request to the next. SQLite takes up to ten times as
/// long to compile a statement of ours as to run it; the driver forgets what it compiled when a command is disposed or
/// a connection closed, and EF Core does both each time. Here a context gets a connection that was used before
/// (<see cref="KeptConnection"/>), and on it the command that was compiled before. On PostgreSQL the driver does the
/// same by itself.
/// </summary>
internal sealed class KeptStatements : DbCommandInterceptor, IDisposable
{
    /// <summary>Connections kept open while nobody uses them. The one given back last is taken first, so that few stay warm.</summary>
    private static readonly int MostIdle = Math.Max(8, Environment.ProcessorCount * 4);

    /// <summary>Statements kept by one connection; those not asked for longest make room.</summary>
    private const int MostStatements = 160;

    private readonly ConditionalWeakTable<DbConnection, Shelf> shelves = [];
    private readonly Stack<SqliteConnection> idle = new();
    private readonly Lock gate = new();
    private bool closed;

#pragma warning disable EF1001 // See KeptConnection.
    /// <summary>Makes contexts of these options use this.</summary>
    public DbContextOptionsBuilder Use(DbContextOptionsBuilder options) => options.ReplaceService<ISqliteRelationalConnection, KeptConnection>().AddInterceptors(this);
#pragma warning restore EF1001

    /// <summary>A command that EF Core has made is exchanged for the one that was compiled from the same text.</summary>
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
        result is SqliteCommand { Connection: { } connection } made ? shelves.GetValue(connection, _ => new Shelf()).Exchange(made) : result;

    /// <summary>The command of a list about people, compiled once for each connection.</summary>
    public SqliteCommand List(SqliteConnection connection, string text, string parameter) => shelves.GetValue(connection, _ => new Shelf()).List(connection, text, parameter);

    /// <summary>Closes what is idle, and from now on whatever is given back.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            while (idle.TryPop(out var connection))
            {
                connection.Dispose();
            }
        }
    }

    /// <summary>An open connection that nobody uses; null where there is none.</summary>
    public SqliteConnection? Take()
    {
        lock (gate)
        {
            return idle.TryPop(out var connection) ? connection : null;
        }
    }

    /// <summary>False when the connection is not to be kept: something is still going on in it, or there are enough.</summary>
    public bool Keep(DbConnection connection)
    {
        if (connection is not SqliteConnection { State: ConnectionState.Open, Handle: { } handle } open || (shelves.TryGetValue(connection, out var shelf) && shelf.IsBusy))
        {
            return false;
        }
        if (raw.sqlite3_get_autocommit(handle) == 0)
        {
            // Left in the middle of a transaction. The driver would keep the handle as it is for the next who opens one.
            _ = raw.sqlite3_exec(handle, "ROLLBACK");
            return false;
        }
        lock (gate)
        {
            if (closed || idle.Count >= MostIdle)
            {
                return false;
            }
            idle.Push(open);
            return true;
        }
    }

    /// <summary>The compiled commands of one connection, which one context at a time uses.</summary>
    private sealed class Shelf
    {
        private readonly Dictionary<string, KeptCommand> commands = new(StringComparer.Ordinal);

        /// <summary>Lists about people: some tens, by their nature, and their one parameter stays with them.</summary>
        private readonly Dictionary<string, ListCommand> lists = new(StringComparer.Ordinal);
        private long asked;

        public bool IsBusy => commands.Values.Any(c => c.InUse);

        public DbCommand Exchange(SqliteCommand made)
        {
            asked++;
            if (!commands.TryGetValue(made.CommandText, out var kept))
            {
                if (commands.Count >= MostStatements)
                {
                    MakeRoom();
                }
                kept = new KeptCommand { Connection = made.Connection, CommandText = made.CommandText };
                commands.Add(made.CommandText, kept);
            }
            else if (kept.InUse)
            {
                // The same question inside its own answer: the second runs by itself.
                return made;
            }
            kept.Begin(made, asked);
            made.Dispose();
            return kept;
        }

        public SqliteCommand List(SqliteConnection connection, string text, string parameter)
        {
            if (!lists.TryGetValue(text, out var list))
            {
                list = new ListCommand { Connection = connection, CommandText = text };
                list.Parameters.Add(new SqliteParameter(parameter, null));
                lists.Add(text, list);
            }
            return list;
        }

        private void MakeRoom()
        {
            foreach (var (text, command) in commands.Where(c => !c.Value.InUse).OrderBy(c => c.Value.LastAsked).Take(MostStatements / 8).ToList())
            {
                commands.Remove(text);
                command.Forget();
            }
        }
    }

    /// <summary>A command that is done with at its disposal and stays compiled for the next. It goes with its connection.</summary>
    private sealed class ListCommand : SqliteCommand
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                Transaction = null;
                Parameters[0].Value = null;
            }
        }
    }

    /// <summary>A command that outlives its disposal.</summary>
    private sealed class KeptCommand : SqliteCommand
    {
        private bool forgotten;

        public bool InUse { get; private set; }
        public long LastAsked { get; private set; }

        public void Begin(SqliteCommand made, long asked)
        {
            InUse = true;
            LastAsked = asked;
            Transaction = made.Transaction;
            CommandTimeout = made.CommandTimeout;
            foreach (SqliteParameter parameter in made.Parameters)
            {
                Parameters.Add(parameter);
            }
        }

        public void Forget()
        {
            forgotten = true;
            Dispose();
        }

        protected override void Dispose(bool disposing)
        {
            if (forgotten || !disposing)
            {
                base.Dispose(disposing);
                return;
            }
            Parameters.Clear();
            Transaction = null;
            InUse = false;
        }
    }
}

#pragma warning disable EF1001 // The only place where EF Core lets the life of a connection be decided: its interceptors are not asked when a context ends.
/// <summary>A context's connection: taken from those that are open, and given back instead of closed.</summary>
internal sealed class KeptConnection(RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder commands, IDiagnosticsLogger<DbLoggerCategory.Infrastructure> logger)
    : SqliteRelationalConnection(dependencies, commands, logger),
        IKeepsCommands
{
    private readonly KeptStatements? kept = dependencies.ContextOptions.FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<KeptStatements>().FirstOrDefault();

    public DbCommand? Command(string text, string parameter) => kept?.List((SqliteConnection)DbConnection, text, parameter);

    protected override DbConnection CreateDbConnection() => kept?.Take() ?? base.CreateDbConnection();

    protected override void CloseDbConnection()
    {
        if (kept is null)
        {
            base.CloseDbConnection();
        }
    }

    protected override Task CloseDbConnectionAsync() => kept is null ? base.CloseDbConnectionAsync() : Task.CompletedTask;

    protected override void DisposeDbConnection()
    {
        if (kept?.Keep(DbConnection) is not true)
        {
            base.DisposeDbConnection();
        }
    }

    protected override ValueTask DisposeDbConnectionAsync() => kept?.Keep(DbConnection) is true ? ValueTask.CompletedTask : base.DisposeDbConnectionAsync();
}
#pragma warning restore EF1001
