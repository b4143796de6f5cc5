using System.IO.Compression;
using System.Text;

namespace Kith.Hostile;

/// <summary>What must become of a file that is loaded.</summary>
public enum Fate
{
    /// <summary>The whole file is refused with a sentence that says what is wrong; nothing of it is kept.</summary>
    Refused,

    /// <summary>Loaded; the rows that cannot be taken are kept with file, place and reason.</summary>
    InPart,

    /// <summary>Loaded whole: odd, but nothing is wrong with it.</summary>
    Taken,
}

/// <summary>
/// A file that someone may try. One table of them is loaded by the engine's tests (both engines), by the command and
/// through the pages, so that each way in holds against the same files.
/// </summary>
/// <param name="Name">What is the matter with it, as a test's name.</param>
/// <param name="Source">The kind of extract that it is loaded as (see Sources).</param>
/// <param name="FileName">What the person calls it.</param>
/// <param name="Fate">What must become of it.</param>
/// <param name="Says">Words that its failure, or the reason of one of its refused rows, must hold.</param>
/// <param name="Content">Its bytes, made anew each time.</param>
public sealed record HostileFile(string Name, string Source, string FileName, Fate Fate, string Says, Func<byte[]> Content)
{
    /// <summary>The words that a census validator must say on refusing it; null when the file can be judged.</summary>
    public string? Unjudged { get; init; }

    public override string ToString() => Name;

    /// <summary>Every file of the table.</summary>
    public static IReadOnlyList<HostileFile> All { get; } = [.. HostileReturns.All, .. HostileTables.All, .. HostileWorkbooks.All];

    public static HostileFile Named(string name) => All.Single(f => f.Name == name);
}

/// <summary>Bytes of other kinds, which people choose by mistake, and zips of all sorts.</summary>
internal static class Bytes
{
    public static byte[] Text(string text, Encoding? encoding = null, bool mark = false)
    {
        encoding ??= new UTF8Encoding(false);
        return mark ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);
    }

    public static Encoding Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static byte[] Png => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89];

    public static byte[] Pdf => [.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, .. "\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n"u8];

    public static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries) => Zip(entries, CompressionLevel.Fastest);

    public static byte[] Zip((string Name, byte[] Content)[] entries, CompressionLevel level)
    {
        var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }
        return to.ToArray();
    }

    /// <summary>A zip with one entry of so many equal bytes, which pack to nearly nothing.</summary>
    public static byte[] Bomb(string name, long length, string start = "", byte fill = (byte)'0', params (string Name, byte[] Content)[] beside)
    {
        var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (other, content) in beside)
            {
                using var entry = zip.CreateEntry(other, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
            using var bomb = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
            bomb.Write(Encoding.UTF8.GetBytes(start));
            var block = new byte[1 << 20];
            Array.Fill(block, fill);
            for (var left = length; left > 0; left -= block.Length)
            {
                bomb.Write(block.AsSpan(0, (int)Math.Min(left, block.Length)));
            }
        }
        return to.ToArray();
    }

    /// <summary>The same zip with every entry's size said to be one byte, so that only reading it shows how large it is.</summary>
    public static byte[] Lying(byte[] zip)
    {
        var lying = zip.ToArray();
        for (var i = 0; i + 46 < lying.Length; i++)
        {
            if (lying.AsSpan(i).StartsWith("PK\u0001\u0002"u8))
            {
                BitConverter.TryWriteBytes(lying.AsSpan(i + 24), 1);
            }
            else if (lying.AsSpan(i).StartsWith("PK\u0003\u0004"u8))
            {
                BitConverter.TryWriteBytes(lying.AsSpan(i + 22), 1);
            }
        }
        return lying;
    }

    /// <summary>The same zip with the mark of encryption on every entry.</summary>
    public static byte[] Locked(byte[] zip)
    {
        var locked = zip.ToArray();
        for (var i = 0; i + 46 < locked.Length; i++)
        {
            if (locked.AsSpan(i).StartsWith("PK\u0001\u0002"u8))
            {
                locked[i + 8] |= 1;
            }
            else if (locked.AsSpan(i).StartsWith("PK\u0003\u0004"u8))
            {
                locked[i + 6] |= 1;
            }
        }
        return locked;
    }

    /// <summary>Names that are hard on software: other scripts, right to left, combined and invisible signs.</summary>
    public static readonly string[] Names =
    [
        "Zoë-Mai",
        "山田 太郎",
        "محمد",
        "שרה",
        "Nguyễn",
        "O\u0301\u0327\u0323\u0331lafur",
        "👩‍👧‍👦 Mia",
        "Mia\u200B\u200D\uFEFFJo",
        "\u202Eevil\u202C",
        "Ünïcödé",
        "İbrahim ıŞık",
        "ﷺ",
        "𝕸𝖎𝖆",
        "D'Árcy–O’Brien",
        "Robert'); DROP TABLE person;--",
        "<script>alert(1)</script>",
        "{{7*7}}${7*7}",
        "%s%n%x",
        "=cmd|'/c calc'!A1",
        "NULL\u00A0",
        "null",
        "undefined",
        "Å\u030A",
        "ก็็็็็็็็็็",
    ];

    /// <summary>A text of such a length that no packing makes shorter.</summary>
    public static string Long(int length)
    {
        var dice = new Random(length);
        return string.Create(
            length,
            dice,
            static (span, d) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = (char)('A' + d.Next(26));
                }
            }
        );
    }
}
