using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Kith.WebTests.Speed;

/// <summary>One statement as it went to the database, with its parameters.</summary>
public sealed record Statement(string Text, IReadOnlyList<DbParameter> Parameters);

/// <summary>
/// Listens to every statement that the whole process sends, and keeps those whose connection names a given database,
/// so that tests beside it do not count. Statements of background writing (the read ledger) count with their page.
/// </summary>
public sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string database;
    private readonly ConcurrentQueue<Statement> seen = new();
    private readonly ConcurrentBag<IDisposable> subscriptions = [];

    /// <param name="database">Part of the connection's address that no other database has: its folder or its name.</param>
    public Statements(string database)
    {
        this.database = database;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Everything sent since the last call.</summary>
    public IReadOnlyList<Statement> Take()
    {
        var taken = new List<Statement>();
        while (seen.TryDequeue(out var statement))
        {
            taken.Add(statement);
        }
        return taken;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Value is CommandEventData { Command: { Connection: { } connection } command }
            && value.Key == RelationalEventId.CommandExecuting.Name
            && connection.ConnectionString.Contains(database, StringComparison.Ordinal)
        )
        {
            seen.Enqueue(new Statement(command.CommandText, [.. command.Parameters.Cast<DbParameter>()]));
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
        {
            subscription.Dispose();
        }
    }
}
