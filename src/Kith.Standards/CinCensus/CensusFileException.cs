using System.Text;

namespace Kith.Standards.CinCensus;

/// <summary>Why a file cannot be read as a return.</summary>
public enum CensusFileReason
{
    /// <summary>Not XML, or XML with a mistake in it.</summary>
    NotXml,

    /// <summary>XML, but of something else.</summary>
    NotACinCensus,

    /// <summary>The file ends before the return does.</summary>
    CutShort,

    /// <summary>The characters are not in the encoding that the file says, or in one that can be read.</summary>
    WrongEncoding,

    /// <summary>The file has a document type definition, which a return never has and which can do harm.</summary>
    ForbiddenDtd,

    /// <summary>A value, or the nesting of elements, is larger than any return has.</summary>
    TooLarge,
}

/// <summary>A file that cannot be read as a return: one plain sentence that says what and where.</summary>
public sealed class CensusFileException : Exception
{
    public CensusFileException(CensusFileReason reason, string message, int line = 0, int column = 0, Exception? cause = null)
        : base(OneLine(message), cause)
    {
        Reason = reason;
        Line = line;
        Column = column;
    }

    public CensusFileReason Reason { get; }

    // Parsers quote the file, and a file can have anything in it: also half a character, which no database keeps.
    private static string OneLine(string message) =>
        message.Any(c => char.IsControl(c) || char.IsSurrogate(c)) ? string.Concat(message.EnumerateRunes().Select(r => Rune.IsControl(r) ? "·" : r.ToString())) : message;

    /// <summary>1-based line; 0 where there is none to name.</summary>
    public int Line { get; }

    /// <summary>1-based position in the line; 0 where there is none to name.</summary>
    public int Column { get; }
}

/// <summary>What kind of oddity a reader met and read past.</summary>
public enum CensusNoticeKind
{
    UnknownElement,
    UnexpectedText,
    UnexpectedAttribute,
    OutOfOrder,
    Repeated,
    Namespace,
    Encoding,
}

/// <summary>Something in a file that is not as the specification has it, and that did not stop the reading.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Line">1-based line; 0 if about the file as a whole.</param>
/// <param name="Column">1-based position in the line.</param>
/// <param name="Path">The element that it is about or inside: "Message/Children/Child[3]/CINdetails".</param>
/// <param name="Message">In plain words, and what was done about it.</param>
public sealed record CensusNotice(CensusNoticeKind Kind, int Line, int Column, string Path, string Message);

/// <summary>How much a reader takes before it refuses a file.</summary>
public sealed record CensusReadLimits
{
    /// <summary>Characters in one value.</summary>
    public int ValueCharacters { get; init; } = 4_096;

    /// <summary>Bytes between one element or text and the next (comments, attributes and white space included).</summary>
    public int BytesBetweenNodes { get; init; } = 1 << 20;

    /// <summary>Elements inside one another.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Records of one child: an episode, an assessment, a factor each count as one. Some hundreds are many.</summary>
    public int RecordsOfChild { get; init; } = 10_000;

    /// <summary>Notices that are kept; further ones are only counted.</summary>
    public int Notices { get; init; } = 1_000;
}
