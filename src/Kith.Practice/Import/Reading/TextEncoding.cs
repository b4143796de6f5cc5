using System.Text;

namespace Kith.Practice.Import;

/// <summary>Finds out how a text file's characters are written, by its first bytes and, without a mark, by trying.</summary>
internal static class TextEncoding
{
    /// <summary>
    /// The encoding of a seekable stream, which is left at its start: by byte order mark; UTF-16 by its pattern of
    /// zeros; UTF-8 when every byte agrees with it; otherwise Windows-1252, which older systems export.
    /// </summary>
    public static (Encoding Encoding, string? Notice) Of(Stream stream)
    {
        var head = new byte[4096];
        stream.Position = 0;
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        var start = head.AsSpan(0, read);
        if (start.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            return Valid(stream) ? (new UTF8Encoding(false), null) : (Legacy, "The file says that it is UTF-8 and is not; it was read as Windows-1252.");
        }
        if (start.StartsWith<byte>([0xFF, 0xFE]))
        {
            return (Encoding.Unicode, null);
        }
        if (start.StartsWith<byte>([0xFE, 0xFF]))
        {
            return (Encoding.BigEndianUnicode, null);
        }
        if (read >= 8)
        {
            int even = 0,
                odd = 0;
            for (var i = 0; i < read; i++)
            {
                if (head[i] == 0)
                {
                    _ = i % 2 == 0 ? even++ : odd++;
                }
            }
            if (odd > read / 4 && even < read / 50)
            {
                return (Encoding.Unicode, "The file has no mark of its encoding; it was read as UTF-16.");
            }
            if (even > read / 4 && odd < read / 50)
            {
                return (Encoding.BigEndianUnicode, "The file has no mark of its encoding; it was read as UTF-16.");
            }
        }
        return Valid(stream) ? (new UTF8Encoding(false), null) : (Legacy, "The file is not UTF-8; it was read as Windows-1252.");
    }

    private static Encoding Legacy => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static bool Valid(Stream stream)
    {
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[bytes.Length + 4];
        try
        {
            int read;
            while ((read = stream.Read(bytes)) > 0)
            {
                decoder.GetChars(bytes, 0, read, chars, 0, flush: false);
            }
            decoder.GetChars([], 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        finally
        {
            stream.Position = 0;
        }
    }
}
