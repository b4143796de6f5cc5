using System.Buffers.Binary;
using System.IO.Compression;
using Kith.Practice.Voice;

namespace Kith.UnitTests.Practice.Voice;

/// <summary>The symbols as pictures for Word: every one drawn, where its lines are, and a file that other programs read.</summary>
public sealed class SymbolPictureTests
{
    public static TheoryData<string> Names => [.. Symbols.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_symbol_is_a_picture_with_ink_where_its_lines_are_and_none_at_its_edge(string name)
    {
        var grey = Read(SymbolPicture.Png(name)!);
        var dark = Enumerable.Range(0, SymbolPicture.Across * SymbolPicture.Across).Count(i => grey[i / SymbolPicture.Across, i % SymbolPicture.Across] < 128);
        Assert.InRange(dark / (double)(SymbolPicture.Across * SymbolPicture.Across), 0.04, 0.4);
        // Nothing is cut off: the outermost points are white.
        for (var i = 0; i < SymbolPicture.Across; i++)
        {
            Assert.Equal((255, 255, 255, 255), (grey[0, i], grey[SymbolPicture.Across - 1, i], grey[i, 0], grey[i, SymbolPicture.Across - 1]));
        }
    }

    [Fact]
    public void Lines_are_drawn_where_they_are_said_to_be()
    {
        // A box from 6 to 42, and a bow whose top is at 10.
        var box = SymbolPicture.Draw("<path d='M6 6h36v36H6Z'/>");
        Assert.True(box[4 * 6, 4 * 24] > 0.9 && box[4 * 24, 4 * 42 - 1] > 0.9 && box[4 * 42 - 1, 4 * 24] > 0.9 && box[4 * 24, 4 * 6] > 0.9);
        Assert.Equal(0, box[4 * 24, 4 * 24]);
        var bow = SymbolPicture.Draw("<path d='M4 30q20-40 40 0'/>");
        Assert.True(bow[4 * 10, 4 * 24] > 0.9);
        // The upper half of a circle, by an arc, is where the circle is.
        var (arc, circle) = (SymbolPicture.Draw("<path d='M5 24a19 19 0 0 1 38 0'/>"), SymbolPicture.Draw("<circle cx='24' cy='24' r='19'/>"));
        for (var x = 4 * 8; x < 4 * 40; x++)
        {
            for (var y = 0; y < 4 * 22; y++)
            {
                Assert.InRange(Math.Abs(arc[y, x] - circle[y, x]), 0, 0.3);
            }
        }
        Assert.Throws<FormatException>(() => SymbolPicture.Draw("<path d='M5 24R1 2'/>"));
    }

    [Fact]
    public void A_name_that_is_not_there_has_no_picture()
    {
        Assert.Null(SymbolPicture.Png("unicorn"));
        Assert.Null(SymbolPicture.Png(null));
        Assert.Equal(Symbols.Names.Count, Symbols.Names.Select(n => Convert.ToHexString(SymbolPicture.Png(n)!)).Distinct().Count());
    }

    // A reader of its own: signature, sizes, and the points of a grey picture whose rows are not filtered.
    private static int[,] Read(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        using var data = new MemoryStream();
        var kinds = new List<string>();
        for (var at = 8; at < png.Length; )
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var kind = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            kinds.Add(kind);
            if (kind == "IHDR")
            {
                Assert.Equal((192, 192), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 8)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 12))));
            }
            else if (kind == "IDAT")
            {
                data.Write(png, at + 8, length);
            }
            at += 12 + length;
        }
        Assert.Equal(["IHDR", "IDAT", "IEND"], kinds);
        data.Position = 0;
        using var zip = new ZLibStream(data, CompressionMode.Decompress);
        var grey = new int[192, 192];
        for (var y = 0; y < 192; y++)
        {
            Assert.Equal(0, zip.ReadByte());
            for (var x = 0; x < 192; x++)
            {
                grey[y, x] = zip.ReadByte();
            }
        }
        Assert.Equal(-1, zip.ReadByte());
        return grey;
    }
}
