using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kith.Practice.Documents;

/// <summary>
/// What is pinned: kept as it stood on a day, whatever the records say later, with a digest by which it can be told to be the
/// one that was read. Board reports, the assurance page and self-evaluations all keep their figures so.
/// </summary>
public static class PinnedContent
{
    private static readonly JsonSerializerOptions Shape = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>As it is kept.</summary>
    public static string Write<T>(T content) => JsonSerializer.Serialize(content, Shape);

    /// <summary>What was kept.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static T Read<T>(string kept) => JsonSerializer.Deserialize<T>(kept, Shape) ?? throw new InvalidDataException("What was pinned cannot be read");

    /// <summary>SHA-256 in hex.</summary>
    public static string Digest(string kept) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kept)));

    /// <summary>What was kept, if it still is what it was.</summary>
    /// <exception cref="InvalidDataException">It was changed since.</exception>
    public static T Read<T>(string kept, string sha256) => Digest(kept) == sha256 ? Read<T>(kept) : throw new InvalidDataException("What was pinned is not the one that was made");
}
