using System.Xml;

namespace Kith.Standards.CinCensus;

/// <content>The reader by way of XML: what all groups are read with.</content>
internal sealed partial class XmlCensusReader
{
    private T New<T>(CensusTable table)
        where T : CensusRecord, new() =>
        new()
        {
            Row = _rows[(int)table]++,
            Line = _lines.LineNumber,
            Order = NextInChild(),
        };

    private void PlaceOnce(CensusRecord record, CensusTable table)
    {
        if (record.IsPresent)
        {
            Tell(CensusNoticeKind.Repeated, $"The child has more than one {table} group. They were read as one.");
            return;
        }

        record.Row = _rows[(int)table]++;
        record.Line = _lines.LineNumber;
        record.Order = NextInChild();
    }

    /// <summary>A child is held whole while it is read, so one without end would fill memory.</summary>
    private int NextInChild() =>
        _order < _limits.RecordsOfChild
            ? _order++
            : throw Failure(CensusFileReason.TooLarge, $"A child has more records than any return has of one child: over {_limits.RecordsOfChild:N0}");

    /// <summary>Goes into the current element; false where it is empty, and then there is nothing to come out of.</summary>
    private bool Enter(string name)
    {
        _open[_depth] = name;
        if (_xml.IsEmptyElement)
        {
            return false;
        }

        _depth++;
        return true;
    }

    /// <summary>
    /// Moves to the next element of the group: its place in <paramref name="names"/>, or -1 when the group ends.
    /// Names are compared by reference; the search begins at the last one found, since files are nearly always in order.
    /// </summary>
    private int NextElement(string[] names, ref int last)
    {
        while (true)
        {
            Read();
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    var name = _xml.LocalName;
                    if (_xml.HasAttributes)
                    {
                        LookAtAttributes(name);
                    }

                    for (var i = last; i < names.Length; i++)
                    {
                        if (ReferenceEquals(names[i], name))
                        {
                            last = i;
                            return i;
                        }
                    }

                    for (var i = 0; i < last; i++)
                    {
                        if (ReferenceEquals(names[i], name))
                        {
                            Tell(CensusNoticeKind.OutOfOrder, $"<{name}> comes after <{names[last]}>; it should come before. It was read all the same.");
                            last = i;
                            return i;
                        }
                    }

                    Tell(CensusNoticeKind.UnknownElement, $"<{Shorten(name)}> is not part of a return here. It was passed over.");
                    Skip();
                    break;
                case XmlNodeType.EndElement:
                    _depth--;
                    return -1;
                case XmlNodeType.Text:
                case XmlNodeType.CDATA:
                    Tell(CensusNoticeKind.UnexpectedText, "There is text between the elements. It was passed over.");
                    break;
            }
        }
    }

    /// <summary>
    /// The text of the current element, as it stands; "" where it is empty. When the element was there before, the first
    /// value is kept.
    /// </summary>
    private string Leaf(string? before)
    {
        var value = "";
        if (!_xml.IsEmptyElement)
        {
            Read();
            if (_xml.NodeType is XmlNodeType.Text)
            {
                value = Value();
                Read();
            }

            if (_xml.NodeType != XmlNodeType.EndElement)
            {
                value = RestOfLeaf(value);
            }
        }

        if (before is null)
        {
            return value;
        }

        Tell(CensusNoticeKind.Repeated, $"The group has more than one <{_xml.LocalName}>. The first was kept.");
        return before;
    }

    private string RestOfLeaf(string value)
    {
        while (true)
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.EndElement:
                    return value;
                case XmlNodeType.Element:
                    Tell(CensusNoticeKind.UnknownElement, $"<{Shorten(_xml.LocalName)}> stands inside a value. It was passed over.");
                    Skip();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    value += Value();
                    if (value.Length > _limits.ValueCharacters)
                    {
                        throw TooLong();
                    }

                    break;
            }

            Read();
        }
    }

    private string Value()
    {
        // The parser may have to read on to have the whole value; the input stops it long before memory is at risk.
        var value = _xml.Value;
        return value.Length <= _limits.ValueCharacters ? value : throw TooLong();
    }

    private CensusFileException TooLong() => Failure(CensusFileReason.TooLarge, $"A value has more than {_limits.ValueCharacters:N0} characters, which no value of a return has");

    /// <summary>Passes over the current element and all inside it; the parser's own way would nest without limit.</summary>
    private void Skip()
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }

        for (var inside = 1; inside > 0; )
        {
            Read();
            if (_xml.NodeType == XmlNodeType.Element && !_xml.IsEmptyElement)
            {
                if (++inside + _depth > _limits.Depth)
                {
                    throw Failure(CensusFileReason.TooLarge, $"Elements are nested more than {_limits.Depth} deep");
                }
            }
            else if (_xml.NodeType == XmlNodeType.EndElement)
            {
                inside--;
            }
        }
    }

    private void Read()
    {
        _input.Grant();
        if (!_xml.Read())
        {
            throw Failure(CensusFileReason.CutShort, "The file is cut short");
        }
    }

    private void LookAtRoot() => LookAtAttributes("Message");

    private void LookAtAttributes(string name)
    {
        if (!_namespaceTold && _xml.NamespaceURI.Length > 0)
        {
            _namespaceTold = true;
            Tell(CensusNoticeKind.Namespace, $"The elements are in the namespace «{Shorten(_xml.NamespaceURI)}». It was ignored.");
        }

        if (!_xml.HasAttributes)
        {
            return;
        }

        while (_xml.MoveToNextAttribute())
        {
            if (_xml.NamespaceURI is not ("http://www.w3.org/2000/xmlns/" or "http://www.w3.org/2001/XMLSchema-instance"))
            {
                Tell(CensusNoticeKind.UnexpectedAttribute, $"<{name}> has an attribute «{Shorten(_xml.LocalName)}». It was passed over.");
            }
        }

        _xml.MoveToElement();
    }

    private void Tell(CensusNoticeKind kind, string message)
    {
        if (_notices.Count >= _limits.Notices)
        {
            NoticesNotKept++;
            return;
        }

        _notices.Add(new CensusNotice(kind, _lines.LineNumber, _lines.LinePosition, Path(), message));
    }

    /// <summary>The groups that the reader is inside, from the root; children are counted from 1, as people do.</summary>
    private string Path() => _depth == 0 ? "the file" : string.Join('/', _open.Take(_depth).Select(n => n == "Child" ? $"Child[{ChildrenRead + 1}]" : n));
}
