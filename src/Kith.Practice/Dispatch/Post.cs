using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Kith.Practice.Dispatch;

/// <summary>
/// Sends one request and says what came of it. It follows no redirect, keeps no cookie, reads no more than a few thousand
/// characters of an answer, waits no longer than it is told, and where it is asked to, connects to public addresses only.
/// </summary>
public sealed class Post(Clock clock) : IDisposable
{
    private const int MostRead = 4096;
    private readonly HttpMessageInvoker anywhere = new(Handler(null));
    private readonly HttpMessageInvoker outside = new(Handler(OutsideOnly));

    /// <param name="publicOnly">True to refuse every address inside the council's own network, whatever its name resolves to.</param>
    public async Task<Answer> Send(HttpRequestMessage request, TimeSpan patience, bool publicOnly = false, CancellationToken ct = default)
    {
        using var enough = new CancellationTokenSource(patience, clock.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, enough.Token);
        try
        {
            using var reply = await (publicOnly ? outside : anywhere).SendAsync(request, either.Token);
            return new Answer((int)reply.StatusCode, Answer.Cut(await Beginning(reply.Content, either.Token)), Asked(reply.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Answer(null, "No answer in time");
        }
        catch (HttpRequestException error)
        {
            return new Answer(
                null,
                error.InnerException is InsideAddressException ? "The address lies inside the council's own network, and nothing is sent there"
                    : error.HttpRequestError == HttpRequestError.NameResolutionError ? "No such address can be found"
                    : error.HttpRequestError == HttpRequestError.SecureConnectionError ? "No secure connection could be made"
                    : "It could not be reached"
            );
        }
        catch (IOException)
        {
            return new Answer(null, "The connection broke off");
        }
    }

    /// <summary>The whole text of a short answer, for a sign-in; null when it is no success.</summary>
    public async Task<(Answer Answer, string? Text)> Ask(HttpRequestMessage request, TimeSpan patience, CancellationToken ct)
    {
        using var enough = new CancellationTokenSource(patience, clock.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, enough.Token);
        try
        {
            using var reply = await anywhere.SendAsync(request, either.Token);
            var text = await Beginning(reply.Content, either.Token);
            return (new Answer((int)reply.StatusCode, null, Asked(reply.Headers.RetryAfter)), reply.IsSuccessStatusCode ? text : null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (new Answer(null, "Where one signs in could not be reached"), null);
        }
    }

    /// <summary>Whether an address is one that anybody on the internet reaches, and nobody's own network.</summary>
    public static bool IsOutside(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            Span<byte> b = stackalloc byte[4];
            address.TryWriteBytes(b, out _);
            // This host, private, shared (carrier), loopback, link-local (cloud metadata), protocol and documentation
            // ranges, benchmarking, multicast and reserved (RFC 6890).
            return !(
                b[0] is 0 or 10 or 127 or >= 224
                || (b[0] == 100 && b[1] is >= 64 and <= 127)
                || (b[0] == 169 && b[1] == 254)
                || (b[0] == 172 && b[1] is >= 16 and <= 31)
                || (b[0] == 192 && (b[1] == 168 || (b[1] == 0 && b[2] is 0 or 2)))
                || (b[0] == 198 && (b[1] is 18 or 19 || (b[1] == 51 && b[2] == 100)))
                || (b[0] == 203 && b[1] == 0 && b[2] == 113)
            );
        }
        Span<byte> six = stackalloc byte[16];
        address.TryWriteBytes(six, out _);
        // Only global unicast (2000::/3), without tunnels that hide an inner address (6to4, Teredo) and documentation.
        return (six[0] & 0xE0) == 0x20
            && !(six[0] == 0x20 && six[1] == 0x02)
            && !(six[0] == 0x20 && six[1] == 0x01 && six[2] == 0 && six[3] == 0)
            && !(six[0] == 0x20 && six[1] == 0x01 && six[2] == 0x0D && six[3] == 0xB8);
    }

    public void Dispose()
    {
        anywhere.Dispose();
        outside.Dispose();
    }

    private TimeSpan? Asked(RetryConditionHeaderValue? after) => after?.Delta ?? (after?.Date is { } date ? date.UtcDateTime - clock.UtcNow : null);

    private static async Task<string> Beginning(HttpContent content, CancellationToken ct)
    {
        await using var body = await content.ReadAsStreamAsync(ct);
        var buffer = new byte[MostRead];
        var read = await body.ReadAtLeastAsync(buffer, MostRead, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }

    private static SocketsHttpHandler Handler(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would be asked for the name and could lead back inside.
            UseProxy = connect is null,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = connect,
        };

    /// <summary>
    /// Looks at the very address that is connected to, after the name was resolved: a name that leads outside when it is
    /// written down and inside when it is used gets no further.
    /// </summary>
    private static async ValueTask<Stream> OutsideOnly(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        if (addresses.Length == 0 || !addresses.All(IsOutside))
        {
            throw new InsideAddressException();
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class InsideAddressException : Exception;
}
