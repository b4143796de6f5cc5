using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Children.Show;
using Kith.Practice.Documents;
using Kith.Practice.Documents.Letters;
using Kith.Practice.Inspection;
using Kith.Practice.Inspection.SelfEvaluations;

namespace Kith.UnitTests.Practice;

public sealed class DocumentTests
{
    private static readonly Letterhead Head = new("Amberdale County Council", "#0b4f5c");

    [Fact]
    public void A_paper_for_the_printer_of_PDF_is_one_page_that_runs_nothing_and_asks_for_nothing()
    {
        Gen.String.Array[1, 5]
            .Sample(words =>
            {
                var hostile = string.Concat(words) + "<script>alert(1)</script><img src=http://elsewhere>";
                var paper = new Paper(
                    hostile,
                    hostile,
                    [
                        new PaperHeading(hostile),
                        new PaperText(hostile),
                        new PaperQuote(hostile, hostile),
                        new PaperFacts([(hostile, hostile)]),
                        new PaperList([hostile]),
                        new PaperPictures([new(hostile, null, Kith.Practice.Voice.Symbols.Svg("talk"), hostile)]),
                        new PaperTable(
                            hostile,
                            [hostile],
                            [
                                [hostile],
                            ]
                        ),
                        new PaperSignatures([hostile]),
                    ]
                )
                {
                    AddressedTo = hostile,
                    Dated = hostile,
                };
                var page = HtmlWriter.Write(paper, new Letterhead(hostile, "red;background:url(http://elsewhere)"));
                Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
            });
    }

    [Theory]
    [InlineData("أريد أن أعيش مع جدتي.", true)]
    [InlineData("אני רוצה לגור עם סבתא.", true)]
    [InlineData("محمد said that he wants to live with his grandmother.", false)]
    [InlineData("Małgorzata, Nguyễn Thị Ánh, রহমান and 王小明 came.", false)]
    [InlineData("14:30", false)]
    public void Words_are_printed_in_the_direction_in_which_they_are_written(string words, bool fromRight)
    {
        var page = HtmlWriter.Write(
            new Paper(
                "The list: today",
                null,
                [
                    new PaperText(words),
                    new PaperQuote(words),
                    new PaperList([words]),
                    new PaperFacts([("Name", words)]),
                    new PaperTable(
                        "People",
                        ["Name"],
                        [
                            [words],
                        ]
                    ),
                ]
            ),
            Head
        );
        Assert.Equal(fromRight ? 5 : 0, page.Split(" dir=\"rtl\">").Length - 1);
        // The page as a whole stays as it is, and the foot says the title as it is.
        Assert.Contains("<html lang=\"en-GB\">", page, StringComparison.Ordinal);
        Assert.Contains("content: \"Amberdale County Council · The list: today\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("أريد أن أعيش مع جدتي.", true)]
    [InlineData("אני רוצה לגור עם סבתא.", true)]
    [InlineData("محمد said that he wants to live with his grandmother.", false)]
    [InlineData("Małgorzata, Nguyễn Thị Ánh, রহমান and 王小明 came.", false)]
    [InlineData("14:30", false)]
    public void In_Word_too_words_stand_in_the_direction_in_which_they_are_written(string words, bool fromRight)
    {
        var paper = new Paper(
            "The list",
            null,
            [
                new PaperText(words),
                new PaperQuote(words),
                new PaperList([words]),
                new PaperFacts([("Name", words)]),
                new PaperTable(
                    "People",
                    ["Name"],
                    [
                        [words],
                    ]
                ),
                new PaperPictures([new(words)]),
            ]
        );
        using var word = WordprocessingDocument.Open(new MemoryStream(WordWriter.Write(paper, Head)), false);
        Assert.Empty(new OpenXmlValidator().Validate(word).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var paragraphs = word.MainDocumentPart!.Document!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Where(p => p.InnerText.Length > 0).ToList();
        Assert.Equal(6, paragraphs.Count(p => p.InnerText == words));
        Assert.All(paragraphs, p => Assert.Equal(fromRight && p.InnerText == words, p.ParagraphProperties?.BiDi is not null));
        Assert.All(
            paragraphs.Where(p => p.InnerText == words).SelectMany(p => p.Elements<DocumentFormat.OpenXml.Wordprocessing.Run>()),
            r => Assert.Equal(fromRight, r.RunProperties?.RightToLeftText is not null)
        );
        // Scripts from right to left are as large as the others.
        Assert.All(
            word.MainDocumentPart.StyleDefinitionsPart!.Styles!.Descendants<DocumentFormat.OpenXml.Wordprocessing.FontSize>(),
            s => Assert.Equal(s.Val!.Value, s.Parent!.GetFirstChild<DocumentFormat.OpenXml.Wordprocessing.FontSizeComplexScript>()?.Val?.Value)
        );
    }

    [Fact]
    public void A_table_below_a_heading_of_the_same_words_is_named_once_and_dates_in_it_stay_on_one_line()
    {
        var paper = new Paper(
            "Audit",
            null,
            [
                new PaperHeading("Part by part"),
                new PaperTable(
                    "Part by part",
                    ["Part", "24 Dec 2025"],
                    [
                        ["Done 8 Jul 2026: ten minutes", "Good"],
                    ]
                ),
                new PaperTable(
                    "Another",
                    ["Part"],
                    [
                        ["12 Sep 2026 to 3 May 2027"],
                    ]
                ),
            ]
        );
        var page = HtmlWriter.Write(paper, Head);
        using var word = WordprocessingDocument.Open(new MemoryStream(WordWriter.Write(paper, Head)), false);
        Assert.Empty(new OpenXmlValidator().Validate(word).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        foreach (var text in new[] { WebUtility.HtmlDecode(page), word.MainDocumentPart!.Document!.InnerText })
        {
            Assert.Equal(2, text.Split("Part by part").Length);
            Assert.Contains("Another", text, StringComparison.Ordinal);
            foreach (var date in new[] { "24 Dec 2025", "8 Jul 2026", "12 Sep 2026", "3 May 2027" })
            {
                Assert.Contains(date.Replace(' ', '\u00A0'), text, StringComparison.Ordinal);
            }
        }
        Assert.Equal(1, page.Split("<caption>").Length - 1);
    }

    [Theory]
    [InlineData(1, "1 entry")]
    [InlineData(2, "2 entries")]
    public void A_chronology_says_how_many_entries_it_has(int count, string words)
    {
        var line = new ChronologyLine(new DateOnly(2026, 7, 8), "visit", Guid.Empty, "Visit", "Mia was seen", null, null, null, false, false, null);
        var paper = ChronologyPaper.Of(
            new PersonHead
            {
                Id = Guid.Empty,
                Name = "Mia Thompson",
                FullName = "Mia Thompson",
                Age = "9",
                Unborn = false,
                BornOn = new DateOnly(2017, 3, 14),
                Sex = "Female",
            },
            Enumerable.Repeat(line, count),
            significantOnly: false,
            new DateOnly(2026, 11, 28)
        );
        Assert.Equal(words, Assert.IsType<PaperTable>(Assert.Single(paper.Parts)).Caption);
        Assert.Equal("Mia Thompson, born 14 March 2017", paper.About);
    }

    [Fact]
    public void What_is_said_of_all_figures_of_a_self_evaluation_does_not_stand_below_its_last_area()
    {
        var evaluation = new SelfEvaluation
        {
            Title = "Self-evaluation",
            Edition = "ILACS 2026",
            BegunBy = "Amanda Clarke",
            Sections =
            [
                new()
                {
                    Area = JudgementArea.Leaders,
                    Know = "We know.",
                    Figures = "[]",
                },
                new() { Area = JudgementArea.CareLeavers, Figures = "[]" },
            ],
        };
        var said = EvaluationPaper.Of(evaluation).Said;
        Assert.Equal("About the figures", Assert.IsType<PaperHeading>(said[^2]).Text);
        Assert.StartsWith("Figures are", Assert.IsType<PaperText>(said[^1]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paper_with_every_part_is_a_valid_Word_document_with_real_headings()
    {
        var paper = new Paper(
            "Child protection plan",
            "Mia Thompson, born 14 March 2017",
            [
                new PaperHeading("What we are worried about"),
                new PaperText("First.\n\nSecond."),
                new PaperText("From the conference", Quiet: true),
                new PaperHeading("In Mia's words", 2),
                new PaperQuote("I want Gran to come", "14 November, drawing"),
                new PaperFacts([("Category", "Neglect"), ("Left out", null)]),
                new PaperList(["One", "Two"]),
                new PaperPictures([
                    new("You can talk to us.", Kith.Practice.Voice.SymbolPicture.Png("talk"), null, "Talk"),
                    new("You can ask.", Kith.Practice.Voice.SymbolPicture.Png("talk"), null, "Talk"),
                    new("No picture."),
                ]),
                new PaperList(["First", "Second"], Numbered: true),
                new PaperList(["Again first"], Numbered: true),
                new PaperTable(
                    "Actions",
                    ["What", "Who", "When"],
                    [
                        ["Ring school", "Priya", null],
                    ]
                ),
                new PaperBreak(),
                new PaperSignatures(["Mum", "Social worker"]),
            ]
        )
        {
            Dated = "24 November 2026",
            AddressedTo = "Ms Thompson\n1 High Street",
        };
        using var word = WordprocessingDocument.Open(new MemoryStream(WordWriter.Write(paper, Head)), false);
        Assert.Empty(new OpenXmlValidator().Validate(word).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var text = word.MainDocumentPart!.Document!.InnerText;
        Assert.Contains("I want Gran to come", text);
        Assert.DoesNotContain("Left out", text);
        var styles = word.MainDocumentPart.Document.Descendants<DocumentFormat.OpenXml.Wordprocessing.ParagraphStyleId>().Select(s => s.Val!.Value).ToList();
        Assert.Contains("Heading1", styles);
        Assert.Contains("Title", styles);
        Assert.Equal("en-GB", word.PackageProperties.Language);
    }

    [Fact]
    public void No_paper_has_a_heading_with_nothing_below_it()
    {
        Gen.OneOf(
                Gen.Int[1, 2].Select(level => (PaperPart)new PaperHeading("H", level)),
                Gen.Const((PaperPart)new PaperText("words")),
                Gen.Const((PaperPart)new PaperText(" ")),
                Gen.Const((PaperPart)new PaperFacts([("Nothing", null)])),
                Gen.Const((PaperPart)new PaperTable("Nothing", ["A"], []))
            )
            .List[0, 12]
            .Sample(parts =>
            {
                var said = new Paper("T", null, parts).Said;
                Assert.DoesNotContain(said, p => p is PaperFacts or PaperTable or PaperText { Text: " " });
                Assert.Equal(parts.Count(p => p is PaperText { Text: "words" }), said.Count(p => p is PaperText));
                for (var i = 0; i < said.Count; i++)
                {
                    if (said[i] is PaperHeading h)
                    {
                        Assert.True(i + 1 < said.Count && (said[i + 1] is not PaperHeading next || next.Level > h.Level), string.Join(", ", said));
                    }
                }
            });
    }

    [Fact]
    public void Columns_are_as_wide_as_what_stands_in_them_and_fill_the_page()
    {
        Gen.Select(Gen.String[0, 60].Array[1, 6], Gen.String[0, 400].Array[6].Array[0, 5])
            .Sample(
                (columns, rows) =>
                {
                    var widths = WordWriter.Widths(columns, [.. rows.Select(r => (IReadOnlyList<string?>)r[..columns.Length])]);
                    Assert.Equal(9638, widths.Sum());
                    Assert.All(widths, w => Assert.True(w > 200));
                }
            );
        var chronology = WordWriter.Widths(
            ["Date", "What", "In words"],
            [
                ["14 September 2026", "Visit", string.Concat(Enumerable.Repeat("A long day at home. ", 40))],
            ]
        );
        Assert.True(chronology[0] < 2200 && chronology[2] > 4500, string.Join(", ", chronology));
    }

    [Fact]
    public void A_letter_looks_like_one_on_paper_and_as_PDF()
    {
        var letter = new Paper("Appointment for a visit", "About Mia", [new PaperText("Dear Ms Thompson"), new PaperText("Yours sincerely\nPriya Nair\nTeam 2")])
        {
            Dated = "26 November 2026",
            AddressedTo = "Ms Thompson\n1 High Street",
        };
        using var word = WordprocessingDocument.Open(new MemoryStream(WordWriter.Write(letter, Head)), false);
        Assert.Empty(new OpenXmlValidator().Validate(word).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        Assert.Equal(
            ["Amberdale County Council", "Private and confidential", "Ms Thompson", "1 High Street", "26 November 2026", "Appointment for a visit", "About Mia"],
            word.MainDocumentPart!.Document!.Body!.Elements<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Select(p => p.InnerText).Take(7)
        );
        Assert.Contains("Farewell", word.MainDocumentPart.Document.Descendants<DocumentFormat.OpenXml.Wordprocessing.ParagraphStyleId>().Select(s => s.Val!.Value));
        var page = HtmlWriter.Write(letter, Head);
        Assert.Contains("<p class=\"farewell\">Yours sincerely</p><p class=\"block\">Priya Nair\nTeam 2</p>", page, StringComparison.Ordinal);
    }

    /// <summary>Whatever people paste, the document opens.</summary>
    [Fact]
    public void Any_text_makes_a_document_that_opens() =>
        Gen.String.Sample(
            text =>
            {
                var bytes = WordWriter.Write(
                    new Paper(
                        text,
                        text,
                        [
                            new PaperText(text),
                            new PaperTable(
                                text,
                                [text],
                                [
                                    [text],
                                ]
                            ),
                        ]
                    ),
                    Head
                );
                using var word = WordprocessingDocument.Open(new MemoryStream(bytes), false);
                Assert.NotNull(word.MainDocumentPart!.Document);
            },
            iter: 100
        );

    [Fact]
    public void A_file_is_what_its_bytes_say()
    {
        Assert.Equal("application/pdf", FileSniffer.Sniff("%PDF-1.4"u8.ToArray()).Type!.ContentType);
        Assert.Equal("image/png", FileSniffer.Sniff([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]).Type!.ContentType);
        Assert.Equal("text/plain", FileSniffer.Sniff("Mia said: I like Gran's house – truly"u8.ToArray()).Type!.ContentType);
        Assert.Equal("docx", FileSniffer.Sniff(WordWriter.Write(new Paper("A", null, []), Head)).Type!.Extension);
    }

    [Theory]
    [InlineData("MZ\u0001\u0002 a program")]
    [InlineData("<!doctype html><title>x</title>")]
    [InlineData("  <svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")]
    [InlineData("Hello <SCRIPT>alert(1)</script>")]
    [InlineData("#!/bin/sh\nrm -rf /")]
    [InlineData("")]
    public void What_could_run_is_not_let_in(string text)
    {
        var (type, refusal) = FileSniffer.Sniff(Encoding.UTF8.GetBytes(text));
        Assert.Null(type);
        Assert.NotEmpty(refusal!);
    }

    [Fact]
    public void Macros_and_damaged_packages_are_refused_with_the_reason()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("[Content_Types].xml");
            zip.CreateEntry("word/document.xml");
            zip.CreateEntry("word/vbaProject.bin");
        }
        Assert.Contains("macros", FileSniffer.Sniff(stream.ToArray()).Refusal);
        Assert.Contains("damaged", FileSniffer.Sniff("PK\u0003\u0004 cut short"u8.ToArray()).Refusal);
    }

    [Fact]
    public void Any_bytes_get_an_answer() =>
        Gen
            .Byte.Array[0, 400]
            .Sample(bytes =>
            {
                var (type, refusal) = FileSniffer.Sniff(bytes);
                Assert.True(type is null != refusal is null);
            });

    [Fact]
    public void File_names_are_safe_whatever_the_title() =>
        Gen.String.Sample(title =>
        {
            var name = KeepDocuments.SafeName(title, "pdf");
            Assert.EndsWith(".pdf", name);
            Assert.DoesNotContain(name[..^4], c => c is '/' or '\\' or '.' or '"' or ':' or '\r' or '\n' or '\0');
            Assert.True(name.Length is > 4 and <= 90);
        });

    [Fact]
    public void Places_are_filled_and_unknown_ones_are_seen()
    {
        var filled = LetterTemplate.Fill("Dear {{Recipient}}, ring {{worker phone}}.", new Dictionary<string, string?> { ["recipient"] = "Mum", ["worker phone"] = null });
        Assert.Equal("Dear Mum, ring [worker phone].", filled);
        Assert.All(SuggestedLetters.All, l => Assert.Empty(LetterTemplate.Check(l.Name, l.Body)));
        Assert.NotEmpty(LetterTemplate.Check("x", "{{shoe size}}"));
    }

    /// <summary>The scanner's own protocol, against a listener that speaks it.</summary>
    [Theory]
    [InlineData("stream: OK", null)]
    [InlineData("stream: Eicar-Test-Signature FOUND", "harmful")]
    [InlineData("INSTREAM size limit exceeded. ERROR", "could not be checked")]
    public async Task A_scanner_is_asked_over_its_protocol(string answer, string? said)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sent = new byte[100_000];
        var heard = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            var command = new byte[10];
            await stream.ReadExactlyAsync(command);
            var total = 0;
            var length = new byte[4];
            while (true)
            {
                await stream.ReadExactlyAsync(length);
                var chunk = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(length);
                if (chunk == 0)
                {
                    break;
                }
                await stream.ReadExactlyAsync(new byte[chunk]);
                total += chunk;
            }
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"));
            return (Encoding.ASCII.GetString(command), total);
        });
        var found = await new ClamdScan("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, TimeSpan.FromSeconds(30)).Scan(sent);
        Assert.Equal(("zINSTREAM\0", 100_000), await heard);
        if (said is null)
        {
            Assert.Null(found);
        }
        else
        {
            Assert.Contains(said, found);
        }
    }

    [Fact]
    public async Task Where_no_scanner_answers_nothing_is_let_in()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Assert.Contains("could not be checked", await new ClamdScan("127.0.0.1", port, TimeSpan.FromSeconds(5)).Scan([1]));
    }
}
