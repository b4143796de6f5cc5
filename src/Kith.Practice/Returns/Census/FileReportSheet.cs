using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Kith.Practice.Returns.Census;

/// <summary>
/// Findings as one sheet of an Excel workbook, written as a stream. Every cell is text (an inline string), which a
/// spreadsheet never works out as a formula, whatever it begins with.
/// </summary>
internal static class FileReportSheet
{
    public static readonly string[] Columns =
    [
        "Rule",
        "Severity",
        "Child id",
        "Child number in the file",
        "Element",
        "Field",
        "Record number in its table",
        "Value",
        "Message",
        "What to do",
    ];

    private static readonly double[] Widths = [9, 10, 22, 12, 32, 32, 14, 24, 70, 70];
    private const int LongestCell = 32_000;

    public static async Task Write(Stream into, IAsyncEnumerable<IReadOnlyList<string?>> rows, CancellationToken ct)
    {
        using var document = SpreadsheetDocument.Create(into, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var sheet = workbook.AddNewPart<WorksheetPart>();
        var styles = workbook.AddNewPart<WorkbookStylesPart>();
        styles.Stylesheet = new Stylesheet(
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()),
            new CellFormats(
                new CellFormat(),
                new CellFormat { FontId = 1, ApplyFont = true },
                new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { ApplyAlignment = true }
            )
        );
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteElement(
                new SheetViews(
                    new SheetView(
                        new Pane
                        {
                            VerticalSplit = 1,
                            TopLeftCell = "A2",
                            ActivePane = PaneValues.BottomLeft,
                            State = PaneStateValues.Frozen,
                        }
                    )
                    {
                        WorkbookViewId = 0,
                    }
                )
            );
            writer.WriteStartElement(new Columns());
            for (var i = 0; i < Widths.Length; i++)
            {
                writer.WriteElement(
                    new Column
                    {
                        Min = (uint)i + 1,
                        Max = (uint)i + 1,
                        Width = Widths[i],
                        CustomWidth = true,
                    }
                );
            }
            writer.WriteEndElement();
            writer.WriteStartElement(new SheetData());
            Row(writer, Columns, 1);
            var count = 1;
            await foreach (var row in rows.WithCancellation(ct))
            {
                Row(writer, row, 2);
                count++;
            }
            writer.WriteEndElement();
            writer.WriteElement(new AutoFilter { Reference = $"A1:{(char)('A' + Widths.Length - 1)}{count}" });
            writer.WriteEndElement();
        }
        workbook.Workbook = new Workbook(
            new Sheets(
                new Sheet
                {
                    Id = workbook.GetIdOfPart(sheet),
                    SheetId = 1,
                    Name = "Findings",
                }
            )
        );
    }

    private static void Row(OpenXmlWriter writer, IReadOnlyList<string?> cells, uint style)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
        {
            writer.WriteElement(
                new Cell(new InlineString(new Text(Plain(cell)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style }
            );
        }
        writer.WriteEndElement();
    }

    // XML cannot carry control characters, and Excel no more than 32,767 characters in a cell.
    private static string Plain(string? text)
    {
        var plain = text ?? "";
        plain = plain.Length > LongestCell ? plain[..LongestCell] : plain;
        return plain.All(System.Xml.XmlConvert.IsXmlChar) ? plain : new string([.. plain.Select(c => System.Xml.XmlConvert.IsXmlChar(c) ? c : '\uFFFD')]);
    }
}
