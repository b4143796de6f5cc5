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
}
