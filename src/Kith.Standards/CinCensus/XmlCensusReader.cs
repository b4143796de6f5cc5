using System.Text;
using System.Xml;

namespace Kith.Standards.CinCensus;

/// <summary>
/// Reads a return as a stream, one child in memory at a time. Elements may come in any order, unknown ones are passed
/// over, and both are told as notices. A file that cannot be read to its end is never reported as whole: reading throws
/// <see cref="CensusFileException"/>, and <see cref="IsComplete"/> is true only after the last byte.
/// </summary>
internal sealed partial class XmlCensusReader : IDisposable
{
    private readonly CensusReadLimits _limits;
    private readonly List<CensusNotice> _notices = [];
    private readonly string[] _open;
    private readonly int[] _rows = new int[Enum.GetValues<CensusTable>().Length];
    private readonly CensusInput _input;
    private readonly XmlReader _xml;
    private readonly IXmlLineInfo _lines;
    private int _depth;
    private int _order;
    private int _lastInMessage;
    private int _lastInChildren;
    private bool _inChildren;
    private bool _headerIsLate;
    private bool _namespaceTold;
    private bool _headerMet;
    private CensusFileException? _failure;

    private XmlCensusReader(Stream stream, CensusReadLimits limits)
    {
        _limits = limits;
        _open = new string[limits.Depth + 2];
        _input = new CensusInput(stream, limits.BytesBetweenNodes);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            NameTable = new CensusNameTable(),
            CloseInput = false,
        };
        try
        {
            _xml = _input.Open(settings);
        }
        catch (DecoderFallbackException problem)
        {
            throw _input.AtEnd ? CutShort("line 1", 1, 1, problem) : WrongEncoding(1, 1, problem);
        }

        _lines = (IXmlLineInfo)_xml;
    }

    /// <summary>What the header says. Where the file has none, every value is null and <see cref="CensusRecord.IsPresent"/> is false.</summary>
    public CensusHeader Header { get; private set; } = new() { Row = -1 };

    /// <summary>The oddities met so far, in file order, up to the limit.</summary>
    public IReadOnlyList<CensusNotice> Notices => _notices;

    /// <summary>How many more notices there were than are kept.</summary>
    public int NoticesNotKept { get; private set; }

    /// <summary>True once the whole file has been read without fault.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Children read so far.</summary>
    public int ChildrenRead { get; private set; }

    /// <summary>Bytes taken from the stream so far, for progress.</summary>
    public long BytesRead => _input.BytesRead;

    /// <summary>Records of a table read so far.</summary>
    public int CountOf(CensusTable table) => _rows[(int)table];

    /// <summary>
    /// Opens a return and reads its header, wherever in the file it stands (the stream must be able to seek if the
    /// header comes after the children). The stream stays open afterwards.
    /// </summary>
    /// <exception cref="CensusFileException">The file is not a return, or cannot be read as far as its header.</exception>
    public static XmlCensusReader Open(Stream stream, CensusReadLimits? limits = null)
    {
        limits ??= new CensusReadLimits();
        var start = stream.CanSeek ? stream.Position : 0;
        var reader = new XmlCensusReader(stream, limits);
        if (!reader.Try(reader.Begin))
        {
            var late = reader.FindLateHeader(stream, start);
            stream.Position = start;
            reader = new XmlCensusReader(stream, limits) { _headerIsLate = late.IsPresent, Header = late };
            reader.Try(reader.BeginAtChildren);
        }

        if (!IsCinCensus(reader.Header))
        {
            throw new CensusFileException(
                CensusFileReason.NotACinCensus,
                $"This is not a children in need census: its header says that the collection is «{Shorten(reader.Header.Collection!.Trim())}».",
                reader.Header.Line,
                1
            );
        }

        return reader;
    }

    /// <summary>Whether the header, as far as it says, is of this collection.</summary>
    public static bool IsCinCensus(CensusHeader header) =>
        CensusValue.IsBlank(header.Collection) || header.Collection!.AsSpan().Trim().StartsWith("CIN", StringComparison.OrdinalIgnoreCase);

    /// <summary>The children from here to the end of the file, each read when asked for.</summary>
    /// <exception cref="CensusFileException">The file cannot be read to its end.</exception>
    public IEnumerable<CensusChild> Children()
    {
        while (ReadChild() is { } child)
        {
            yield return child;
        }
    }

    /// <summary>The next child, or null when the whole file has been read.</summary>
    /// <exception cref="CensusFileException">The file cannot be read to its end; asking again throws the same.</exception>
    public CensusChild? ReadChild()
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        return IsComplete ? null : Try(NextChild);
    }

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    /// <summary>Goes into Message and reads the header. False where children come first.</summary>
    private bool Begin()
    {
        EnterMessage();
        switch (NextElement(CensusNames.Message, ref _lastInMessage))
        {
            case 0:
                Header = ReadHeader();
                _headerMet = true;
                return true;
            case -1:
                throw Failure(CensusFileReason.NotACinCensus, "This is not a children in need census: it has neither a header nor children");
            default:
                return false;
        }
    }

    private bool BeginAtChildren()
    {
        EnterMessage();
        return true;
    }

    private void EnterMessage()
    {
        do
        {
            Read();
        } while (_xml.NodeType != XmlNodeType.Element);

        if (_xml.LocalName != "Message")
        {
            throw Failure(CensusFileReason.NotACinCensus, $"This is not a children in need census: it begins with <{Shorten(_xml.LocalName)}> instead of <Message>");
        }

        LookAtRoot();
        if (!Enter("Message"))
        {
            throw Failure(CensusFileReason.NotACinCensus, "This is not a children in need census: it is empty");
        }

        if (_input.EncodingNotice is { } notice)
        {
            Tell(CensusNoticeKind.Encoding, notice);
        }
    }

    /// <summary>Looks through the rest of a file that begins with its children; a header that is not there is all null.</summary>
    private CensusHeader FindLateHeader(Stream stream, long start)
    {
        if (!stream.CanSeek)
        {
            throw Failure(CensusFileReason.NotACinCensus, "The header comes after the children. Save the file first, then read it from there");
        }

        stream.Position = start;
        using var scan = new XmlCensusReader(stream, _limits);
        try
        {
            return scan.Try(scan.ScanForHeader);
        }
        catch (CensusFileException)
        {
            // The reading proper meets the same fault, and can say better where.
            return new CensusHeader { Row = -1 };
        }
    }

    private CensusHeader ScanForHeader()
    {
        EnterMessage();
        while (true)
        {
            switch (NextElement(CensusNames.Message, ref _lastInMessage))
            {
                case -1:
                    return new CensusHeader { Row = -1 };
                case 0:
                    return ReadHeader();
                default:
                    Skip();
                    break;
            }
        }
    }

    private CensusChild? NextChild()
    {
        while (true)
        {
            if (_inChildren)
            {
                if (NextElement(CensusNames.ChildrenGroup, ref _lastInChildren) == 0)
                {
                    return ReadChildElement();
                }

                _inChildren = false;
                continue;
            }

            switch (NextElement(CensusNames.Message, ref _lastInMessage))
            {
                case 0:
                    PassHeader();
                    break;
                case 1:
                    _lastInChildren = 0;
                    _inChildren = Enter("Children");
                    break;
                case 2:
                    Tell(CensusNoticeKind.OutOfOrder, "<Child> stands outside <Children>. It was read all the same.");
                    return ReadChildElement();
                default:
                    ReadToEnd();
                    return null;
            }
        }
    }

    private void PassHeader()
    {
        if (_headerIsLate && !_headerMet)
        {
            // That it is out of order has been told already, where it was met.
            _headerMet = true;
        }
        else
        {
            Tell(CensusNoticeKind.Repeated, "There is a second header. Only the first was read.");
        }

        Skip();
    }

    private void ReadToEnd()
    {
        _input.Grant();
        while (_xml.Read())
        {
            _input.Grant();
        }

        IsComplete = true;
    }

    private T Try<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception problem) when (problem is XmlException or DecoderFallbackException or CensusFileException)
        {
            _failure = Plain(problem);
            throw _failure;
        }
    }

    /// <summary>One plain sentence with its place, whatever the parser called it.</summary>
    private CensusFileException Plain(Exception problem)
    {
        if (problem is CensusFileException { Line: > 0 } placed)
        {
            return placed;
        }

        int line = _lines.LineNumber,
            column = _lines.LinePosition;
        var at = $"line {line}, position {column}";
        switch (problem)
        {
            case CensusFileException known:
                return new CensusFileException(known.Reason, $"{known.Message.TrimEnd('.')} (near {at}).", line, column, known);
            case DecoderFallbackException:
                // Half a character can only be left over at the very end.
                return _input.AtEnd ? CutShort(at, line, column, problem) : WrongEncoding(line, column, problem);
        }

        var xml = (XmlException)problem;
        (line, column) = xml.LineNumber > 0 ? (xml.LineNumber, xml.LinePosition) : (line, column);
        at = $"line {line}, position {column}";
        var said = xml.Message;
        if (said.Contains("DTD", StringComparison.Ordinal))
        {
            return new CensusFileException(
                CensusFileReason.ForbiddenDtd,
                $"The file has a document type definition (DOCTYPE){(line > 0 ? $" at {at}" : "")}. A return never has one, and it can do harm, so the file was not read.",
                line,
                column,
                xml
            );
        }

        if (said.Contains("encoding", StringComparison.OrdinalIgnoreCase) || said.Contains("Unicode", StringComparison.Ordinal))
        {
            return WrongEncoding(line, column, xml);
        }

        if (_input.EndsInsideTag(line) || (_input.AtEnd && IsAboutTheEnd(said)))
        {
            return _input.BytesRead > 0 && said.Contains("Root element", StringComparison.Ordinal)
                ? new CensusFileException(CensusFileReason.CutShort, "The file is cut short: it ends before the return begins.", line, column, xml)
                : CutShort(at, line, column, xml);
        }

        var detail = said.IndexOf(" Line ", StringComparison.Ordinal) is > 0 and var end ? said[..end] : said;
        return new CensusFileException(CensusFileReason.NotXml, $"The file is not valid XML at {at}: {Shorten(detail, 200)}", line, column, xml);
    }

    // The framework's messages are not localised: the product runs with invariant globalisation and ships no satellite resources.
    private static bool IsAboutTheEnd(string said) =>
        said.Contains("end of file", StringComparison.OrdinalIgnoreCase)
        || said.Contains("unclosed", StringComparison.OrdinalIgnoreCase)
        || said.Contains("not closed", StringComparison.OrdinalIgnoreCase)
        || said.Contains("Root element is missing", StringComparison.Ordinal);

    private CensusFileException CutShort(string at, int line, int column, Exception cause) =>
        new(CensusFileReason.CutShort, $"The file is cut short: it ends at {at}, inside {Path()}. Nothing in it was taken as a whole return.", line, column, cause);

    private static CensusFileException WrongEncoding(int line, int column, Exception cause) =>
        new(
            CensusFileReason.WrongEncoding,
            $"The file has characters that are not in the encoding it says it has, near line {line}. Save it as UTF-8 and try again.",
            line,
            column,
            cause
        );

    private CensusFileException Failure(CensusFileReason reason, string message) =>
        new(reason, $"{message} (line {_lines.LineNumber}, position {_lines.LinePosition}).", _lines.LineNumber, _lines.LinePosition);

    private static string Shorten(string text, int most = 60) => text.Length <= most ? text : text[..most] + "…";
}
