using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Kith.Practice.Documents;

/// <summary>One cell: a text, a day, a number, or nothing.</summary>
public readonly record struct WorkbookCell(string? Text, DateOnly? Day, int? Number)
{
    public static readonly WorkbookCell Nothing;

    /// <summary>A number that is not whole.</summary>
    public double? Measured { get; init; }

    public bool IsBlank => string.IsNullOrEmpty(Text) && Day is null && Number is null && Measured is null;

    public static implicit operator WorkbookCell(double? measured) => new(null, null, null) { Measured = measured };

    public static implicit operator WorkbookCell(string? text) => new(text, null, null);

    public static implicit operator WorkbookCell(DateOnly? day) => new(null, day, null);

    public static implicit operator WorkbookCell(DateOnly day) => new(null, day, null);

    public static implicit operator WorkbookCell(int? number) => new(null, null, number);

    public static implicit operator WorkbookCell(int number) => new(null, null, number);

    /// <summary>As a person reads it: days as dd/mm/yyyy.</summary>
    public override string ToString() =>
        Text
        ?? Day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
        ?? Number?.ToString(CultureInfo.InvariantCulture)
        ?? Measured?.ToString(CultureInfo.InvariantCulture)
        ?? "";
}

/// <summary>
/// An Excel workbook of tables (Office Open XML, ECMA-376). Its sheets are filled side by side and never held in memory:
/// each is a temporary file that goes with the workbook. Days are true dates shown as dd/mm/yyyy, numbers are numbers, and
/// every text is a text, which no spreadsheet works out as a formula, whatever it begins with.
/// </summary>
public sealed class Workbook : IDisposable
{
    private readonly string folder;
    private readonly List<WorkbookSheet> sheets = [];

    /// <param name="folder">Where sheets wait until they are packed.</param>
    /// <param name="title">What the file says that it is.</param>
    /// <param name="subject">A line more about it.</param>
    public Workbook(string folder, string title, string subject)
    {
        this.folder = folder;
        (Title, Subject) = (title, subject);
        Directory.CreateDirectory(folder);
    }

    public string Title { get; }
    public string Subject { get; }

    /// <summary>Begins a sheet with a row of headings.</summary>
    /// <param name="name">At most 31 characters, unlike the others.</param>
    public WorkbookSheet Add(string name, IReadOnlyList<string> headings)
    {
        var sheet = new WorkbookSheet(Path.Combine(folder, $"sheet-{sheets.Count + 1}-{Path.GetRandomFileName()}.xml"), name, headings);
        sheets.Add(sheet);
        return sheet;
    }

    /// <summary>Packs the workbook. Sheets take no more rows after that.</summary>
    public void Save(Stream into)
    {
        using var zip = new ZipArchive(into, ZipArchiveMode.Create, leaveOpen: true);
        Part(
            zip,
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
                + Each(n => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")
                + "</Types>"
        );
        Part(
            zip,
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
        );
        Part(
            zip,
            "docProps/core.xml",
            $"<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{WorkbookSheet.Escaped(Title)}</dc:title><dc:subject>{WorkbookSheet.Escaped(Subject)}</dc:subject><dc:creator>Kith</dc:creator></cp:coreProperties>"
        );
        Part(
            zip,
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                + Each(n => $"<sheet name=\"{WorkbookSheet.Escaped(sheets[n - 1].Name)}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")
                + "</sheets></workbook>"
        );
        Part(
            zip,
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + Each(n =>
                    $"<Relationship Id=\"rId{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
                )
                + $"<Relationship Id=\"rId{sheets.Count + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>"
        );
        Part(zip, "xl/styles.xml", Styles);
        for (var i = 0; i < sheets.Count; i++)
        {
            using var part = zip.CreateEntry($"xl/worksheets/sheet{i + 1}.xml", CompressionLevel.Fastest).Open();
            sheets[i].CopyTo(part);
        }
    }

    public void Dispose()
    {
        foreach (var sheet in sheets)
        {
            sheet.Dispose();
        }
    }

    private string Each(Func<int, string> part) => string.Concat(Enumerable.Range(1, sheets.Count).Select(part));

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var into = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        into.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        into.Write(xml);
    }

    // In the order of WorkbookSheet's styles: plain, heading, day, text, text that begins as a formula does.
    private const string Styles =
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Arial\"/></font><font><b/><sz val=\"11\"/><name val=\"Arial\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"5\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf><xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\"/></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";
}

/// <summary>A sheet that is being filled. See <see cref="Workbook"/>.</summary>
public sealed class WorkbookSheet : IDisposable
{
    private const int LongestText = 32_000;

    // A day before this is told wrongly by spreadsheets (they have a 29 February 1900), so it is written as text.
    private static readonly DateOnly FirstDay = new(1900, 3, 1);
    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;
    private readonly FileStream file;
    private readonly StreamWriter writer;
    private readonly string[] letters;
    private bool ended;

    internal WorkbookSheet(string path, string name, IReadOnlyList<string> headings)
    {
        Name = name;
        file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        writer = new StreamWriter(file, new UTF8Encoding(false), 1 << 15, leaveOpen: true);
        letters = [.. Enumerable.Range(0, headings.Count).Select(Letters)];
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        writer.Write(
            "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
        );
        for (var i = 0; i < headings.Count; i++)
        {
            writer.Write(
                string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{Math.Clamp(headings[i].Length + 2, 13, 30)}\" customWidth=\"1\"/>")
            );
        }
        writer.Write("</cols><sheetData><row r=\"1\">");
        for (var i = 0; i < headings.Count; i++)
        {
            Text(i, "1", headings[i], "1");
        }
        writer.Write("</row>");
    }

    public string Name { get; }

    /// <summary>Rows below the headings.</summary>
    public int Rows { get; private set; }

    /// <summary>Writes a row below the others.</summary>
    public void Write(ReadOnlySpan<WorkbookCell> cells)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        if (cells.Length > letters.Length)
        {
            throw new ArgumentException($"A row of {Name} has {letters.Length} cells, not {cells.Length}", nameof(cells));
        }
        Rows++;
        var row = (Rows + 1).ToString(CultureInfo.InvariantCulture);
        writer.Write("<row r=\"");
        writer.Write(row);
        writer.Write("\">");
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = cells[i];
            if (cell.Day is { } day && day >= FirstDay)
            {
                Begin(i, row);
                writer.Write(" s=\"2\"><v>");
                writer.Write(day.DayNumber - DayZero);
                writer.Write("</v></c>");
            }
            else if (cell.Number is { } number)
            {
                Begin(i, row);
                writer.Write("><v>");
                writer.Write(number);
                writer.Write("</v></c>");
            }
            else if (cell.Measured is { } measured)
            {
                Begin(i, row);
                writer.Write("><v>");
                writer.Write(measured.ToString("R", CultureInfo.InvariantCulture));
                writer.Write("</v></c>");
            }
            else if (cell.ToString() is { Length: > 0 } text)
            {
                Text(i, row, text, text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "4" : "3");
            }
        }
        writer.Write("</row>");
    }

    internal void CopyTo(Stream into)
    {
        if (!ended)
        {
            ended = true;
            writer.Write("</sheetData><autoFilter ref=\"A1:");
            writer.Write(letters[^1]);
            writer.Write((Rows + 1).ToString(CultureInfo.InvariantCulture));
            writer.Write("\"/></worksheet>");
            writer.Flush();
        }
        file.Position = 0;
        file.CopyTo(into);
    }

    public void Dispose()
    {
        if (!ended)
        {
            writer.Dispose();
        }
        file.Dispose();
    }

    private void Begin(int column, string row)
    {
        writer.Write("<c r=\"");
        writer.Write(letters[column]);
        writer.Write(row);
        writer.Write('"');
    }

    private void Text(int column, string row, string text, string style)
    {
        Begin(column, row);
        writer.Write(" s=\"");
        writer.Write(style);
        writer.Write("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        writer.Write(Escaped(text));
        writer.Write("</t></is></c>");
    }

    /// <summary>
    /// A text as XML carries it: without control characters, and so that what looks like a spreadsheet's own escape
    /// (_x000D_) stays what was written.
    /// </summary>
    internal static string Escaped(string text)
    {
        text = text.Length > LongestText ? text[..LongestText] : text;
        if (!text.AsSpan().ContainsAny(Special) && text.All(XmlConvert.IsXmlChar))
        {
            return text;
        }
        var safe = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                safe.Append(c).Append(text[++i]);
                continue;
            }
            _ = c switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '_' when i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_' => safe.Append("_x005F_"),
                _ => safe.Append(XmlConvert.IsXmlChar(c) ? c : '\uFFFD'),
            };
        }
        return safe.ToString();
    }

    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create("&<>\"_");

    // A, B … Z, AA, AB …
    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);
}
