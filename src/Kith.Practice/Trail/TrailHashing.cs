using System.Security.Cryptography;
using System.Text;

namespace Kith.Practice.Trail;

/// <summary>How an entry and a head are hashed. Changing this breaks every chain: it is versioned by never changing.</summary>
public static class TrailHashing
{
    /// <summary>The previous hash of a chain's first entry.</summary>
    public static readonly string Start = new('0', 64);

    /// <summary>SHA-256, hex, over the previous hash and every field of the entry, each on its own line.</summary>
    public static string Of(TrailEntry e)
    {
        // Lengths before values: no two entries can give the same text.
        var text = new StringBuilder(512);
        Add(text, e.PreviousHash);
        Add(text, e.Id.ToString("N"));
        Add(text, e.Chain);
        Add(text, e.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add(text, Instant(e.At));
        Add(text, e.ProcessId.ToString("N"));
        Add(text, e.Process);
        Add(text, e.ActorId.ToString("N"));
        Add(text, e.ActorName);
        Add(text, e.ActingForId?.ToString("N"));
        Add(text, e.Reason);
        Add(text, e.PersonId?.ToString("N"));
        Add(text, e.Event);
        Add(text, e.Payload);
        return Hex(text.ToString());
    }

    /// <summary>The hash of a head.</summary>
    public static string Of(TrailHead h)
    {
        var text = new StringBuilder(256);
        Add(text, h.PreviousHash);
        Add(text, h.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add(text, Instant(h.At));
        Add(text, h.Chains.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add(text, h.Entries.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add(text, h.Root);
        return Hex(text.ToString());
    }

    /// <summary>The Merkle root over chain ends in ordinal order of chain: leaf and node prefixes as in RFC 6962.</summary>
    public static string Root(IEnumerable<(string Chain, long Length, string Hash)> tips)
    {
        var level = tips.OrderBy(t => t.Chain, StringComparer.Ordinal).Select(t => SHA256.HashData(Encoding.UTF8.GetBytes($"\u0000{t.Chain}\n{t.Length}\n{t.Hash}"))).ToList();
        if (level.Count == 0)
        {
            return Start;
        }
        while (level.Count > 1)
        {
            var next = new List<byte[]>((level.Count + 1) / 2);
            for (var i = 0; i < level.Count; i += 2)
            {
                next.Add(i + 1 < level.Count ? SHA256.HashData([1, .. level[i], .. level[i + 1]]) : level[i]);
            }
            level = next;
        }
        return Convert.ToHexStringLower(level[0]);
    }

    private static string Instant(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static void Add(StringBuilder text, string? value) =>
        text.Append(value is null ? "-" : value.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)).Append(':').Append(value).Append('\n');

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
