using System.Diagnostics;
using Kith.Web.Background;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kith.Web.Telemetry;

/// <summary>
/// Sends traces, metrics and logs over OTLP where an endpoint is named. Nothing personal may leave (S6): spans and
/// measurements are Kith's own or pass by a list of what may stay, and log lines go without values.
/// </summary>
internal static class Exporting
{
    /// <summary>All that a span may carry.</summary>
    private static readonly HashSet<string> OfSpans =
    [
        "http.request.method",
        "http.route",
        "http.response.status_code",
        "db.system.name",
        "db.operation.name",
        "kith.job",
        "error.type",
    ];

    /// <summary>All that a measurement may carry, whoever makes it.</summary>
    private static readonly string[] OfMeasurements =
    [
        "http.request.method",
        "http.route",
        "http.response.status_code",
        "error.type",
        "kith.job",
        "kith.queue",
        "state",
        "gc.heap.generation",
        "cpu.mode",
        "network.protocol.version",
        "aspnetcore.rate_limiting.result",
    ];

    private static readonly string[] Meters =
    [
        Signals.Name,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting",
        "System.Runtime",
        "Npgsql",
    ];

    /// <summary>Called only when there is an endpoint: otherwise nothing of OpenTelemetry is registered or runs.</summary>
    /// <exception cref="StartProblemException">The endpoint or the protocol is none.</exception>
    public static void Add(WebApplicationBuilder builder, TelemetryOptions options)
    {
        if (!Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw new StartProblemException("Kith__Telemetry__Endpoint needs an address such as http://127.0.0.1:4318");
        }
        if (options.Protocol is not ("http/protobuf" or "grpc"))
        {
            throw new StartProblemException("Kith__Telemetry__Protocol is http/protobuf or grpc");
        }
        builder.Services.AddSingleton<StatementSpans>();
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(r =>
                r.Clear().AddService("kith", serviceVersion: ThisNode.Version, autoGenerateServiceInstanceId: false, serviceInstanceId: Environment.MachineName)
            )
            .WithTracing(t =>
                t.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(Math.Clamp(options.Share, 0, 1))))
                    .AddSource(Signals.Name)
                    .AddProcessor(new SpanGuard())
                    .AddOtlpExporter(o => To(o, "v1/traces"))
            )
            .WithMetrics(m =>
                m.AddMeter(Meters)
                    .AddView(_ => new MetricStreamConfiguration { TagKeys = OfMeasurements })
                    .AddOtlpExporter(
                        (o, reader) =>
                        {
                            To(o, "v1/metrics");
                            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Every.TotalMilliseconds;
                        }
                    )
            );
        builder.Logging.AddOpenTelemetry(l =>
        {
            l.IncludeScopes = false;
            l.IncludeFormattedMessage = false;
            l.ParseStateValues = true;
            l.SetResourceBuilder(
                ResourceBuilder.CreateEmpty().AddService("kith", serviceVersion: ThisNode.Version, autoGenerateServiceInstanceId: false, serviceInstanceId: Environment.MachineName)
            );
            l.AddProcessor(new LogGuard());
            l.AddOtlpExporter(o => To(o, "v1/logs"));
        });

        void To(OtlpExporterOptions exporter, string path)
        {
            exporter.Protocol = options.Protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
            // Of gRPC the path is the service's own.
            exporter.Endpoint = options.Protocol == "grpc" ? endpoint : new Uri($"{options.Endpoint!.TrimEnd('/')}/{path}");
            exporter.Headers = options.Headers;
        }
    }

    /// <summary>What is on no list does not leave, even where a later change puts it into a span.</summary>
    private sealed class SpanGuard : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            foreach (var (name, _) in data.TagObjects.ToList())
            {
                if (!OfSpans.Contains(name))
                {
                    data.SetTag(name, null);
                }
            }
            data.SetStatus(data.Status);
            data.TraceStateString = null;
            if (data.Events.Any())
            {
                // An event cannot be taken out of a span, and what it quotes is not known.
                data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            }
        }
    }

    private sealed class LogGuard : BaseProcessor<LogRecord>
    {
        public override void OnEnd(LogRecord data)
        {
            var words = SafeLog.Words(data.CategoryName ?? "", data.EventId, data.Attributes);
            data.Attributes = SafeLog.Kind(data.Exception) is { } kind ? [new("exception.type", kind)] : [];
            data.Exception = null;
            data.FormattedMessage = words;
            data.Body = words;
        }
    }
}
