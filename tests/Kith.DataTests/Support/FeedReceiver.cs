using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Kith.Standards.DfeFeed;

namespace Kith.DataTests.Support;

/// <summary>One call as the receiver saw it.</summary>
public sealed record ReceivedCall(string Path, string Key, string Body, int Status);

/// <summary>
/// The Department's end on this machine: a real listener that signs callers in, holds every call to the published
/// contract, takes at most a hundred children, knows a second copy by its key, and answers on demand as a service does on
/// a bad day. It keeps what the Department would then hold of each child.
/// </summary>
public sealed class FeedReceiver : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentDictionary<string, (string Body, string Receipt)> taken = new();
    private readonly Task serving;
    private int tokens;

    public FeedReceiver()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Address = $"http://127.0.0.1:{port}";
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        serving = Task.Run(Serve);
    }

    public string Address { get; }

    /// <summary>Every call, in the order in which it came.</summary>
    public ConcurrentQueue<ReceivedCall> Calls { get; } = new();

    /// <summary>What is held of each child, as last told; a child taken back is not here.</summary>
    public ConcurrentDictionary<string, string> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers for the next calls, before anything is looked at: a status; 0 hangs up in the middle of its answer.</summary>
    public ConcurrentQueue<int> Next { get; } = new();

    /// <summary>Children of whom this receiver takes nothing (it answers 400 and names no one).</summary>
    public ConcurrentDictionary<string, bool> Disliked { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs once a call was taken and before it is answered: where a caller dies half-way.</summary>
    public Action? Taken { get; set; }

    /// <summary>Asked for with a Retry-After where it answers 429.</summary>
    public int RetryAfterSeconds { get; set; } = 600;

    /// <summary>Tokens given out; a caller needs the latest.</summary>
    public int Tokens => tokens;

    public string? LastSupplierKey { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Close();
        try
        {
            await serving;
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // It was listening when it was closed.
        }
        over.Dispose();
    }

    private async Task Serve()
    {
        while (!over.IsCancellationRequested)
        {
            var context = await listener.GetContextAsync();
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            try
            {
                Answer(context, body);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                // The caller was gone.
            }
        }
    }

    private void Answer(HttpListenerContext context, string body)
    {
        var path = context.Request.Url!.AbsolutePath;
        if (path == "/token")
        {
            var fine = body.Contains("grant_type=client_credentials", StringComparison.Ordinal) && body.Contains("client_secret=secret", StringComparison.Ordinal);
            Reply(context, fine ? 200 : 401, fine ? $$"""{"access_token":"t{{Interlocked.Increment(ref tokens)}}","expires_in":3600}""" : "no");
            return;
        }
        var key = context.Request.Headers["Idempotency-Key"] ?? "";
        if (Next.TryDequeue(out var ordered))
        {
            Calls.Enqueue(new(path, key, body, ordered));
            if (ordered == 0)
            {
                // A reply that breaks off after its first word.
                context.Response.ContentLength64 = 100;
                context.Response.OutputStream.Write("rec"u8);
                context.Response.OutputStream.Flush();
                context.Response.Abort();
                return;
            }
            if (ordered == 429)
            {
                context.Response.Headers["Retry-After"] = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
            Reply(context, ordered, "on demand");
            return;
        }
        var (status, said) = Judge(context.Request, path, key, body);
        Calls.Enqueue(new(path, key, body, status));
        if (status == 200)
        {
            Taken?.Invoke();
        }
        Reply(context, status, said);
    }

    private (int Status, string Said) Judge(HttpListenerRequest request, string path, string key, string body)
    {
        if (request.HttpMethod != "POST" || !path.StartsWith("/children_social_care_data/", StringComparison.Ordinal) || !path.EndsWith("/children", StringComparison.Ordinal))
        {
            return (404, "nothing here");
        }
        if (request.Headers["Authorization"] != $"Bearer t{tokens}")
        {
            return (401, "sign in");
        }
        LastSupplierKey = request.Headers["SupplierKey"];
        if (taken.TryGetValue(key, out var before))
        {
            return before.Body == body ? (200, before.Receipt) : (422, "another call had this key");
        }
        using var call = JsonDocument.Parse(body);
        if (call.RootElement.GetArrayLength() > FeedSchema.MostChildren)
        {
            return (413, "too many");
        }
        if (FeedSchema.Latest.Check(call.RootElement) is [var fault, ..])
        {
            return (400, $"{fault.Path}: {fault.Problem}");
        }
        var children = call.RootElement.EnumerateArray().ToDictionary(c => c.GetProperty("la_child_id").GetString()!, c => c, StringComparer.Ordinal);
        if (children.Keys.Any(Disliked.ContainsKey))
        {
            return (400, "one of them is not right");
        }
        foreach (var (id, child) in children)
        {
            if (child.TryGetProperty("purge", out var purge) && purge.GetBoolean())
            {
                Children.TryRemove(id, out _);
            }
            else
            {
                Children[id] = child.GetRawText();
            }
        }
        var receipt = $"receipt-{taken.Count + 1}";
        taken[key] = (body, receipt);
        return (200, receipt);
    }

    private static void Reply(HttpListenerContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.Close(Encoding.UTF8.GetBytes(text), willBlock: false);
    }
}
