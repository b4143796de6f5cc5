using System.Text;
using System.Xml;

namespace Kith.Standards.CinCensus;

/// <summary>
/// The bytes of a file on their way to the XML parser: decides the encoding, counts, remembers how the file ends, and
/// stops a parser that is made to read without end between two nodes.
/// </summary>
internal sealed class CensusInput(Stream inner, int bytesBetweenNodes) : Stream
{
    private readonly byte[] _head = new byte[512];
    private int _headLength;
    private int _headRead;
    private long _lineEnds;
    private bool _insideTag;
    private long _granted = bytesBetweenNodes;

    public long BytesRead { get; private set; }

    public bool AtEnd { get; private set; }

    /// <summary>True where the file has ended inside a tag, and the line is the last: the fault is the end, whatever the parser says.</summary>
    public bool EndsInsideTag(int line) => AtEnd && _insideTag && line > _lineEnds;

    /// <summary>What to tell about the encoding, if anything.</summary>
    public string? EncodingNotice { get; private set; }

    /// <summary>A node has been read: the parser may go on.</summary>
    public void Grant() => _granted = BytesRead + bytesBetweenNodes;

    /// <summary>Opens a parser on the bytes, with the encoding that they really have.</summary>
    /// <exception cref="CensusFileException">The file is empty, is not XML, or has an encoding that cannot be read.</exception>
    public XmlReader Open(XmlReaderSettings settings)
    {
        while (_headLength < _head.Length && inner.Read(_head, _headLength, _head.Length - _headLength) is > 0 and var n)
        {
            _headLength += n;
        }

        var head = _head.AsSpan(0, _headLength);
        if (head.IsEmpty)
        {
            throw new CensusFileException(CensusFileReason.NotXml, "The file is empty.");
        }

        if (head.StartsWith("PK\u0003\u0004"u8))
        {
            throw new CensusFileException(CensusFileReason.NotXml, "This is a zip or Excel file, not XML.");
        }

        // Larger than usual: the time goes into the parser, not into small reads.
        var text = new StreamReader(this, Decide(head), detectEncodingFromByteOrderMarks: false, bufferSize: 32 * 1024);
        return XmlReader.Create(text, settings);
    }

    /// <summary>
    /// A byte order mark, or the zero bytes of a wide encoding, decide; then what the file says of itself; then UTF-8.
    /// Every decoder is strict, so that bytes which are not in the encoding are refused and never replaced.
    /// </summary>
    private Encoding Decide(ReadOnlySpan<byte> head)
    {
        (Encoding? Sure, int Mark) found = head switch
        {
            [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(false, false, true), 4),
            [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, false, true), 2),
            [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, false, true), 2),
            [0xEF, 0xBB, 0xBF, ..] => (Utf8(), 3),
            [(byte)'<', 0, ..] => (new UnicodeEncoding(false, false, true), 0),
            [0, (byte)'<', ..] => (new UnicodeEncoding(true, false, true), 0),
            _ => (null, 0),
        };
        _headRead = found.Mark;
        // The first bytes may end in the middle of a character, which is no fault of the file's.
        var forgiving = (Encoding)(found.Sure ?? Encoding.Latin1).Clone();
        forgiving.DecoderFallback = DecoderFallback.ReplacementFallback;
        var said = Declared(forgiving.GetString(head[found.Mark..(head.Length & ~3)]));
        if (found.Sure is { } sure)
        {
            // UTF-16 is also called unicode and ucs-2; only a claim of another width is worth telling.
            if (said is not null && IsWide(said) == sure is UTF8Encoding)
            {
                EncodingNotice = $"The file says that its encoding is {said}, but it is not. It was read as {sure.WebName.ToUpperInvariant()}.";
            }

            return sure;
        }

        if (said is null || said.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || said.Equals("utf8", StringComparison.OrdinalIgnoreCase))
        {
            return Utf8();
        }

        if (IsWide(said))
        {
            // Eight-bit bytes with a claim of UTF-16 are common: software that wrote to a string first. The bytes decide.
            EncodingNotice = $"The file says that its encoding is {said}, but it is not. It was read as UTF-8.";
            return Utf8();
        }

        return Named(said) ?? throw new CensusFileException(CensusFileReason.WrongEncoding, $"The file says that its encoding is «{said}», which cannot be read.", 1, 1);
    }

    private static UTF8Encoding Utf8() => new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static string? Declared(string start)
    {
        if (!start.StartsWith("<?xml", StringComparison.Ordinal))
        {
            return null;
        }

        var end = start.IndexOf("?>", StringComparison.Ordinal);
        var declaration = end < 0 ? start : start[..end];
        var at = declaration.IndexOf("encoding", StringComparison.Ordinal);
        var open = at < 0 ? -1 : declaration.AsSpan(at).IndexOfAny('"', '\'');
        if (open < 0)
        {
            return null;
        }

        open += at;
        var close = declaration.IndexOf(declaration[open], open + 1);
        return close < 0 ? null : declaration[(open + 1)..close];
    }

    private static bool IsWide(string name) =>
        name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("utf-32", StringComparison.OrdinalIgnoreCase)
        || name.Equals("unicode", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ucs-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("iso-10646", StringComparison.OrdinalIgnoreCase);

    private static Encoding? Named(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            // UTF-7 is known and refused by the platform, for good reasons.
            return null;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (BytesRead > _granted)
        {
            throw new CensusFileException(CensusFileReason.TooLarge, "The file has a value, comment or tag that is larger than any return has.");
        }

        int read;
        if (_headRead < _headLength)
        {
            read = Math.Min(buffer.Length, _headLength - _headRead);
            _head.AsSpan(_headRead, read).CopyTo(buffer);
            _headRead += read;
        }
        else
        {
            read = inner.Read(buffer);
        }

        if (read == 0)
        {
            AtEnd = buffer.Length > 0;
            return 0;
        }

        var bytes = buffer[..read];
        BytesRead += read;
        _lineEnds += bytes.Count((byte)'\n');
        var open = bytes.LastIndexOf((byte)'<');
        _insideTag = open < 0 ? _insideTag && !bytes.Contains((byte)'>') : !bytes[open..].Contains((byte)'>');
        return read;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
