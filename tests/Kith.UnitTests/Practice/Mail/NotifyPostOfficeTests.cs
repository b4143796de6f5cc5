using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Practice;
using Kith.Practice.Dispatch;
using Kith.Practice.Mail;
using Microsoft.Extensions.Time.Testing;

namespace Kith.UnitTests.Practice.Mail;

/// <summary>Mail by GOV.UK Notify, against a listener on this machine that asks what Notify asks.</summary>
public sealed class NotifyPostOfficeTests
{
    private const string Service = "26785a09-ab16-4eb0-8407-a37497a57506";
    private const string Secret = "3d844edf-8d35-48ac-975b-e847b4f122b0";
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(201, Verdict.Delivered)]
    [InlineData(400, Verdict.Refused)]
    [InlineData(403, Verdict.Later)]
    [InlineData(429, Verdict.Later)]
    [InlineData(500, Verdict.Later)]
    public async Task A_mail_is_signed_sent_and_its_answer_understood(int status, Verdict verdict)
    {
        using var listener = new HttpListener();
        var address = Listen(listener);
        var served = Task.Run(
            async () =>
            {
                var call = await listener.GetContextAsync();
                using var reader = new StreamReader(call.Request.InputStream);
                var seen = (call.Request.Url!.AbsolutePath, call.Request.Headers["Authorization"]!, await reader.ReadToEndAsync());
                call.Response.StatusCode = status;
                call.Response.Close(Encoding.UTF8.GetBytes("""{"content":{"body":"1234 5678"},"errors":[{"message":"nisha@school.example"}]}"""), true);
                return seen;
            },
            TestContext.Current.CancellationToken
        );
        var clock = new Clock(new FakeTimeProvider(Now));
        using var post = new Post(new Clock(TimeProvider.System));
        var office = new NotifyPostOffice(
            new NotifyOptions
            {
                ApiKey = $"my-team-key-{Service}-{Secret}",
                TemplateId = "t1",
                Address = address,
            },
            post,
            clock
        );
        var id = Guid.Parse("01900000-0000-7000-8000-000000000001");
        var answer = await office.Send(id, new Letter("nisha@school.example", "Your code", "1234 5678"), TestContext.Current.CancellationToken);
        Assert.Equal((status, verdict), (answer.Status, answer.Verdict));
        // Neither the words of the mail nor the address stay in the list of what was sent.
        Assert.DoesNotContain("1234", answer.Said ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("nisha", answer.Said ?? "", StringComparison.Ordinal);
        var (path, bearer, body) = await served;
        Assert.Equal("/v2/notifications/email", path);
        var json = JsonDocument.Parse(body).RootElement;
        Assert.Equal(
            ("nisha@school.example", "t1", "Your code", "1234 5678", id.ToString("N")),
            (
                json.GetProperty("email_address").GetString(),
                json.GetProperty("template_id").GetString(),
                json.GetProperty("personalisation").GetProperty("subject").GetString(),
                json.GetProperty("personalisation").GetProperty("text").GetString(),
                json.GetProperty("reference").GetString()
            )
        );
        // As Notify checks it: who, when, and that whoever says so has the secret.
        var parts = bearer["Bearer ".Length..].Split('.');
        Assert.Equal(3, parts.Length);
        var claims = JsonDocument.Parse(Decoded(parts[1])).RootElement;
        Assert.Equal((Service, Now.ToUnixTimeSeconds()), (claims.GetProperty("iss").GetString(), claims.GetProperty("iat").GetInt64()));
        Assert.Equal("HS256", JsonDocument.Parse(Decoded(parts[0])).RootElement.GetProperty("alg").GetString());
        Assert.Equal(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")), Decoded(parts[2]));
    }

    [Fact]
    public async Task A_key_that_is_none_is_said_and_nobody_listening_is_waited_for()
    {
        using var post = new Post(new Clock(TimeProvider.System));
        var clock = new Clock(new FakeTimeProvider(Now));
        foreach (var key in new[] { null, "", "key", Service, $"{Service}-{Secret[..35]}x", $"k-{Service[..35]}-{Secret}" })
        {
            var refused = await new NotifyPostOffice(new NotifyOptions { ApiKey = key, TemplateId = "t" }, post, clock).Send(Guid.Empty, new Letter("a", "b", "c"), default);
            Assert.Equal((401, Verdict.Later), (refused.Status, refused.Verdict));
        }
        using var listener = new HttpListener();
        var address = Listen(listener);
        listener.Stop();
        var nobody = await new NotifyPostOffice(
            new NotifyOptions
            {
                ApiKey = $"k-{Service}-{Secret}",
                TemplateId = "t",
                Address = address,
            },
            post,
            clock
        ).Send(Guid.Empty, new Letter("a", "b", "c"), default);
        Assert.Equal((null, Verdict.Later), (nobody.Status, nobody.Verdict));
    }

    private static string Listen(HttpListener listener)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        probe.Stop();
        listener.Prefixes.Add(address + "/");
        listener.Start();
        return address;
    }

    private static byte[] Decoded(string part)
    {
        var text = part.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
    }
}
