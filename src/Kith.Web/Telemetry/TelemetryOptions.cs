namespace Kith.Web.Telemetry;

/// <summary>Where traces, metrics and logs are sent (settings under «Kith:Telemetry»). Nothing is without an endpoint.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Of the collector, without the path of a signal: «http://127.0.0.1:4318».</summary>
    public string? Endpoint { get; set; }

    /// <summary>«http/protobuf» or «grpc».</summary>
    public string Protocol { get; set; } = "http/protobuf";

    /// <summary>Headers of every call: «name=value,name=value». Secret where the collector asks for a key.</summary>
    public string? Headers { get; set; }

    /// <summary>The share of requests of which a trace is sent, 0 to 1. Metrics count all.</summary>
    public double Share { get; set; } = 1;

    /// <summary>How often metrics are sent.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>True when anything is sent.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Endpoint);
}
