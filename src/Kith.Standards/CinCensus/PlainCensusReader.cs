using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Kith.Standards.CinCensus;

/// <summary>
/// Reads the plain form of a return straight from its bytes. Plain is: UTF-8 or said nothing about; ASCII without
/// references, comments, attributes or anything else that needs a parser; every element known, in the order of the
/// specification, at most once where it may stand once. Anything else makes it say so, and then it is of no further
/// use. It must never take for plain what an XML parser would refuse or read otherwise: tests compare the two.
/// </summary>
internal sealed partial class PlainCensusReader(Stream stream, CensusReadLimits limits)
{
    private const int FirstBuffer = 128 * 1024;

    /// <summary>The end of the group; further ones are the places of elements in it.</summary>
    private const int Closed = -1;

    /// <summary>Not plain, or not all of it in the buffer.</summary>
    private const int Odd = -2;

    // What a plain value is made of: printable ASCII but for the three signs to which XML gives a meaning.
    private static readonly SearchValues<byte> InValue = SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(b => (byte)b).Except("<&>"u8.ToArray())]);

    private readonly int[] _rows = new int[CensusNames.Tables];
    private readonly int[] _rowsBefore = new int[CensusNames.Tables];
    private readonly string?[] _known = new string?[1024];
    private byte[] _buffer = new byte[FirstBuffer];
    private int _at;
    private int _end;
    private bool _streamEnded;
    private bool _isEmpty;
    private int _line = 1;
    private int _order;

    public CensusHeader Header { get; private set; } = new() { Row = -1 };

    public bool IsComplete { get; private set; }

    public int ChildrenRead { get; private set; }

    public long BytesRead { get; private set; }

    private ReadOnlySpan<byte> Rest => _buffer.AsSpan(_at, _end - _at);

    public int CountOf(CensusTable table) => _rows[(int)table];

    /// <summary>Reads as far as the first child. False where the file is not plain.</summary>
    public bool Begin()
    {
        // A header has a few hundred bytes: it is all in the first buffer, or the file is not plain.
        Fill();
        if (Rest.StartsWith("\uFEFF"u8))
        {
            _at = 3;
        }

        return PassDeclaration() && Is("<Message>"u8) && SkipWhite() && Is("<Header>"u8) && ReadHeader() && SkipWhite() && Is("<Children>"u8) && SkipWhite();
    }

    /// <summary>The next child, null at the end of the whole file. False where the file is not plain, from there on.</summary>
    public bool TryRead(out CensusChild? child)
    {
        child = null;
        if (IsComplete)
        {
            return true;
        }

        while (true)
        {
            // The buffer may have ended in the white space between two children.
            SkipWhite();
            var (at, line) = (_at, _line);
            _rows.CopyTo(_rowsBefore, 0);
            if (Is("<Child>"u8))
            {
                child = new CensusChild { Position = ChildrenRead, Line = line };
                if (ReadChild(child) && SkipWhite() && _order <= limits.RecordsOfChild)
                {
                    ChildrenRead++;
                    return true;
                }
            }
            else if (Is("</Children>"u8) && SkipWhite() && Is("</Message>"u8))
            {
                return ReadToEnd();
            }

            // Where much is left in the buffer it is not for want of bytes: the file is not plain. Otherwise once more
            // from the start of the child, with more of the file behind it.
            var left = _end - _at;
            child = null;
            (_at, _line) = (at, line);
            _rowsBefore.CopyTo(_rows, 0);
            if (left > limits.ValueCharacters + 128 || !Fill())
            {
                return false;
            }
        }
    }

    /// <summary>Nothing but white space may follow.</summary>
    private bool ReadToEnd()
    {
        do
        {
            SkipWhite();
            if (_end - _at > 1)
            {
                return false;
            }
        } while (Fill());

        return IsComplete = _at == _end;
    }

    /// <summary>Moves what is left to the front and reads more behind it; false where there is no more, or a child is larger than any is.</summary>
    private bool Fill()
    {
        var left = _end - _at;
        if (_streamEnded || left >= limits.BytesBetweenNodes)
        {
            return false;
        }

        if (left > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        Buffer.BlockCopy(_buffer, _at, _buffer, 0, left);
        (_at, _end) = (0, left);
        while (_end < _buffer.Length)
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                _streamEnded = true;
                break;
            }

            _end += read;
            BytesRead += read;
        }

        return true;
    }

    /// <summary>An XML declaration of version 1.0 and UTF-8, in its usual forms, or none.</summary>
    private bool PassDeclaration()
    {
        if (!Rest.StartsWith("<?xml "u8))
        {
            return true;
        }

        var close = Rest.IndexOf("?>"u8);
        if (close is < 0 or > 100)
        {
            return false;
        }

        var said = Encoding.Latin1.GetString(Rest[6..close]);
        var isUtf8 =
            said is "version=\"1.0\""
            || said.Equals("version=\"1.0\" encoding=\"utf-8\"", StringComparison.OrdinalIgnoreCase) && said.StartsWith("version=\"1.0\" encoding=", StringComparison.Ordinal);
        _at += close + 2;
        return isUtf8 && SkipWhite();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Is(ReadOnlySpan<byte> tag)
    {
        if (!Rest.StartsWith(tag))
        {
            return false;
        }

        _at += tag.Length;
        return true;
    }

    /// <summary>False at a carriage return alone, which ends a line for a parser.</summary>
    private bool SkipWhite()
    {
        var buffer = _buffer;
        var at = _at;
        for (; at < _end; at++)
        {
            switch (buffer[at])
            {
                case (byte)' ' or (byte)'\t':
                    break;
                case (byte)'\n':
                    _line++;
                    break;
                case (byte)'\r' when at + 1 < _end && buffer[at + 1] == '\n':
                    break;
                case (byte)'\r':
                    _at = at;
                    return false;
                default:
                    _at = at;
                    return true;
            }
        }

        _at = at;
        return true;
    }

    /// <summary>Goes past white space into the next element of the group: its place, or that the group ends, or that this is not plain.</summary>
    private int Next(Group group, ref int from)
    {
        if (!SkipWhite())
        {
            return Odd;
        }

        var rest = Rest;
        if (rest.Length < 2)
        {
            return Odd;
        }

        if (rest[1] == '/')
        {
            if (!rest.StartsWith(group.Close))
            {
                return Odd;
            }

            _at += group.Close.Length;
            return Closed;
        }

        var opens = group.Opens;
        for (var i = from; i < opens.Length; i++)
        {
            var open = opens[i];
            if (!rest.StartsWith(open))
            {
                continue;
            }

            // What follows the name tells <UPN> from <UPNunknown>, and an element from an empty one.
            var after = rest[open.Length..];
            if (after is [(byte)'>', ..])
            {
                _isEmpty = false;
                _at += open.Length + 1;
            }
            else if (after is [(byte)'/', (byte)'>', ..])
            {
                _isEmpty = true;
                _at += open.Length + 2;
            }
            else if (after is [(byte)' ', (byte)'/', (byte)'>', ..])
            {
                _isEmpty = true;
                _at += open.Length + 3;
            }
            else
            {
                continue;
            }

            from = group.Repeats[i] ? i : i + 1;
            return i;
        }

        return Odd;
    }

    /// <summary>The text of the element that was just entered; null where it is not plain.</summary>
    private string? Leaf(Group group, int place, bool keep = true)
    {
        if (_isEmpty)
        {
            return "";
        }

        var rest = Rest;
        var length = rest.IndexOfAnyExcept(InValue);
        if (length < 0 || length > limits.ValueCharacters)
        {
            return null;
        }

        var close = group.Closes[place];
        if (!rest[length..].StartsWith(close))
        {
            return null;
        }

        _at += length + close.Length;
        return keep && length <= 12 ? Known(rest[..length]) : Encoding.ASCII.GetString(rest[..length]);
    }

    /// <summary>Codes and dates come again and again: one string does for all.</summary>
    private string Known(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return "";
        }

        var hash = (uint)value.Length;
        foreach (var b in value)
        {
            hash = (hash ^ b) * 0x01000193;
        }

        ref var slot = ref _known[(hash ^ (hash >> 15)) & 1023];
        if (slot is not null && slot.Length == value.Length && Ascii.Equals(value, slot))
        {
            return slot;
        }

        return slot = Encoding.ASCII.GetString(value);
    }

    private T New<T>(CensusTable table)
        where T : CensusRecord, new() =>
        new()
        {
            Row = _rows[(int)table]++,
            Line = _line,
            Order = _order++,
        };

    private void Place(CensusRecord record, CensusTable table)
    {
        record.Row = _rows[(int)table]++;
        record.Line = _line;
        record.Order = _order++;
    }

    /// <summary>The tags of one group of elements, as bytes.</summary>
    private sealed class Group(string name, string[] elements, params string[] repeats)
    {
        public byte[] Close { get; } = Encoding.ASCII.GetBytes($"</{name}>");

        /// <summary>Without what closes the tag.</summary>
        public byte[][] Opens { get; } = [.. elements.Select(e => Encoding.ASCII.GetBytes($"<{e}"))];

        public byte[][] Closes { get; } = [.. elements.Select(e => Encoding.ASCII.GetBytes($"</{e}>"))];

        public bool[] Repeats { get; } = [.. elements.Select(repeats.Contains)];
    }
}
