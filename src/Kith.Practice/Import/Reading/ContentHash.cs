using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Practice.Import;

/// <summary>A stable 64-bit digest of content, the same on every machine and in every release: the first bytes of SHA-256.</summary>
internal static class ContentHash
{
    public static long Of(string text) => Of(text.AsSpan());

    public static long Of(ReadOnlySpan<char> text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            Span<byte> digest = stackalloc byte[32];
            SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)), digest);
            return BitConverter.ToInt64(digest);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}

/// <summary>Gathers values into one unambiguous text and digests it: lengths stand before values.</summary>
internal sealed class ContentText
{
    private readonly StringBuilder text = new(512);

    public ContentText Add(string? value)
    {
        if (value is null)
        {
            text.Append("-:");
        }
        else
        {
            text.Append(value.Length).Append(':').Append(value);
        }
        return this;
    }

    /// <summary>The digest of what was added; the gathering begins anew.</summary>
    public long Take()
    {
        var chars = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            text.CopyTo(0, chars, text.Length);
            return ContentHash.Of(chars.AsSpan(0, text.Length));
        }
        finally
        {
            text.Clear();
            ArrayPool<char>.Shared.Return(chars);
        }
    }
}
