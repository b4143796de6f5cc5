using System.Net;
using System.Net.Sockets;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.WebTests.Support;

namespace Kith.WebTests.Faults;

/// <summary>The database goes away and comes back under a running host, which nobody restarts.</summary>
public sealed class DatabaseGoneTests
{
    [Fact]
    public async Task While_the_database_is_away_pages_say_so_and_when_it_is_back_work_goes_on()
    {
        var (address, _) = await Authority.EmptyPostgres();
        var at = new Uri(address);
        await using var relay = new Relay(at.Port);
        await using var host = await KithHost.With(new() { ["Kith:Database"] = $"postgres://{at.UserInfo}@127.0.0.1:{relay.Port}{at.AbsolutePath}" });
        using var client = await host.SignedIn(Role.SocialWorker);
        var child = $"/children/{host.People.Own}";
        var page = await Browse.Page(client, child);
        Assert.NotNull(page.QuerySelector("h1"));

        relay.Stop();
        // More than once: what stood open when it went, and what cannot be opened now.
        for (var i = 0; i < 4; i++)
        {
            foreach (var asked in new[] { child, "/my-day", "/account" })
            {
                using var gone = await client.GetAsync(asked);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, gone.StatusCode);
                Assert.NotNull(gone.Headers.RetryAfter);
                Assert.Contains("Nothing that you saved is lost", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
        using (var ready = await client.GetAsync("/health/ready"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }
        using (var live = await client.GetAsync("/health/live"))
        {
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }

        relay.Start();
        var again = await Browse.Page(client, child);
        Assert.Equal(page.QuerySelector("h1")!.TextContent, again.QuerySelector("h1")!.TextContent);
        using var back = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
    }

    /// <summary>Stands between a host and its database, and can be cut like a cable.</summary>
    private sealed class Relay : IAsyncDisposable
    {
        private readonly int to;
        private readonly List<Socket> open = [];
        private TcpListener listener;

        public Relay(int to)
        {
            this.to = to;
            listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            _ = Accept(listener);
        }

        public int Port { get; }

        public void Start()
        {
            listener = new TcpListener(IPAddress.Loopback, Port);
            listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            listener.Start();
            _ = Accept(listener);
        }

        public void Stop()
        {
            listener.Stop();
            lock (open)
            {
                open.ForEach(s => s.Dispose());
                open.Clear();
            }
        }

        public ValueTask DisposeAsync()
        {
            Stop();
            return ValueTask.CompletedTask;
        }

        private async Task Accept(TcpListener from)
        {
            try
            {
                while (true)
                {
                    var near = await from.AcceptSocketAsync();
                    var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    await far.ConnectAsync(IPAddress.Loopback, to);
                    lock (open)
                    {
                        open.AddRange([near, far]);
                    }
                    _ = Pass(near, far);
                    _ = Pass(far, near);
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // Cut.
            }
        }

        private static async Task Pass(Socket from, Socket to)
        {
            var bytes = new byte[1 << 14];
            try
            {
                int read;
                while ((read = await from.ReceiveAsync(bytes)) > 0)
                {
                    await to.SendAsync(bytes.AsMemory(0, read));
                }
                to.Shutdown(SocketShutdown.Send);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // Cut.
            }
        }
    }
}
