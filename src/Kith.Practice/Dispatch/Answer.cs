using System.Globalization;

namespace Kith.Practice.Dispatch;

/// <summary>What follows from an answer.</summary>
public enum Verdict
{
    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>Nothing is wrong with what was sent: try again later.</summary>
    Later,

    /// <summary>What was sent will not be taken as it is.</summary>
    Refused,
}

/// <summary>The answer to one try.</summary>
/// <param name="Status">The status; null when no answer came.</param>
/// <param name="Said">What stood in it, cut short.</param>
/// <param name="Asked">How long the receiver asked to be left alone.</param>
public sealed record Answer(int? Status, string? Said, TimeSpan? Asked = null)
{
    /// <summary>The most that is kept of what a receiver said.</summary>
    public const int MostSaid = 300;

    /// <summary>
    /// Only 400, 413 and 422 speak of what was sent. Everything else is about the way there: credentials, an address that
    /// moved, a receiver that is busy or down. Mending that must not find the parcels thrown away.
    /// </summary>
    public Verdict Verdict =>
        Status switch
        {
            >= 200 and < 300 => Verdict.Delivered,
            400 or 413 or 422 => Verdict.Refused,
            _ => Verdict.Later,
        };

    /// <summary>Why it did not arrive, for whoever looks after it.</summary>
    public string InWords =>
        Status switch
        {
            null => Said ?? "No answer",
            401 => "401: it does not know who is asking. The credentials may be wrong or have run out",
            403 => "403: it knows who is asking and does not let them in",
            404 or 405 or 410 => string.Create(CultureInfo.InvariantCulture, $"{Status}: nothing takes this at the address. The address may be wrong"),
            408 or 504 => string.Create(CultureInfo.InvariantCulture, $"{Status}: it took too long"),
            429 => "429: it asks to be sent less for a while",
            >= 300 and < 400 => string.Create(CultureInfo.InvariantCulture, $"{Status}: it points elsewhere, and records are not sent on to where an answer points"),
            >= 500 => string.Create(CultureInfo.InvariantCulture, $"{Status}: something is wrong at the other end"),
            _ => Said is { Length: > 0 } ? string.Create(CultureInfo.InvariantCulture, $"{Status}: {Said}") : string.Create(CultureInfo.InvariantCulture, $"{Status}"),
        };

    /// <summary>Text from elsewhere, on one line and no longer than is kept.</summary>
    public static string? Cut(string? text)
    {
        var line = string.Join(' ', (text ?? "").Split([' ', '\t', '\r', '\n', '\0'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null
            : line.Length <= MostSaid ? line
            : line[..(MostSaid - 1)] + "…";
    }
}
