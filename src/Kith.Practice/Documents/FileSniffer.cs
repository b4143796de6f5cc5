using System.IO.Compression;
using System.Text;

namespace Kith.Practice.Documents;

/// <summary>A type of file that may stand on a record.</summary>
public sealed record FileType(string ContentType, string Extension, string Name);

/// <summary>
/// Says what a file is by its bytes. Only types that cannot run anything on the reader's machine are let in: no
/// programs, no web pages, no drawings with scripts (SVG), no office files with macros.
/// </summary>
public static class FileSniffer
{
    private static readonly FileType Pdf = new("application/pdf", "pdf", "PDF");
    private static readonly FileType Png = new("image/png", "png", "picture");
    private static readonly FileType Jpeg = new("image/jpeg", "jpg", "picture");
    private static readonly FileType Heic = new("image/heic", "heic", "picture");
    private static readonly FileType Webp = new("image/webp", "webp", "picture");
    private static readonly FileType Word = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word document");
    internal static readonly FileType Excel = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Excel workbook");
    private static readonly FileType OpenText = new("application/vnd.oasis.opendocument.text", "odt", "OpenDocument text");
    private static readonly FileType Rich = new("application/rtf", "rtf", "rich text");
    private static readonly FileType Plain = new("text/plain", "txt", "text");

    /// <summary>What people may add, in words.</summary>
    public const string Allowed = "a PDF, a picture (JPEG, PNG, HEIC, WebP), a Word, Excel or OpenDocument file without macros, or a text";

    /// <summary>The type of a file, or why it is not let in.</summary>
    public static (FileType? Type, string? Refusal) Sniff(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return (null, "The file is empty");
        }
        if (Starts(bytes, "%PDF-"u8))
        {
            return (Pdf, null);
        }
        if (Starts(bytes, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return (Png, null);
        }
        if (Starts(bytes, [0xFF, 0xD8, 0xFF]))
        {
            return (Jpeg, null);
        }
        if (bytes.Length > 12 && bytes.AsSpan(4, 4).SequenceEqual("ftyp"u8) && (bytes.AsSpan(8, 3).SequenceEqual("hei"u8) || bytes.AsSpan(8, 4).SequenceEqual("mif1"u8)))
        {
            return (Heic, null);
        }
        if (bytes.Length > 12 && Starts(bytes, "RIFF"u8) && bytes.AsSpan(8, 4).SequenceEqual("WEBP"u8))
        {
            return (Webp, null);
        }
        if (Starts(bytes, "{\\rtf"u8))
        {
            return (Rich, null);
        }
        if (Starts(bytes, "PK"u8))
        {
            return Package(bytes);
        }
        return IsText(bytes) ? (Plain, null) : (null, $"This kind of file cannot be added. Add {Allowed}");
    }

    private static (FileType?, string?) Package(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            var names = zip.Entries.Select(e => e.FullName).Take(20_000).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            {
                return (null, "The file holds macros. Save it without macros and add it again");
            }
            if (names.Contains("[Content_Types].xml") && names.Contains("word/document.xml"))
            {
                return (Word, null);
            }
            if (names.Contains("[Content_Types].xml") && names.Contains("xl/workbook.xml"))
            {
                return (Excel, null);
            }
            if (zip.GetEntry("mimetype") is { Length: < 200 } mime)
            {
                using var reader = new StreamReader(mime.Open());
                if (reader.ReadToEnd().Trim() == OpenText.ContentType && !names.Any(n => n.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase)))
                {
                    return (OpenText, null);
                }
            }
        }
        catch (InvalidDataException)
        {
            return (null, "The file is damaged. Save it again and add it once more");
        }
        return (null, $"This kind of file cannot be added. Add {Allowed}");
    }

    /// <summary>UTF-8 without control characters, and no web page, whose script a careless reader might run.</summary>
    private static bool IsText(byte[] bytes)
    {
        if (bytes.Length > 5_000_000)
        {
            return false;
        }
        string text;
        try
        {
            text = new UTF8Encoding(false, true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        return !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t'))
            && !text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t').StartsWith('<')
            && !text.Contains("<script", StringComparison.OrdinalIgnoreCase)
            && !text.StartsWith("#!", StringComparison.Ordinal);
    }

    private static bool Starts(byte[] bytes, ReadOnlySpan<byte> mark) => bytes.AsSpan().StartsWith(mark);
}
