using System.IO.Compression;
using System.Xml.Linq;
using CsCheck;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Kith.Practice.Documents;

namespace Kith.UnitTests.Practice.Returns;

/// <summary>The workbook writer, read back by what did not write it: the raw package, and Microsoft's own validator.</summary>
public sealed class WorkbookTests
{
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static byte[] Book(params WorkbookCell[][] rows)
    {
        using var book = new Workbook(Path.Combine(Path.GetTempPath(), "kith-books"), "A title & more", "What <it> is");
        var first = book.Add("List 1", ["Name", "On", "Many"]);
        var second = book.Add("Empty & last", ["Only"]);
        foreach (var row in rows)
        {
            first.Write(row);
        }
        Assert.Equal((rows.Length, 0), (first.Rows, second.Rows));
        using var into = new MemoryStream();
        book.Save(into);
        return into.ToArray();
    }

    private static XElement[] Cells(byte[] book)
    {
        using var zip = new ZipArchive(new MemoryStream(book));
        using var part = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return [.. XDocument.Load(part).Descendants(Sheet + "c")];
    }

    [Fact]
    public void A_workbook_is_what_the_standard_says()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Book(["x", new DateOnly(2026, 11, 24), 7], ["", null as DateOnly?, null as int?])), isEditable: false);
        Assert.Empty(
            new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365)
                .Validate(document, TestContext.Current.CancellationToken)
                .Select(e => $"{e.Path?.XPath}: {e.Description}")
        );
        Assert.Equal(["List 1", "Empty & last"], document.WorkbookPart!.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(s => s.Name!.Value!));
        Assert.Equal("A title & more", document.PackageProperties.Title);
    }

    [Fact]
    public void Days_are_days_numbers_are_numbers_and_blanks_are_no_cells()
    {
        var cells = Cells(Book(["x", new DateOnly(2024, 2, 29), 0], [null as string, new DateOnly(1899, 12, 31), -3]));
        // 29 February 2024 is day 45,351 of every spreadsheet.
        Assert.Equal(("B2", "45351", "2"), (cells[4].Attribute("r")!.Value, cells[4].Element(Sheet + "v")!.Value, cells[4].Attribute("s")!.Value));
        Assert.Equal(("C2", "0", null), (cells[5].Attribute("r")!.Value, cells[5].Element(Sheet + "v")!.Value, cells[5].Attribute("t")?.Value));
        // Before March 1900 spreadsheets count wrongly: such a day is told in words.
        Assert.Equal(("B3", "inlineStr", "31/12/1899"), (cells[6].Attribute("r")!.Value, cells[6].Attribute("t")!.Value, cells[6].Value));
        Assert.Equal(8, cells.Length);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+44 1270 000000")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("_x003D_1+1")]
    [InlineData("a & b < c > \"d\"")]
    [InlineData("  spaces  ")]
    public void What_begins_as_a_formula_stays_a_text(string text)
    {
        var cell = Cells(Book([text]))[3];
        Assert.Equal("inlineStr", cell.Attribute("t")!.Value);
        Assert.Empty(cell.Elements(Sheet + "f"));
        Assert.Equal(text, cell.Value.Replace("_x005F_", "_", StringComparison.Ordinal));
        Assert.Equal(text[0] is '=' or '+' or '-' or '@' or '\t' ? "4" : "3", cell.Attribute("s")!.Value);
    }

    [Fact]
    public void Any_text_can_be_opened_again() =>
        Gen.String[0, 60]
            .Sample(
                text =>
                {
                    var cells = Cells(Book([text]));
                    Assert.True(cells.Length == 3 ? text.Length == 0 : cells[3].Attribute("t")!.Value == "inlineStr");
                },
                iter: 300
            );
}
