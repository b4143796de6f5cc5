using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Kith.Practice.Documents;

/// <summary>Whose document it is: the council's name and colour at its head.</summary>
public sealed record Letterhead(string Council, string Colour);

/// <summary>
/// Makes a Word document of a <see cref="Paper"/>: real headings (so that screen readers and the navigation pane find
/// their way), the council's name and colour, page numbers, British English, A4.
/// </summary>
public static class WordWriter
{
    /// <summary>The type of what <see cref="Write"/> makes.</summary>
    public static FileType Type { get; } = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word document");

    private const string Ink = "0b0c0c";
    private const string Quiet = "505a5f";

    /// <summary>The document as bytes. The same paper gives the same words; the file carries no author but the council.</summary>
    public static byte[] Write(Paper paper, Letterhead head)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            file.PackageProperties.Title = Clean(paper.Title);
            file.PackageProperties.Creator = Clean(head.Council);
            file.PackageProperties.Language = "en-GB";
            var main = file.AddMainDocumentPart();
            var colour = head.Colour.TrimStart('#');
            Styles(main, colour, paper.IsLetter);
            if (paper.LargePrint)
            {
                Enlarge(main);
            }
            Numbering(main);
            var body = new Body();
            main.Document = new Document(body);
            body.Append(Paragraph(head.Council, "Council"));
            if (paper.AddressedTo is { } to)
            {
                body.Append(Paragraph(Private, "Address"));
                body.Append(Lines(to, "Address"));
                body.Append(Paragraph(paper.Dated ?? "", "Date"));
            }
            body.Append(Paragraph(paper.Title, "Title"));
            if (paper.About is { } about)
            {
                body.Append(Paragraph(about, "Subtitle"));
            }
            if (paper is { IsLetter: false, Dated: { } dated })
            {
                body.Append(Paragraph(dated, "Quiet"));
            }
            var numbered = 2;
            foreach (var part in paper.Said)
            {
                body.Append(paper.IsLetter && part is PaperText text ? Block(text.Text) : Part(part, colour, main, ref numbered));
            }
            WordPictures.Number(body);
            body.Append(Section(main, head.Council, paper.Title));
        }
        return stream.ToArray();
    }

    /// <summary>What stands above the address of every letter: it is about a child.</summary>
    public const string Private = "Private and confidential";

    /// <summary>A paragraph of a letter, whose lines stay together: «Yours sincerely», room to sign, a name and a team.</summary>
    private static Paragraph[] Block(string text)
    {
        var lines = Lines(text, "Address");
        if (lines.Length > 0)
        {
            lines[^1] = Paragraph(lines[^1].InnerText, null);
        }
        if (IsFarewell(text) && lines.Length > 0)
        {
            lines[0] = Paragraph(lines[0].InnerText, "Farewell");
        }
        return lines;
    }

    /// <summary>True for «Yours sincerely», below which a letter is signed.</summary>
    internal static bool IsFarewell(string text) => text.TrimStart().StartsWith("Yours ", StringComparison.OrdinalIgnoreCase);

    private static OpenXmlElement[] Part(PaperPart part, string colour, MainDocumentPart main, ref int numbered)
    {
        switch (part)
        {
            case PaperHeading h:
                return [Paragraph(h.Text, h.Level <= 1 ? "Heading1" : "Heading2")];
            case PaperText t:
                return Lines(t.Text, t.Quiet ? "Quiet" : null);
            case PaperQuote q:
                // Whose words they are stays with them.
                return q.Source is null ? Lines(q.Text, "Quote") : [.. Lines(q.Text, "QuoteOf"), Paragraph(q.Source, "Quiet")];
            case PaperFacts f:
                var rows = f.Rows.Where(r => !string.IsNullOrWhiteSpace(r.Value)).ToList();
                return rows.Count == 0 ? [] : [Table(null, [.. rows.Select(r => (IReadOnlyList<string?>)[r.Name, r.Value])], colour, boldFirst: true), Paragraph("", "Gap")];
            case PaperTable t:
                var table = Table(
                    [.. t.Columns.Select(c => Paper.Whole(c)!)],
                    [.. t.Rows.Select(r => (IReadOnlyList<string?>)[.. r.Select(Paper.Whole)])],
                    colour,
                    boldFirst: false
                );
                return t.Caption.Length == 0 ? [table, Paragraph("", "Gap")] : [Paragraph(t.Caption, "Caption"), table, Paragraph("", "Gap")];
            case PaperList l:
                var id = l.Numbered ? NewNumbering(main, numbered++) : 1;
                return [.. l.Items.Select(i => ListItem(i, id))];
            case PaperPictures p:
                return [.. p.Lines.Select(l => Turned(WordPictures.Line(main, Clean(l.Text), l.Png, Clean(l.Shows ?? ""))))];
            case PaperBreak:
                return [new Paragraph(new Run(new Break { Type = BreakValues.Page }))];
            case PaperSignatures s:
                // All of them on one page: a paper on which one name stands alone is not signed there.
                return
                [
                    .. s.Names.SelectMany(
                        (n, i) =>
                            new[] { Paragraph($"Signed: ______________________________   Date: ______________", "Sign"), Paragraph(n, i < s.Names.Count - 1 ? "Signer" : "Quiet") }
                    ),
                ];
            default:
                throw new ArgumentOutOfRangeException(nameof(part));
        }
    }

    private static Paragraph[] Lines(string text, string? style) =>
        [.. text.Replace("\r", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => Paragraph(l, style))];

    private static Paragraph Paragraph(string text, string? style)
    {
        var paragraph = new Paragraph();
        if (style is not null)
        {
            paragraph.Append(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        }
        if (text.Length > 0)
        {
            paragraph.Append(new Run(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }));
        }
        return Turned(paragraph);
    }

    /// <summary>
    /// Sets a paragraph that is written from right to left so, by the same rule as on a page (<see cref="HtmlWriter"/>): else
    /// its full stop stands at its beginning. Its words say so as well, or Word takes the marks between them for English.
    /// </summary>
    private static Paragraph Turned(Paragraph paragraph)
    {
        if (HtmlWriter.IsFromRight(paragraph.InnerText))
        {
            (paragraph.ParagraphProperties ??= new ParagraphProperties()).BiDi = new BiDi();
            foreach (var run in paragraph.Elements<Run>())
            {
                (run.RunProperties ??= new RunProperties()).RightToLeftText = new RightToLeftText();
            }
        }
        return paragraph;
    }

    private static Paragraph ListItem(string text, int numbering) =>
        Turned(
            new Paragraph(
                new ParagraphProperties(
                    new ParagraphStyleId { Val = "ListParagraph" },
                    new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = numbering })
                ),
                new Run(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve })
            )
        );

    private static Table Table(IReadOnlyList<string>? columns, IReadOnlyList<IReadOnlyList<string?>> rows, string colour, bool boldFirst)
    {
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                new TableBorders(
                    new TopBorder
                    {
                        Val = BorderValues.Single,
                        Size = 8,
                        Color = colour,
                    },
                    new BottomBorder
                    {
                        Val = BorderValues.Single,
                        Size = 4,
                        Color = "b1b4b6",
                    },
                    new InsideHorizontalBorder
                    {
                        Val = BorderValues.Single,
                        Size = 4,
                        Color = "b1b4b6",
                    }
                ),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TopMargin { Width = "60", Type = TableWidthUnitValues.Dxa }, new BottomMargin { Width = "60", Type = TableWidthUnitValues.Dxa })
            )
        );
        // A list of facts has a narrow first column.
        int[] widths = columns is null ? [3000, Across - 3000] : Widths(columns, rows);
        table.Append(new TableGrid(widths.Select(w => new GridColumn { Width = w.ToString(System.Globalization.CultureInfo.InvariantCulture) })));
        // A short table stays on one page; of a longer one its head stays with its first row.
        var isShort = rows.Count <= FewRows && rows.Sum(r => r.Sum(c => c?.Length ?? 0)) < 2 * Longish;
        if (columns is not null)
        {
            table.Append(
                new TableRow([new TableRowProperties(new CantSplit(), new TableHeader()), .. columns.Select((c, i) => Cell(c, widths[i], bold: true, shade: true, kept: true))])
            );
        }
        foreach (var (row, at) in rows.Select((r, at) => (r, at)))
        {
            // A short row stays on one page; a long one would leave half a page empty.
            OpenXmlElement[] whole = row.Sum(c => c?.Length ?? 0) < Longish ? [new TableRowProperties(new CantSplit())] : [];
            table.Append(new TableRow([.. whole, .. row.Select((c, i) => Cell(c ?? "", widths[i], boldFirst && i == 0, kept: isShort && at < rows.Count - 1))]));
        }
        return table;
    }

    /// <summary>From margin to margin on A4, in twentieths of a point.</summary>
    private const int Across = 9638;

    /// <summary>Characters in a row from which it may go over to the next page.</summary>
    internal const int Longish = 600;

    /// <summary>Rows up to which a table stays on one page.</summary>
    internal const int FewRows = 8;

    /// <summary>
    /// How wide each column is: no longest word is broken, and what is left goes to the columns by how much stands in them
    /// (by its square root, so that a long column does not take everything).
    /// </summary>
    internal static int[] Widths(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        // A letter of 10.5 point Arial is about 115 wide; the cell's own margins are 216.
        const int letter = 118;
        const int margins = 230;
        var cells = columns.Select((c, i) => rows.Select(r => i < r.Count ? r[i] ?? "" : "").Prepend(c).ToList()).ToList();
        var least = cells
            .Select(texts => texts.SelectMany(t => t.Split(' ', '\n')).Max(w => w.Length))
            .Select(longest => Math.Min(longest * letter + margins, Across / columns.Count))
            .ToList();
        var wants = cells.Select(texts => Math.Sqrt(texts.Average(t => t.Length) + 1)).ToList();
        var room = Across - least.Sum();
        var widths = least.Select((l, i) => l + (int)(room * wants[i] / wants.Sum())).ToArray();
        widths[^1] += Across - widths.Sum();
        return widths;
    }

    private static TableCell Cell(string text, int width, bool bold, bool shade = false, bool kept = false)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = width.ToString(System.Globalization.CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa });
        if (shade)
        {
            properties.Append(
                new Shading
                {
                    Val = ShadingPatternValues.Clear,
                    Color = "auto",
                    Fill = "f3f2f1",
                }
            );
        }
        var cell = new TableCell(properties);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var line in lines.Length == 0 ? [""] : lines)
        {
            var run = new Run(new Text(Clean(line)) { Space = SpaceProcessingModeValues.Preserve });
            if (bold)
            {
                run.RunProperties = new RunProperties(new Bold(), new BoldComplexScript());
            }
            cell.Append(Turned(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = kept ? "CellKept" : "Cell" }), run)));
        }
        return cell;
    }

    private static SectionProperties Section(MainDocumentPart main, string council, string title)
    {
        var footer = main.AddNewPart<FooterPart>();
        footer.Footer = new Footer(
            new Paragraph(
                new ParagraphProperties(new ParagraphStyleId { Val = "Quiet" }, new Tabs(new TabStop { Val = TabStopValues.Right, Position = 9638 })),
                new Run(new Text(Clean($"{council} · {title}")) { Space = SpaceProcessingModeValues.Preserve }),
                new Run(new TabChar()),
                new Run(new Text("Page ") { Space = SpaceProcessingModeValues.Preserve }),
                new SimpleField { Instruction = "PAGE" },
                new Run(new Text(" of ") { Space = SpaceProcessingModeValues.Preserve }),
                new SimpleField { Instruction = "NUMPAGES" }
            )
        );
        return new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin
            {
                Top = 1134,
                Bottom = 1134,
                Left = 1134,
                Right = 1134,
                Header = 567,
                Footer = 567,
            }
        );
    }

    private static void Styles(MainDocumentPart main, string colour, bool letter)
    {
        var styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(
                    new RunPropertiesBaseStyle(
                        new RunFonts
                        {
                            Ascii = "Arial",
                            HighAnsi = "Arial",
                            ComplexScript = "Arial",
                        },
                        new Color { Val = Ink },
                        new FontSize { Val = "23" },
                        // Scripts from right to left have a size and a weight of their own.
                        new FontSizeComplexScript { Val = "23" },
                        new Languages { Val = "en-GB" }
                    )
                ),
                new ParagraphPropertiesDefault(
                    new ParagraphPropertiesBaseStyle(
                        new SpacingBetweenLines
                        {
                            After = "140",
                            Line = "290",
                            LineRule = LineSpacingRuleValues.Auto,
                        }
                    )
                )
            )
        );
        styles.Append(Style("Normal", "Normal", isDefault: true));
        styles.Append(Style("Council", "Council", size: letter ? 28 : 24, bold: true, colour: colour, after: 360, rule: colour));
        styles.Append(Style("Address", "Address", after: 20));
        styles.Append(Style("Date", "Date", before: 240, after: 360));
        styles.Append(Style("Farewell", "Farewell", before: 240, after: 900, keepNext: true));
        styles.Append(Style("Gap", "Gap", size: 12, after: 0));
        styles.Append(Style("Sign", "Sign", before: 360, after: 20, keepNext: true));
        styles.Append(Style("Signer", "Signer", size: 19, colour: Quiet, keepNext: true));
        styles.Append(Style("CellKept", "Cell kept", size: 21, after: 20, keepNext: true));
        // The subject of a letter is no title.
        styles.Append(Style("Title", "Title", size: letter ? 26 : 40, bold: true, before: letter ? 0 : 240, after: 80));
        styles.Append(Style("Subtitle", "Subtitle", size: letter ? 23 : 26, after: letter ? 240 : 80));
        styles.Append(Style("Heading1", "heading 1", size: 30, bold: true, colour: colour, before: 320, after: 100, level: 0));
        styles.Append(Style("Heading2", "heading 2", size: 25, bold: true, before: 220, after: 60, level: 1));
        styles.Append(Style("Caption", "caption", size: 23, bold: true, before: 160, after: 60, keepNext: true));
        styles.Append(Style("Quiet", "Quiet", size: 19, colour: Quiet));
        styles.Append(Style("Quote", "Quote", italic: true, indent: 400, bar: colour));
        styles.Append(Style("QuoteOf", "Quote with source", italic: true, indent: 400, bar: colour, keepNext: true));
        styles.Append(Style("Cell", "Cell", size: 21, after: 20));
        styles.Append(Style(WordPictures.Look, "Picture line", after: 120));
        styles.Append(Style("ListParagraph", "List Paragraph", after: 60));
        main.AddNewPart<StyleDefinitionsPart>().Styles = styles;
    }

    /// <summary>18 point for running text, and everything else in proportion.</summary>
    private static void Enlarge(MainDocumentPart main)
    {
        foreach (var size in main.StyleDefinitionsPart!.Styles!.Descendants<HpsMeasureType>())
        {
            size.Val = (int.Parse(size.Val!, System.Globalization.CultureInfo.InvariantCulture) * 36 / 23).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static Style Style(
        string id,
        string name,
        int? size = null,
        bool bold = false,
        bool italic = false,
        string? colour = null,
        int? before = null,
        int? after = null,
        int? level = null,
        int? indent = null,
        string? bar = null,
        string? rule = null,
        bool keepNext = false,
        bool isDefault = false
    )
    {
        var paragraph = new StyleParagraphProperties();
        if (level is not null || keepNext)
        {
            paragraph.Append(new KeepNext());
        }
        if (bar is not null)
        {
            paragraph.Append(
                new ParagraphBorders(
                    new LeftBorder
                    {
                        Val = BorderValues.Single,
                        Size = 24,
                        Space = 8,
                        Color = bar,
                    }
                )
            );
        }
        if (rule is not null)
        {
            paragraph.Append(
                new ParagraphBorders(
                    new BottomBorder
                    {
                        Val = BorderValues.Single,
                        Size = 12,
                        Space = 6,
                        Color = rule,
                    }
                )
            );
        }
        if (before is not null || after is not null)
        {
            var spacing = new SpacingBetweenLines();
            if (before is { } above)
            {
                spacing.Before = above.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
            if (after is { } below)
            {
                spacing.After = below.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
            paragraph.Append(spacing);
        }
        if (indent is { } left)
        {
            paragraph.Append(new Indentation { Left = left.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        }
        if (level is { } outline)
        {
            paragraph.Append(new OutlineLevel { Val = outline });
        }
        var run = new StyleRunProperties();
        if (bold)
        {
            run.Append(new Bold(), new BoldComplexScript());
        }
        if (italic)
        {
            run.Append(new Italic(), new ItalicComplexScript());
        }
        if (colour is not null)
        {
            run.Append(new Color { Val = colour });
        }
        if (size is { } half)
        {
            var points = half.ToString(System.Globalization.CultureInfo.InvariantCulture);
            run.Append(new FontSize { Val = points }, new FontSizeComplexScript { Val = points });
        }
        return new Style(new StyleName { Val = name }, new PrimaryStyle(), paragraph, run)
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
            Default = isDefault ? true : null,
        };
    }

    private static void Numbering(MainDocumentPart main) =>
        main.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(
            Abstract(0, NumberFormatValues.Bullet, "•"),
            Abstract(1, NumberFormatValues.Decimal, "%1."),
            new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = 1 }
        );

    private static AbstractNum Abstract(int id, NumberFormatValues format, string text) =>
        new(
            new Level(
                new StartNumberingValue { Val = 1 },
                new NumberingFormat { Val = format },
                new LevelText { Val = text },
                new LevelJustification { Val = LevelJustificationValues.Left },
                new PreviousParagraphProperties(new Indentation { Left = "400", Hanging = "300" })
            )
            {
                LevelIndex = 0,
            }
        )
        {
            AbstractNumberId = id,
        };

    /// <summary>Every numbered list begins at one.</summary>
    private static int NewNumbering(MainDocumentPart main, int id)
    {
        main.NumberingDefinitionsPart!.Numbering!.Append(
            new NumberingInstance(new AbstractNumId { Val = 1 }, new LevelOverride(new StartOverrideNumberingValue { Val = 1 }) { LevelIndex = 0 }) { NumberID = id }
        );
        return id;
    }

    /// <summary>What XML cannot hold is left out: pasted control characters must not spoil a document.</summary>
    private static string Clean(string text) =>
        text.All(System.Xml.XmlConvert.IsXmlChar)
            ? text
            : string.Concat(text.EnumerateRunes().Where(r => r.Value > 0xFFFF || System.Xml.XmlConvert.IsXmlChar((char)r.Value)).Select(r => r.ToString()));
}
