using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Kith.Practice.Access;
using Kith.WebTests.Access;
using Kith.WebTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Kith.WebTests.Operate;

/// <summary>S6: traces, metrics and logs that leave hold nothing of anybody. Read as they come over the wire.</summary>
public sealed class TelemetryTests
{
    private const string Marker = "Wexcombeley";

    [Fact]
    public async Task What_is_exported_of_a_walk_through_every_page_names_nobody()
    {
        using var receiver = new Receiver();
        await using var host = await KithHost.With(On(receiver));
        var people = host.People;
        Assert.True(await RestrictedCrawlTests.Fill(host, people.Own, Marker) > 12, "too few kinds of record could be planted");
        var operations = await PermissionMatrix.Operations(host.Factory.Services);
        var starts = operations
            .Where(o => o.Method == "GET" && !o.Route.StartsWith("/error", StringComparison.Ordinal))
            .SelectMany(o => o.AboutPerson ? new[] { people.Own, people.Secret }.Select(id => Routes.Address(o, id)) : [Routes.Address(o, people.TeamA)])
            .Concat([$"/search?q={Marker}", $"/children?q={Marker}", $"/nowhere/{Marker}", $"/children/{people.Own}?secret={Marker}"])
            .Distinct()
            .ToList();
        var seen = new List<(string Address, string Body)>();
        foreach (var role in new[] { Role.SocialWorker, Role.Administrator })
        {
            using var client = await host.SignedIn(role);
            client.DefaultRequestHeaders.Add("User-Agent", $"Browser of {Marker}");
            client.DefaultRequestHeaders.Add("tracestate", $"who={Marker.ToLowerInvariant()}");
            client.DefaultRequestHeaders.Add("baggage", $"who={Marker}");
            seen.AddRange(await RestrictedCrawlTests.Walk(host, client, starts, 40));
        }
        Assert.Contains(seen, p => p.Body.Contains(Marker, StringComparison.Ordinal));
        Flush(host);

        // It did listen: templates of routes, kinds of statements and measurements arrived.
        Assert.True(receiver.Holds("/children/{id"), "no route came");
        Assert.True(receiver.Holds("SELECT sqlite"), "no statement came");
        Assert.True(receiver.Holds("http.server.request.duration"), "no measurement came");
        Assert.Empty(Found(receiver, host));
    }

    [Fact]
    public async Task What_a_later_change_puts_in_is_kept_back()
    {
        using var receiver = new Receiver();
        await using var host = await KithHost.With(On(receiver), s => s.AddSingleton<Leak>());
        host.Factory.Services.GetRequiredService<Leak>().Everywhere(host.Factory.Services.GetRequiredService<ILoggerFactory>());
        Flush(host);
        Assert.True(receiver.Holds("Opened {Child}"), "the sentence of the line came");
        Assert.True(receiver.Holds("InvalidOperationException"), "the kind of the error came");
        Assert.True(receiver.Holds("leak of a job"), "the span came");
        Assert.Empty(Found(receiver, host));
    }

    [Fact]
    public async Task What_waits_in_each_queue_is_measured_and_for_how_long()
    {
        using var receiver = new Receiver();
        await using var host = await KithHost.With(On(receiver));
        // The job begins with the node. Each queue says which it is: a key and, behind two lengths, its word.
        using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!Queues.All(q => receiver.Holds($"kith.queue\u0012{(char)(q.Length + 2)}\n{(char)q.Length}{q}", "/v1/metrics")))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), enough.Token);
            Flush(host);
        }
        Assert.All(new[] { "waiting", "oldest", "given_up" }, m => Assert.True(receiver.Holds($"kith.queue.{m}", "/v1/metrics"), m));
    }

    private static readonly string[] Queues = ["mail", "feed", "webhooks", "imports"];

    /// <summary>The twin: without the guards the same leak is found in each of the three, so the search is not blind.</summary>
    [Fact]
    public async Task Unguarded_the_same_is_found()
    {
        using var receiver = new Receiver();
        var host = await KithHost.With();
        await using var _ = host;
        void To(OtlpExporterOptions o, string path) => (o.Protocol, o.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(receiver.Address + path));
        using (Sdk.CreateTracerProviderBuilder().AddSource("Kith").AddOtlpExporter(o => To(o, "v1/traces")).Build())
        using (Sdk.CreateMeterProviderBuilder().AddMeter(Leak.Meter).AddOtlpExporter(o => To(o, "v1/metrics")).Build())
        using (var logs = LoggerFactory.Create(l => l.AddOpenTelemetry(o => o.AddOtlpExporter(e => To(e, "v1/logs")))))
        {
            new Leak().Everywhere(logs);
        }
        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], receiver.Paths.Order());
        Assert.All(receiver.Paths, path => Assert.True(receiver.Holds(Marker, path), $"{path} was not searched"));
        Assert.NotEmpty(Found(receiver, host));
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_of_it_is_there()
    {
        await using var off = await KithHost.With(populated: false);
        Assert.Null(off.Factory.Services.GetService<TracerProvider>());
        Assert.Null(off.Factory.Services.GetService<MeterProvider>());
        Assert.DoesNotContain(off.Factory.Services.GetServices<ILoggerProvider>(), p => p.GetType().FullName!.StartsWith("OpenTelemetry", StringComparison.Ordinal));
    }

    private static Dictionary<string, string> On(Receiver receiver) =>
        new()
        {
            ["Kith:Telemetry:Endpoint"] = receiver.Address,
            ["Kith:Telemetry:Every"] = "01:00:00",
            ["Logging:LogLevel:Default"] = "Information",
        };

    private static void Flush(KithHost host)
    {
        host.Factory.Services.GetRequiredService<TracerProvider>().ForceFlush();
        host.Factory.Services.GetRequiredService<MeterProvider>().ForceFlush();
        host.Factory.Services.GetRequiredService<LoggerProvider>().ForceFlush();
    }

    /// <summary>Words and ids of the population that stand anywhere in what was sent.</summary>
    private static List<string> Found(Receiver receiver, KithHost host)
    {
        var p = host.People;
        Guid[] ids = [p.Own, p.Team, p.Other, p.Mother, p.Restricted, p.Secret, p.TeamA, p.ColleagueWorker, .. p.Accounts.Values];
        string[] words = [Marker, "Sunniva", "Hiddenshaw", "Testfield", "Olive", "Martha", "Orchard Row", "LA0001", "LA0005", host.Folder];
        return [.. words.Concat(ids.SelectMany(i => new[] { i.ToString(), i.ToString("N") })).Where(w => receiver.Holds(w))];
    }

    /// <summary>A careless change: names in every place where a trace, a measurement or a line has room for one.</summary>
    private sealed class Leak
    {
        public const string Meter = "Kith";
        private static readonly ActivitySource Source = new("Kith");

        public void Everywhere(ILoggerFactory logs)
        {
            Activity.Current = null;
            using (var span = Source.StartActivity("leak of a job"))
            {
                span?.SetTag("child.name", Marker);
                span?.SetStatus(ActivityStatusCode.Error, $"No such child as {Marker}");
                span?.TraceStateString = $"who={Marker.ToLowerInvariant()}";
            }
            Activity.Current = null;
            using (var span = Source.StartActivity("another"))
            {
                span?.AddException(new InvalidOperationException($"{Marker} is there already"));
            }
            using var meter = new Meter(Meter);
            meter.CreateCounter<int>("leak").Add(1, new KeyValuePair<string, object?>("child", Marker));
            logs.CreateLogger("Kith.Leak").LogError(new InvalidOperationException($"{Marker} is there already"), "Opened {Child}", Marker);
            logs.CreateLogger("Other.Library").LogError(new InvalidOperationException(Marker), "Opened " + Marker);
        }
    }

    /// <summary>An OTLP collector over http on this machine: keeps what it is sent, as it came.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly HttpListener listener = new();
        private readonly ConcurrentQueue<(string Path, byte[] Body)> sent = new();

        public Receiver()
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            }
            listener.Prefixes.Add(Address);
            listener.Start();
            _ = Listen();
        }

        public string Address { get; }

        public HashSet<string> Paths => [.. sent.Select(s => s.Path)];

        public bool Holds(string word, string? path = null) =>
            sent.Any(s => (path is null || s.Path == path) && Encoding.Latin1.GetString(s.Body).Contains(word, StringComparison.OrdinalIgnoreCase));

        private async Task Listen()
        {
            while (listener.IsListening)
            {
                try
                {
                    var call = await listener.GetContextAsync();
                    using var body = new MemoryStream();
                    await call.Request.InputStream.CopyToAsync(body);
                    sent.Enqueue((call.Request.Url!.AbsolutePath, body.ToArray()));
                    call.Response.ContentType = "application/x-protobuf";
                    call.Response.Close();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }
            }
        }

        public void Dispose() => listener.Close();
    }
}
