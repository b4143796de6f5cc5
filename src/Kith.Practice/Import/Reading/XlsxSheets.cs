using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Kith.Practice.Import;

/// <summary>
/// Reads the sheets of a workbook as streams of rows of text, without holding a sheet in memory. Formulas are not
/// worked out: the value that was last saved with them counts. Macros, links and drawings are never opened.
/// </summary>
internal sealed class XlsxSheets : IDisposable
{
    private const int MostColumns = 500;

    private readonly ZipArchive zip;
    private readonly string name;
    private readonly ImportLimits limits;
    private readonly char[] chunk = new char[4096];
    private readonly List<string> shared = [];
    private readonly Dictionary<string, string> sheets = new(StringComparer.OrdinalIgnoreCase);

    private XlsxSheets(ZipArchive zip, string name, ImportLimits limits)
    {
        this.zip = zip;
        this.name = name;
        this.limits = limits;
    }

    /// <summary>The names of the sheets in order.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Sheets that whoever opens the workbook does not see.</summary>
    public IReadOnlySet<string> Hidden { get; private set; } = new HashSet<string>();

    /// <summary>True when days are counted from 1904, as old workbooks of another make do.</summary>
    public bool From1904 { get; private set; }

    /// <exception cref="ExtractFileException">The file is no workbook, or a hostile one.</exception>
    public static XlsxSheets Open(string file, string name, ImportLimits limits)
    {
        var stream = File.OpenRead(file);
        var start = new byte[8];
        var read = stream.ReadAtLeast(start, 8, throwOnEndOfStream: false);
        stream.Position = 0;
        if (read >= 8 && start.AsSpan().SequenceEqual<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            stream.Dispose();
            throw new ExtractFileException($"{name} is an old Excel file (.xls) or protected by a password: save it as .xlsx without a password.");
        }
        var sheets = new XlsxSheets(Packed.Open(stream, name, limits), name, limits);
        try
        {
            sheets.ReadContents();
            return sheets;
        }
        catch (Exception error) when (error is XmlException or InvalidDataException)
        {
            sheets.Dispose();
            throw new ExtractFileException($"{name} is a damaged workbook: {error.Message}", error);
        }
        catch
        {
            sheets.Dispose();
            throw;
        }
    }

    /// <summary>The rows of a sheet with their numbers; cells that are empty are null.</summary>
    public IEnumerable<RawRow> Rows(string sheet)
    {
        using var xml = Reader(sheets[sheet]);
        var cells = new List<string?>();
        long number = 0;
        while (Next(xml, sheet))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row")
            {
                continue;
            }
            number = long.TryParse(xml.GetAttribute("r"), out var r) && r > number ? r : number + 1;
            cells.Clear();
            if (!xml.IsEmptyElement)
            {
                ReadRow(xml, sheet, cells);
            }
            yield return new RawRow(number, [.. cells]);
        }
    }

    public void Dispose() => zip.Dispose();

    private void ReadRow(XmlReader xml, string sheet, List<string?> cells)
    {
        var depth = xml.Depth;
        var column = 0;
        while (Next(xml, sheet) && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                continue;
            }
            column = ColumnOf(xml.GetAttribute("r")) ?? column;
            if (column < MostColumns)
            {
                while (cells.Count <= column)
                {
                    cells.Add(null);
                }
                cells[column] = ReadCell(xml, sheet);
            }
            column++;
        }
    }

    private string? ReadCell(XmlReader xml, string sheet)
    {
        var type = xml.GetAttribute("t");
        if (xml.IsEmptyElement)
        {
            return null;
        }
        var depth = xml.Depth;
        string? value = null;
        while (Next(xml, sheet) && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "v" or "t" && !xml.IsEmptyElement && !(xml.LocalName == "t" && type != "inlineStr"))
            {
                value += TextOf(xml, sheet);
            }
        }
        if (type == "s")
        {
            value = int.TryParse(value, out var index) && index >= 0 && index < shared.Count ? shared[index] : null;
        }
        value = value?.Trim();
        if (
            type is null or "n"
            && value is not null
            && value.AsSpan().ContainsAny(".Ee")
            && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        )
        {
            // A whole number is written in many ways («12345.0», «1.2345E4»): an id among them is the same id.
            value = number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? number.ToString("0", CultureInfo.InvariantCulture) : value;
        }
        return string.IsNullOrEmpty(value) || type == "e" ? null
            : value.Length > limits.MaxValue ? value[..limits.MaxValue]
            : value;
    }

    private string TextOf(XmlReader xml, string sheet)
    {
        var text = "";
        var depth = xml.Depth;
        while (Next(xml, sheet) && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                // In pieces, so that one endless text cannot fill memory; what is beyond the longest value is let go.
                int read;
                while ((read = Try(() => xml.ReadValueChunk(chunk, 0, chunk.Length), sheet)) > 0)
                {
                    if (text.Length < limits.MaxValue)
                    {
                        text += new string(chunk, 0, read);
                    }
                }
            }
        }
        return text;
    }

    private bool Next(XmlReader xml, string place) => Try(xml.Read, place);

    private T Try<T>(Func<T> step, string place)
    {
        try
        {
            return step();
        }
        catch (Exception error) when (error is XmlException or InvalidDataException)
        {
            throw new ExtractFileException($"{name} is a damaged workbook: {place}: {error.Message}", error);
        }
    }

    private void ReadContents()
    {
        var relations = new Dictionary<string, string>();
        using (var xml = Reader("xl/_rels/workbook.xml.rels"))
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("TargetMode") != "External" && xml.GetAttribute("Id") is { } id)
                {
                    var target = xml.GetAttribute("Target") ?? "";
                    relations[id] = target.StartsWith('/') ? target[1..] : $"xl/{target}";
                }
            }
        }
        var names = new List<string>();
        var hidden = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using (var xml = Reader("xl/workbook.xml"))
        {
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    continue;
                }
                if (xml.LocalName == "workbookPr")
                {
                    From1904 = xml.GetAttribute("date1904") is "1" or "true";
                }
                else if (xml.LocalName == "sheet" && xml.GetAttribute("name") is { } sheet)
                {
                    var id =
                        xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
                        ?? xml.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
                    if (id is not null && relations.TryGetValue(id, out var part) && sheets.TryAdd(sheet, part))
                    {
                        names.Add(sheet);
                        if (xml.GetAttribute("state") is "hidden" or "veryHidden")
                        {
                            hidden.Add(sheet);
                        }
                    }
                }
            }
        }
        Names = names;
        Hidden = hidden;
        ReadSharedTexts();
    }

    private void ReadSharedTexts()
    {
        if (zip.GetEntry("xl/sharedStrings.xml") is null)
        {
            return;
        }
        using var xml = Reader("xl/sharedStrings.xml");
        long characters = 0;
        string? text = null;
        var phonetic = -1;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                text = "";
                if (xml.IsEmptyElement)
                {
                    Share("");
                }
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "si")
            {
                Share(text ?? "");
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh" && !xml.IsEmptyElement)
            {
                phonetic = xml.Depth;
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "rPh")
            {
                phonetic = -1;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t" && phonetic < 0 && !xml.IsEmptyElement)
            {
                text += TextOf(xml, "its texts");
            }
        }

        void Share(string one)
        {
            shared.Add(one);
            characters += one.Length;
            if (shared.Count > limits.MaxSharedTexts || characters > limits.MaxSharedCharacters)
            {
                throw new ExtractFileException($"{name} was refused: it holds more text than any Annex A workbook.");
            }
        }
    }

    private XmlReader Reader(string part)
    {
        var entry = zip.GetEntry(part) ?? throw new ExtractFileException($"{name} is not an Excel workbook (.xlsx): it has no {part}.");
        return XmlReader.Create(
            Packed.Read(entry, name, limits),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                CloseInput = true,
            }
        );
    }

    private static int? ColumnOf(string? reference)
    {
        if (reference is null)
        {
            return null;
        }
        var column = 0;
        foreach (var c in reference)
        {
            if (c is < 'A' or > 'Z' || column > 20_000)
            {
                break;
            }
            column = column * 26 + (c - 'A' + 1);
        }
        return column == 0 ? null : column - 1;
    }
}
