using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Practice.Api.Webhooks;

/// <summary>
/// Signs what is delivered as the open specification «Standard Webhooks» has it (HMAC-SHA256 over id, instant and body),
/// so that a receiver may check it with a library that exists.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimeHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How every secret begins, so that one that leaks is known for what it is.</summary>
    public const string Prefix = "whsec_";

    /// <summary>A new secret: 256 random bits.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The value of the signature header: one signature for each secret, with blanks between.</summary>
    /// <param name="id">The delivery.</param>
    /// <param name="seconds">Seconds since 1970 at which it is sent: a receiver refuses what is older than a few minutes.</param>
    public static string Of(string id, long seconds, string body, IEnumerable<string> secrets)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.{body}"));
        return string.Join(' ', secrets.Select(s => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(s[Prefix.Length..]), signed))));
    }
}
