namespace Kith.Standards.CinCensus;

/// <summary>
/// Reads a return as a stream, one child in memory at a time. Elements may come in any order, unknown ones are passed
/// over, and both are told as notices. A file that cannot be read to its end is never reported as whole: reading throws
/// <see cref="CensusFileException"/>, and <see cref="IsComplete"/> is true only after the last byte.
/// </summary>
/// <remarks>
/// Nearly every return is plain: UTF-8, the elements of the specification in their order, and nothing else. Such a file
/// is read by <see cref="PlainCensusReader"/>, several times as fast as an XML parser. At the first byte that is not
/// plain the file is read again from its start by <see cref="XmlCensusReader"/>, which knows all of XML, and what had
/// been handed out already is passed over. So what is odd, wrong or hostile is always judged by the one that knows all.
/// </remarks>
public sealed class CinCensusReader : IDisposable
{
    private readonly Stream _stream;
    private readonly CensusReadLimits _limits;
    private readonly long _start;
    private PlainCensusReader? _plain;
    private XmlCensusReader? _xml;

    private CinCensusReader(Stream stream, CensusReadLimits limits, bool plain)
    {
        _stream = stream;
        _limits = limits;
        _start = stream.CanSeek ? stream.Position : 0;
        if (stream.CanSeek && plain)
        {
            _plain = new PlainCensusReader(stream, limits);
            if (_plain.Begin() && XmlCensusReader.IsCinCensus(_plain.Header))
            {
                return;
            }
        }

        ReadAsXml();
    }

    /// <summary>What the header says. Where the file has none, every value is null and <see cref="CensusRecord.IsPresent"/> is false.</summary>
    public CensusHeader Header => _plain?.Header ?? _xml!.Header;

    /// <summary>The oddities met so far, in file order, up to the limit.</summary>
    public IReadOnlyList<CensusNotice> Notices => _xml?.Notices ?? [];

    /// <summary>How many more notices there were than are kept.</summary>
    public int NoticesNotKept => _xml?.NoticesNotKept ?? 0;

    /// <summary>True once the whole file has been read without fault.</summary>
    public bool IsComplete => _plain?.IsComplete ?? _xml!.IsComplete;

    /// <summary>Children read so far.</summary>
    public int ChildrenRead => _plain?.ChildrenRead ?? _xml!.ChildrenRead;

    /// <summary>Bytes taken from the stream so far, for progress.</summary>
    public long BytesRead => _plain?.BytesRead ?? _xml!.BytesRead;

    /// <summary>True while the file has been as plain as files are.</summary>
    internal bool IsPlain => _plain is not null;

    /// <summary>Records of a table read so far.</summary>
    public int CountOf(CensusTable table) => _plain?.CountOf(table) ?? _xml!.CountOf(table);

    /// <summary>
    /// Opens a return and reads its header, wherever in the file it stands (the stream must be able to seek if the
    /// header comes after the children). The stream stays open afterwards.
    /// </summary>
    /// <exception cref="CensusFileException">The file is not a return, or cannot be read as far as its header.</exception>
    public static CinCensusReader Open(Stream stream, CensusReadLimits? limits = null) => new(stream, limits ?? new CensusReadLimits(), plain: true);

    /// <summary>As <see cref="Open"/>, by the XML parser from the start, so that a test can compare the two.</summary>
    internal static CinCensusReader OpenAsXml(Stream stream, CensusReadLimits? limits = null) => new(stream, limits ?? new CensusReadLimits(), plain: false);

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
        if (_plain is not null)
        {
            if (_plain.TryRead(out var child))
            {
                return child;
            }

            ReadAsXml();
        }

        return _xml!.ReadChild();
    }

    /// <inheritdoc/>
    public void Dispose() => _xml?.Dispose();

    private void ReadAsXml()
    {
        var passed = _plain?.ChildrenRead ?? 0;
        if (_stream.CanSeek)
        {
            _stream.Position = _start;
        }

        _plain = null;
        _xml = XmlCensusReader.Open(_stream, _limits);
        for (var i = 0; i < passed; i++)
        {
            _xml.ReadChild();
        }
    }
}
