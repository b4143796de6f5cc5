using System.Net;
using System.Net.Sockets;
using System.Text;
using Kith.Practice.Dispatch;
using Kith.Practice.Mail;
using Kith.Practice.Measures;
using Kith.Web.Documents;

namespace Kith.WebTests.Quality;

/// <summary>On which days figures come by mail, and how they are handed to a server.</summary>
public sealed class MailTests
{
    [Theory]
    [InlineData(MailRhythm.Weekly, "2026-11-26", "2026-11-30")]
    [InlineData(MailRhythm.Weekly, "2026-11-30", "2026-12-07")]
    [InlineData(MailRhythm.Weekly, "2026-11-29", "2026-11-30")]
    [InlineData(MailRhythm.Monthly, "2026-12-01", "2027-01-01")]
    [InlineData(MailRhythm.Monthly, "2026-12-31", "2027-01-01")]
    public void It_comes_on_the_next_day_of_its_rhythm(MailRhythm rhythm, string today, string next) =>
        Assert.Equal(DateOnly.ParseExact(next, "yyyy-MM-dd"), MailMeasures.Next(rhythm, DateOnly.ParseExact(today, "yyyy-MM-dd")));

    [Fact]
    public async Task A_server_that_takes_it_refuses_it_or_is_away_is_told_apart()
    {
        var letter = new Letter("amanda@council.example", "Figures – ½", "One\nTwo\n");
        using var server = new MailServer();
        var office = new SmtpPostOffice(
            new MailOptions
            {
                Host = "127.0.0.1",
                Port = server.Port,
                Secure = false,
                From = "kith@council.example",
            }
        );
        var id = Guid.Parse("01900000-0000-7000-8000-0000000000ae");
        Assert.Equal(Verdict.Delivered, (await office.Send(id, letter, default)).Verdict);
        Assert.Contains($"{id:N}@kith", server.Last, StringComparison.Ordinal);
        Assert.Contains("amanda@council.example", server.Last, StringComparison.Ordinal);
        server.Says = "450 4.2.0 busy";
        Assert.Equal(Verdict.Later, (await office.Send(id, letter, default)).Verdict);
        server.Says = "550 5.1.1 no such person";
        Assert.Equal(Verdict.Refused, (await office.Send(id, letter, default)).Verdict);
        server.Dispose();
        Assert.Equal(Verdict.Later, (await office.Send(id, letter, default)).Verdict);
    }

    /// <summary>As much of a mail server as is needed to take one mail.</summary>
    private sealed class MailServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public MailServer()
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            _ = Serve();
        }

        public int Port { get; }

        /// <summary>What it says to the receiver of a mail.</summary>
        public string Says { get; set; } = "250 fine";
        public string Last { get; private set; } = "";

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    using var caller = await listener.AcceptTcpClientAsync();
                    using var reader = new StreamReader(caller.GetStream(), Encoding.UTF8);
                    await using var writer = new StreamWriter(caller.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
                    await writer.WriteLineAsync("220 here");
                    while (await reader.ReadLineAsync() is { } line)
                    {
                        if (line.StartsWith("DATA", StringComparison.Ordinal))
                        {
                            await writer.WriteLineAsync("354 go on");
                            var mail = new StringBuilder();
                            while (await reader.ReadLineAsync() is { } part && part != ".")
                            {
                                mail.AppendLine(part);
                            }
                            Last = mail.ToString();
                        }
                        await writer.WriteLineAsync(
                            line.StartsWith("RCPT", StringComparison.Ordinal) ? Says
                            : line.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye"
                            : "250 fine"
                        );
                    }
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
            {
                // It was closed.
            }
        }

        public void Dispose() => listener.Dispose();
    }
}
