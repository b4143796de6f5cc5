using System.IO.Compression;
using Kith.Practice.Store;
using Kith.Standards.AnnexA;

namespace Kith.Hostile;

/// <summary>Annex A workbooks that are no workbooks, damaged ones, and ones made to do harm.</summary>
public static class HostileWorkbooks
{
    private const string Spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly byte[] OldExcel = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2_000]];

    public static IReadOnlyList<HostileFile> All { get; } =
    [
        Bad("empty", "", () => []),
        Bad("a picture", "not a whole zip or workbook", () => Bytes.Png),
        Bad("noise", "not a whole zip or workbook", () => Bytes.Noise(20_000)),
        Bad("a CSV under another name", "not a whole zip or workbook", () => Bytes.Text("Child Unique ID,Gender\nC1,a) Male\n")),
        Bad("an old Excel file", ".xlsx", () => OldExcel),
        Bad("a workbook with a password", "password", () => OldExcel),
        Bad("a workbook whose entries are locked", "password", () => Bytes.Locked(Book(Sheet(Rows(Header(4), Assessed("C1")))))),
        Bad("a zip of something else", "not an Excel workbook", () => Bytes.Zip(("word/document.xml", Bytes.Text("<document/>")))),
        Bad("a workbook in a zip", "not an Excel workbook", () => Bytes.Zip(("annex-a.xlsx", Book(Sheet(Rows(Header(4), Assessed("C1"))))))),
        Bad("a binary workbook", "not an Excel workbook", () => Bytes.Zip(("xl/workbook.bin", [1, 2, 3]))),
        Bad("cut in half", "not a whole", () => Half(Book(Sheet(Rows(Header(4), Assessed("C1")))))),
        Bad("a torn middle", "", () => Torn(Book(Sheet(Rows([Header(4), .. Enumerable.Range(0, 2_000).Select(i => Assessed($"C{i}"))]))))),
        Bad("a workbook without lists", "none of the lists", () => Book(Sheet(Rows(["Invoice", "Paid on", "Pounds"])), name: "Accounts")),
        Bad("a sheet that is broken XML", "damaged", () => Book(Sheet("<row><c t=\"inlineStr\"><is><t>Child"))),
        Bad("a sheet with a DTD", "damaged", () => Book("<!DOCTYPE worksheet [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + Sheet(Rows(["&a;"])))),
        Bad(
            "texts with a billion laughs",
            "damaged",
            () => Book(Sheet(Rows(Header(4))), texts: "<!DOCTYPE sst [<!ENTITY a \"aaaa\">]><sst xmlns=\"" + Spreadsheet + "\"><si><t>&a;</t></si></sst>")
        ),
        Bad("a bomb of texts", "larger", () => Bytes.Bomb("xl/sharedStrings.xml", 300L << 20, "<sst><si><t>", (byte)'a', Frame("List 4", Sheet(Rows(Header(4)))))),
        Bad(
            "a bomb of texts that lies about its size",
            "",
            () => Bytes.Lying(Bytes.Bomb("xl/sharedStrings.xml", 300L << 20, "<sst><si><t>", (byte)'a', Frame("List 4", Sheet(Rows(Header(4))))))
        ),
        Bad("a bomb of a sheet", "larger", () => Bytes.Bomb("xl/worksheets/sheet1.xml", 300L << 20, "<worksheet><sheetData><row><c><v>", (byte)'1', Frame("List 4", null))),
        Bad(
            "more texts than any workbook",
            "more text",
            () => Book(Sheet(Rows(Header(4), Assessed("C1"))), texts: $"<sst xmlns=\"{Spreadsheet}\">{string.Concat(Enumerable.Repeat("<si/>", 1_000_100))}</sst>", stored: true)
        ),
        Bad("a sheet whose place is not in the file", "", () => Book(Sheet(Rows(Header(4))), target: "../../../../etc/passwd")),
        Bad("a sheet elsewhere", "none of the lists", () => Book(Sheet(Rows(Header(4))), target: "http://127.0.0.1:1/sheet.xml", external: true)),
        Bad("no header", "", () => Book(Sheet(Rows(Assessed("C1"))))),
        Bad("no column of the child's id", "none of the lists", () => Book(Sheet(Rows([.. Header(4).Skip(1)], [.. Assessed("C1").Skip(1)])))),
        Good("formulas with their last values", () => Book(Sheet(Rows(Header(4)) + "<row><c t=\"str\"><f>CONCAT(\"C\",1)</f><v>C1</v></c></row>"))) with
        {
            Fate = Fate.InPart,
            Says = "no Continuous Assessment Start Date",
        },
        Good("texts that a spreadsheet would run", () => Book(Sheet(Rows(Header(4), Assessed("=cmd|'/c calc'!A1"), Assessed("@SUM(A1)"))))),
        Good("a sheet that says it is as large as can be", () => Book(Sheet(Rows(Header(4), Assessed("C1")), "<dimension ref=\"A1:XFD1048576\"/>"))),
        Good("a cell at the far corner", () => Book(Sheet(Rows(Header(4), Assessed("C1")) + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"))),
        Good(
            "cells at places that are none",
            () => Book(Sheet(Rows(Header(4), Assessed("C1")) + "<row r=\"-5\"><c r=\"ZZZZZZZZZZ9\"><v>1</v></c><c r=\"\"><v></v></c><c r=\"1A\"/></row>"))
        ),
        Good("a million empty rows", () => Book(Sheet(Rows(Header(4), Assessed("C1")) + string.Concat(Enumerable.Repeat("<row/>", 1_000_000))), stored: true)),
        Good("texts that are not there", () => Book(Sheet(Rows(Header(4), Assessed("C1")) + "<row><c t=\"s\"><v>99</v></c><c t=\"s\"><v>-1</v></c><c t=\"s\"><v>x</v></c></row>"))),
        Good(
            "errors, booleans and dates as cells",
            () =>
                Book(
                    Sheet(Rows(Header(4), Assessed("C1")) + "<row><c t=\"e\"><v>#REF!</v></c><c t=\"b\"><v>1</v></c><c t=\"d\"><v>2026-01-01</v></c><c t=\"?\"><v>1</v></c></row>")
                )
        ) with
        {
            Fate = Fate.InPart,
            Says = "Child Unique ID",
        },
        Good("children whom nobody knows", () => Book(Sheet(Rows(Header(4), Assessed("NOBODY-1"), Assessed("NOBODY-2"))))),
        Good("names in any script", () => Book(Sheet(Rows([Header(4), .. Bytes.Names.Select(n => Assessed(n))])))),
        Good("a workbook with macros", () => Bytes.Zip([.. Frame("List 4", Sheet(Rows(Header(4), Assessed("C1")))), ("xl/vbaProject.bin", Bytes.Noise(1_000))])) with
        {
            FileName = "annex-a.xlsm",
        },
        Part("no id of the child", "Child Unique ID", Assessed("")),
        Part("an id of a thousand characters", "longer than 48", Assessed(Bytes.Long(1_000))),
        .. new[] { "31/02/2026", "00/00/0000", "2025-02-30", "9999-12-31", "1e300", "-1", "NaN", "99999999", "soon" }.Select(d =>
            Part($"an assessment on {d}", "Continuous Assessment Start Date", Assessed("C2", d))
        ),
        Good(
            "codes longer than any",
            () =>
                Book(
                    Sheet(
                        Rows(
                            Header(4),
                            [
                                .. Header(4)
                                    .Select(
                                        (_, i) =>
                                            i == 0 ? "C1"
                                            : i == Place("Continuous Assessment Start Date") ? "01/02/2026"
                                            : Bytes.Long(2_000)
                                    ),
                            ]
                        )
                    )
                )
        ) with
        {
            Fate = Fate.InPart,
        },
        Good("cells of a million characters", () => Book(Sheet(Rows(Header(4), [.. Assessed("C1").SkipLast(1), new string('w', 1_000_000)])), stored: true)),
    ];

    private static HostileFile Bad(string name, string says, Func<byte[]> content) => new($"workbook: {name}", Sources.AnnexA, "annex-a.xlsx", Fate.Refused, says, content);

    private static HostileFile Good(string name, Func<byte[]> content) => new($"workbook: {name}", Sources.AnnexA, "annex-a.xlsx", Fate.Taken, "", content);

    private static HostileFile Part(string name, string says, string[] row) =>
        new($"workbook: {name}", Sources.AnnexA, "annex-a.xlsx", Fate.InPart, says, () => Book(Sheet(Rows(Header(4), Assessed("C1"), row))));

    private static string[] Header(int list) => [.. AnnexAEdition.Latest[list].Columns.Select(c => c.Name)];

    private static int Place(string column) => AnnexAEdition.Latest[4][column].Position - 1;

    private static string[] Assessed(string child, string on = "01/02/2026")
    {
        var row = Header(4).Select(_ => "").ToArray();
        row[0] = child;
        row[Place("Continuous Assessment Start Date")] = on;
        return row;
    }

    private static string Rows(params string[][] rows) =>
        string.Concat(
            rows.Select(r => $"<row>{string.Concat(r.Select(v => v.Length == 0 ? "<c/>" : $"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escaped(v)}</t></is></c>"))}</row>")
        );

    private static string Sheet(string rows, string before = "") => $"<worksheet xmlns=\"{Spreadsheet}\">{before}<sheetData>{rows}</sheetData></worksheet>";

    private static byte[] Book(string sheet, string name = "List 4", string? texts = null, string target = "worksheets/sheet1.xml", bool external = false, bool stored = false)
    {
        (string, byte[])[] parts = texts is null ? Frame(name, sheet, target, external) : [.. Frame(name, sheet, target, external), ("xl/sharedStrings.xml", Bytes.Text(texts))];
        return stored ? Bytes.Zip(parts, CompressionLevel.NoCompression) : Bytes.Zip(parts);
    }

    private static (string Name, byte[] Content)[] Frame(string name, string? sheet, string target = "worksheets/sheet1.xml", bool external = false)
    {
        List<(string, byte[])> parts =
        [
            ("[Content_Types].xml", Bytes.Text("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")),
            (
                "xl/workbook.xml",
                Bytes.Text(
                    $"<workbook xmlns=\"{Spreadsheet}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"{name}\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
                )
            ),
            (
                "xl/_rels/workbook.xml.rels",
                Bytes.Text(
                    $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Target=\"{target}\"{(external ? " TargetMode=\"External\"" : "")}/></Relationships>"
                )
            ),
        ];
        if (sheet is not null)
        {
            parts.Add(("xl/worksheets/sheet1.xml", Bytes.Text(sheet)));
        }
        return [.. parts];
    }

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static byte[] Half(byte[] whole) => whole[..(whole.Length / 2)];

    private static byte[] Torn(byte[] whole)
    {
        var torn = whole.ToArray();
        Array.Fill(torn, (byte)0xFF, torn.Length / 3, torn.Length / 3);
        return torn;
    }
}
