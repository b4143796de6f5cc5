using System.Buffers;
using System.Globalization;
using System.Text;
using Kith.Practice.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kith.Data.Sqlite;

/// <summary>
/// Writes many rows of one table through one compiled statement, each value bound by its place. The driver's command looks
/// up every parameter by name for every row and makes a reader to throw away: for a council's ten years that was as much
/// work as SQLite's own.
/// </summary>
internal sealed class RowWriter : IDisposable
{
    private readonly BulkTable table;
    private readonly sqlite3 handle;
    private readonly sqlite3_stmt statement;

    /// <exception cref="SqliteException">The statement cannot be compiled: a table or column is missing.</exception>
    public RowWriter(SqliteConnection connection, BulkTable table)
    {
        this.table = table;
        handle = connection.Handle ?? throw new InvalidOperationException("the connection is not open");
        Check(
            raw.sqlite3_prepare_v2(
                handle,
                $"INSERT INTO \"{table.Name}\" ({string.Join(", ", table.Columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", table.Columns.Select(_ => "?"))})",
                out statement
            )
        );
    }

    /// <summary>Writes one row, in the transaction that the connection is in.</summary>
    /// <exception cref="SqliteException">The row is there already, or belongs to something that is not; the disk is full.</exception>
    public void Write(object row)
    {
        for (var i = 0; i < table.Width; i++)
        {
            Check(Bind(i + 1, table.Value(i, row)));
        }
        var done = raw.sqlite3_step(statement);
        if (done != raw.SQLITE_DONE)
        {
            // The reason is asked for before the statement is made ready for the next row, which forgets it.
            SqliteException.ThrowExceptionForRC(done, handle);
        }
        Check(raw.sqlite3_reset(statement));
    }

    public void Dispose() => statement.Dispose();

    // As the driver binds them, to the letter: what is written here is read, compared and sorted beside what it wrote.
    private int Bind(int place, object? value) =>
        value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            string text => Text(place, text),
            byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, place, 0),
            byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
            bool yes => raw.sqlite3_bind_int64(statement, place, yes ? 1 : 0),
            int number => raw.sqlite3_bind_int64(statement, place, number),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            double number => raw.sqlite3_bind_double(statement, place, number),
            DateOnly day => Text(place, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            DateTime moment => Text(place, moment.ToString(@"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF", CultureInfo.InvariantCulture)),
            DateTimeOffset moment => Text(place, moment.ToString(@"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFFzzz", CultureInfo.InvariantCulture)),
            TimeOnly time => Text(place, time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.fffffff", CultureInfo.InvariantCulture)),
            decimal number => Text(place, number.ToString("0.0###########################", CultureInfo.InvariantCulture)),
            _ => throw new NotSupportedException($"{table.Name} has a column of {value.GetType().Name}: say in {nameof(RowWriter)} how SQLite keeps it"),
        };

    private int Text(int place, string text)
    {
        if (text.Length == 0)
        {
            // Of no bytes at all the span would be bound as null.
            return raw.sqlite3_bind_text(statement, place, "");
        }
        var room = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return raw.sqlite3_bind_text(statement, place, room.AsSpan(0, Encoding.UTF8.GetBytes(text, room)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, handle);
        }
    }
}
