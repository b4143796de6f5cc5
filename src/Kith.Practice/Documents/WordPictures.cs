using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using DW = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using PIC = DocumentFormat.OpenXml.Drawing.Pictures;

namespace Kith.Practice.Documents;

/// <summary>Lines that begin with a small picture, in a Word document: each picture is kept once however often it is used.</summary>
internal static class WordPictures
{
    /// <summary>The style of such a line.</summary>
    public const string Look = "PictureLine";

    // A centimetre and a half, in English Metric Units (Office Open XML).
    private const long Size = 540_000;

    // The words begin beside the picture, on every line: in twentieths of a point.
    private const string Indent = "1134";

    /// <summary>One line. Without a picture the words stand where they would stand beside one.</summary>
    public static Paragraph Line(MainDocumentPart main, string text, byte[]? png, string shows)
    {
        var paragraph = new Paragraph(
            new ParagraphProperties(
                new ParagraphStyleId { Val = Look },
                new KeepLines(),
                new Tabs(new TabStop { Val = TabStopValues.Left, Position = int.Parse(Indent, System.Globalization.CultureInfo.InvariantCulture) }),
                new Indentation { Left = Indent, Hanging = Indent },
                new TextAlignment { Val = VerticalTextAlignmentValues.Center }
            )
        );
        if (png is not null)
        {
            paragraph.Append(new Run(Picture(main, png, shows)));
        }
        paragraph.Append(new Run(new TabChar()), new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
        return paragraph;
    }

    /// <summary>Gives every picture of the document a number of its own, as the format asks.</summary>
    public static void Number(Body body)
    {
        foreach (var (drawing, i) in body.Descendants<Drawing>().Select((d, i) => (d, i)))
        {
            drawing.Descendants<DW.DocProperties>().First().Id = (uint)(i + 1);
            drawing.Descendants<PIC.NonVisualDrawingProperties>().First().Id = (uint)(i + 1);
        }
    }

    private static Drawing Picture(MainDocumentPart main, byte[] png, string shows)
    {
        var part = main.ImageParts.FirstOrDefault(p => Same(p, png));
        if (part is null)
        {
            part = main.AddImagePart(ImagePartType.Png);
            using var data = new MemoryStream(png);
            part.FeedData(data);
        }
        return new Drawing(
            new DW.Inline(
                new DW.Extent { Cx = Size, Cy = Size },
                new DW.EffectExtent
                {
                    LeftEdge = 0,
                    TopEdge = 0,
                    RightEdge = 0,
                    BottomEdge = 0,
                },
                new DW.DocProperties
                {
                    Id = 1,
                    Name = shows,
                    Description = shows,
                },
                new A.Graphic(
                    new A.GraphicData(
                        new PIC.Picture(
                            new PIC.NonVisualPictureProperties(new PIC.NonVisualDrawingProperties { Id = 1, Name = shows }, new PIC.NonVisualPictureDrawingProperties()),
                            new PIC.BlipFill(new A.Blip { Embed = main.GetIdOfPart(part) }, new A.Stretch(new A.FillRectangle())),
                            new PIC.ShapeProperties(
                                new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = Size, Cy = Size }),
                                new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle }
                            )
                        )
                    )
                    {
                        Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture",
                    }
                )
            )
            {
                DistanceFromTop = 0,
                DistanceFromBottom = 0,
                DistanceFromLeft = 0,
                DistanceFromRight = 0,
            }
        );
    }

    private static bool Same(ImagePart part, byte[] png)
    {
        using var stream = part.GetStream();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray().AsSpan().SequenceEqual(png);
    }
}
