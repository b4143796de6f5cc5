using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Kith.Web.Telemetry;

/// <summary>Kith's own source of spans and measurements. Without a listener each costs next to nothing.</summary>
internal static class Signals
{
    public const string Name = "Kith";

    public static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    /// <summary>How long work that a node does by itself took.</summary>
    public static readonly Histogram<double> Jobs = Meter.CreateHistogram<double>("kith.job.duration", "s", "Duration of work that a node does by itself");

    /// <summary>What waits in each queue of the authority: the same on every node that says it.</summary>
    public static readonly Gauge<long> Waiting = Meter.CreateGauge<long>("kith.queue.waiting", "{item}", "What waits in a queue");

    /// <summary>How long what has waited longest has waited; 0 where nothing waits.</summary>
    public static readonly Gauge<double> Oldest = Meter.CreateGauge<double>("kith.queue.oldest", "s", "How long what has waited longest in a queue has waited");

    /// <summary>What will not be tried again by itself.</summary>
    public static readonly Gauge<long> GivenUp = Meter.CreateGauge<long>("kith.queue.given_up", "{item}", "What a queue gave up lately");
}
