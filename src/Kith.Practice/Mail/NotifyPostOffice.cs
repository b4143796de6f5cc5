using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Practice.Dispatch;

namespace Kith.Practice.Mail;

/// <summary>How mail goes by GOV.UK Notify (settings under «Kith:Notify»).</summary>
public sealed class NotifyOptions
{
    /// <summary>As Notify gives it: «name-service-secret», the last two each a UUID. Empty where the council does not use it.</summary>
    public string? ApiKey { get; set; }

    /// <summary>A template of the council's with the places ((subject)) and ((text)).</summary>
    public string? TemplateId { get; set; }
    public string Address { get; set; } = "https://api.notifications.service.gov.uk";
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>True when mail goes this way.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(ApiKey) && !string.IsNullOrWhiteSpace(TemplateId);
}

/// <summary>
/// Hands mail to GOV.UK Notify. It takes words only: what a calendar is told goes out where mail goes by the council's
/// own server.
/// </summary>
public sealed class NotifyPostOffice(NotifyOptions options, Post post, Clock clock) : IPostOffice
{
    private const int Uuid = 36;

    public async Task<Answer> Send(Guid id, Letter letter, CancellationToken ct)
    {
        if (Parts(options.ApiKey) is not var (service, secret))
        {
            return new Answer(401, "The key of GOV.UK Notify is not as it gives them (Kith:Notify)");
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address.TrimEnd('/') + "/v2/notifications/email");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(service, secret, clock.UtcNow));
        request.Content = new StringContent(
            JsonSerializer.Serialize(
                new
                {
                    email_address = letter.To,
                    template_id = options.TemplateId,
                    personalisation = new { subject = letter.Subject, text = letter.Text },
                    // The same mail twice can be told apart from two mails by whoever looks at the service's own list.
                    reference = id.ToString("N"),
                }
            ),
            Encoding.UTF8,
            "application/json"
        );
        var answer = await post.Send(request, options.Patience, ct: ct);
        // What came back quotes the address and the words of the mail: neither is kept in a list of what was sent.
        return answer with
        {
            Said =
                answer.Status is >= 200 and < 300 ? "Taken"
                : answer.Status is null ? answer.Said
                : null,
        };
    }

    /// <summary>The service and the secret of a key; the name before them may hold hyphens of its own. Null when it is no key.</summary>
    internal static (string Service, string Secret)? Parts(string? key) =>
        key is { Length: >= 2 * Uuid + 1 } && Guid.TryParseExact(key[^Uuid..], "D", out _) && Guid.TryParseExact(key[^(2 * Uuid + 1)..^(Uuid + 1)], "D", out _)
            ? (key[^(2 * Uuid + 1)..^(Uuid + 1)], key[^Uuid..])
            : null;

    /// <summary>A JSON Web Token as Notify asks for it: who, and when; good for half a minute, so made for each mail.</summary>
    internal static string Token(string service, string secret, DateTime now)
    {
        var head = Url("""{"typ":"JWT","alg":"HS256"}"""u8);
        var body = Url(JsonSerializer.SerializeToUtf8Bytes(new { iss = service, iat = (long)(now - DateTime.UnixEpoch).TotalSeconds }));
        return $"{head}.{body}.{Url(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{head}.{body}")))}";
    }

    private static string Url(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
