using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kith.DataTests.Api;

/// <summary>One delivery as it came.</summary>
internal sealed record ReceivedDelivery(string Id, string Time, string Signature, string Body, int Answered)
{
    public IReadOnlyList<(Guid Id, string Kind, Guid? Child)> Events =>
        [
            .. JsonDocument
                .Parse(Body)
                .RootElement.GetProperty("events")
                .EnumerateArray()
                .Select(e => (e.GetProperty("id").GetGuid(), e.GetProperty("kind").GetString()!, e.TryGetProperty("childId", out var c) ? c.GetGuid() : (Guid?)null)),
        ];
}

/// <summary>
/// A system that is told: checks signatures with code of its own, written from the open specification, takes a delivery
/// once, and can be told to refuse, to be slow or to fail.
/// </summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task serving;

    public WebhookReceiver()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Address = $"http://127.0.0.1:{port}/kith";
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        serving = Task.Run(Serve);
    }

    public string Address { get; }

    public ConcurrentQueue<ReceivedDelivery> Deliveries { get; } = new();

    /// <summary>Statuses for the next deliveries; 0 never answers, and calls <see cref="Held"/>.</summary>
    public ConcurrentQueue<int> Next { get; } = new();

    public Action? Held { get; set; }

    /// <summary>The secret that this receiver knows; what is not signed with it is answered 401.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Events that were taken, each once.</summary>
    public ConcurrentDictionary<Guid, string> Taken { get; } = new();

    private async Task Serve()
    {
        while (true)
        {
            var context = await listener.GetContextAsync();
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            var h = context.Request.Headers;
            var (id, time, signature) = (h["webhook-id"] ?? "", h["webhook-timestamp"] ?? "", h["webhook-signature"] ?? "");
            var status =
                Next.TryDequeue(out var ordered) ? ordered
                : IsOurs(Secret, id, time, signature, body) ? 200
                : 401;
            var delivery = new ReceivedDelivery(id, time, signature, body, status);
            Deliveries.Enqueue(delivery);
            if (status == 0)
            {
                Held?.Invoke();
                continue;
            }
            if (status == 200)
            {
                foreach (var (happened, kind, _) in delivery.Events)
                {
                    Taken.TryAdd(happened, kind);
                }
            }
            context.Response.StatusCode = status;
            context.Response.Close();
        }
    }

    /// <summary>Whether one of the signatures is right for a secret.</summary>
    public static bool IsOurs(string secret, string id, string time, string signature, string body)
    {
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        var right = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(id + "." + time + "." + body)));
        return long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out _) && signature.Split(' ').Contains("v1," + right, StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        try
        {
            await serving;
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // It was listening when it was closed.
        }
    }
}
