using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Kith.Web.Telemetry;

/// <summary>
/// One span for each statement, on both engines: what kind it is and how long it took. Neither its words nor what it was
/// asked with.
/// </summary>
internal sealed class StatementSpans : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> subscriptions = [];

    public StatementSpans() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategoryName)
        {
            lock (subscriptions)
            {
                subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuted.Name || name == RelationalEventId.CommandError.Name));
            }
        }
    }

    private const string DbLoggerCategoryName = "Microsoft.EntityFrameworkCore";

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // Only inside a request or a job of ours: nothing else is traced.
        if (value.Value is not CommandEndEventData ended || Activity.Current is not { Recorded: true } within || within.Source != Signals.Source)
        {
            return;
        }
        using var span = Signals.Source.StartActivity("statement", ActivityKind.Client, within.Context, startTime: ended.StartTime);
        if (span is null)
        {
            return;
        }
        span.DisplayName = $"{Verb(ended.Command.CommandText)} {Engine(ended.Command)}";
        span.SetTag("db.system.name", Engine(ended.Command));
        span.SetTag("db.operation.name", Verb(ended.Command.CommandText));
        if (ended is CommandErrorEventData failed)
        {
            span.SetTag("error.type", failed.Exception.GetBaseException().GetType().Name);
            span.SetStatus(ActivityStatusCode.Error);
        }
        span.SetEndTime((ended.StartTime + ended.Duration).UtcDateTime);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        lock (subscriptions)
        {
            subscriptions.ForEach(s => s.Dispose());
        }
    }

    private static string Engine(System.Data.Common.DbCommand command) => command is Npgsql.NpgsqlCommand ? "postgresql" : "sqlite";

    private static string Verb(string text)
    {
        var words = text.AsSpan().TrimStart();
        foreach (var verb in Verbs)
        {
            if (words.StartsWith(verb, StringComparison.OrdinalIgnoreCase))
            {
                return verb;
            }
        }
        return "OTHER";
    }

    private static readonly string[] Verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "BEGIN", "COMMIT"];
}
