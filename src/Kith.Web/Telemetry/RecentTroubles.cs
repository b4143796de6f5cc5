using System.Collections.Concurrent;
using Kith.Practice.Operation;

namespace Kith.Web.Telemetry;

/// <summary>The latest warnings and errors of this node, for the page that shows how Kith is running.</summary>
internal sealed class RecentTroubles(TimeProvider time) : ILoggerProvider
{
    private const int Most = 25;
    private readonly ConcurrentQueue<Trouble> kept = new();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Trouble> All => [.. kept.Reverse()];

    public ILogger CreateLogger(string categoryName) => new Listener(this, categoryName);

    public void Dispose() { }

    private void Keep(Trouble trouble)
    {
        kept.Enqueue(trouble);
        while (kept.Count > Most && kept.TryDequeue(out _)) { }
    }

    private sealed class Listener(RecentTroubles owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Warning or LogLevel.Error or LogLevel.Critical;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                owner.Keep(
                    new Trouble(
                        owner.Now,
                        logLevel > LogLevel.Warning,
                        category[(category.LastIndexOf('.') + 1)..],
                        SafeLog.Words(category, eventId, state as IEnumerable<KeyValuePair<string, object?>>),
                        SafeLog.Kind(exception)
                    )
                );
            }
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
