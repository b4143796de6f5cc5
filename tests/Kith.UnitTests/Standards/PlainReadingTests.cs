using System.Text;
using CsCheck;
using Kith.Standards.CinCensus;

namespace Kith.UnitTests.Standards;

/// <summary>The fast way of reading a return and the XML parser's way read the same, or refuse in the same words.</summary>
public class PlainReadingTests
{
    private static readonly byte[] Whole = Bytes("cin-2026-300.xml");

    [Theory]
    [InlineData("cin-2026-300.xml")]
    [InlineData("fake_CIN_data.xml")]
    [InlineData("CIN_Census_2021.xml")]
    [InlineData("CIN_Census_2024.xml")]
    public void Samples_read_the_same(string file) => Same(Bytes(file));

    [Fact]
    public void The_usual_return_is_plain_to_its_end()
    {
        foreach (
            var bytes in (byte[][])[Whole, [0xEF, 0xBB, 0xBF, .. Whole], Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Whole).Replace("\n", "\r\n", StringComparison.Ordinal))]
        )
        {
            using var reader = CinCensusReader.Open(new MemoryStream(bytes));
            Assert.Equal(300, reader.Children().Count());
            Assert.True(reader.IsPlain);
            Assert.True(reader.IsComplete);
        }
    }

    [Theory]
    [InlineData("<!-- a note -->")]
    [InlineData("<Nickname>B</Nickname>")]
    [InlineData("stray")]
    [InlineData("<?pi?>")]
    [InlineData("\r")]
    [InlineData("&amp;")]
    [InlineData("é")]
    [InlineData("<UPN a='1'/>")]
    [InlineData("<UPN >x</UPN >")]
    [InlineData("<UPNunknown><![CDATA[UN1]]></UPNunknown>")]
    [InlineData("<Sex>M</Sex><Sex>F</Sex>")]
    [InlineData("<Sex>M</Sex><UPN>1</UPN>")]
    [InlineData("<UPN>\u0001</UPN>")]
    [InlineData("<UPN>a\nb</UPN>")]
    [InlineData("<UPN>a>b</UPN>")]
    [InlineData("<UPN>]]></UPN>")]
    [InlineData("</Child>")]
    public void An_oddity_anywhere_is_read_as_the_parser_reads_it(string oddity)
    {
        var words = Encoding.UTF8.GetString(Whole);
        for (var at = words.IndexOf("</LAchildID>", StringComparison.Ordinal); at >= 0; at = words.IndexOf("</LAchildID>", at + 40_000, StringComparison.Ordinal))
        {
            Same(Encoding.UTF8.GetBytes(words.Insert(at + "</LAchildID>".Length, oddity)));
            if (at + 40_000 >= words.Length)
            {
                break;
            }
        }
    }

    [Theory]
    [InlineData("<?xml version='1.0' encoding='utf-8'?>")]
    [InlineData("<?xml version=\"1.0'?>")]
    [InlineData("<?xml version=\"1.1\"?>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>")]
    [InlineData("<?xml version=\"1.0\" ENCODING=\"UTF-8\"?>")]
    [InlineData("<?xml encoding=\"UTF-8\"?>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-16\"?>")]
    [InlineData(" <?xml version=\"1.0\"?>")]
    [InlineData("")]
    public void Declarations_read_the_same(string declaration) =>
        Same(Encoding.UTF8.GetBytes(declaration + Encoding.UTF8.GetString(Whole)["<?xml version=\"1.0\" encoding=\"utf-8\"?>".Length..]));

    [Fact]
    public void Damaged_returns_read_the_same()
    {
        // Enough of the file that the buffer is filled more than once, and what is damaged may lie across its edge.
        var change = Gen.Select(
            Gen.Int[0, Whole.Length - 1],
            Gen.OneOf(Gen.OneOf([.. new[] { (byte)'<', (byte)'>', (byte)'/', (byte)' ', (byte)'\r', (byte)'\n', (byte)'&', (byte)'C' }.Select(b => Gen.Const(b))]), Gen.Byte)
        );
        Gen.Select(change.Array[0, 3], Gen.Int[0, 60], Gen.Int[0, Whole.Length - 61], Gen.Bool)
            .Sample(
                (changes, cut, at, ends) =>
                {
                    var bytes = Whole.ToArray();
                    foreach (var (where, value) in changes)
                    {
                        bytes[where] = value;
                    }

                    Same(ends ? bytes[..at] : [.. bytes[..at], .. bytes[(at + cut)..]]);
                },
                iter: 120
            );
    }

    [Fact]
    public void Small_returns_with_many_faults_read_the_same()
    {
        var small = Encoding.UTF8.GetBytes(CinCensusReaderTests.Small.Replace("é", "e", StringComparison.Ordinal));
        var change = Gen.Select(
            Gen.Int[0, small.Length - 1],
            Gen.OneOf(Gen.OneOf([.. new[] { (byte)'<', (byte)'>', (byte)'/', (byte)' ', (byte)'\r', (byte)'&' }.Select(b => Gen.Const(b))]), Gen.Byte)
        );
        Gen.Select(change.Array[0, 4], Gen.Int[0, 30], Gen.Int[0, small.Length - 31])
            .Sample(
                (changes, cut, at) =>
                {
                    var bytes = small.ToArray();
                    foreach (var (where, value) in changes)
                    {
                        bytes[where] = value;
                    }

                    Same([.. bytes[..at], .. bytes[(at + cut)..]]);
                },
                iter: 3_000
            );
    }

    [Fact]
    public void A_child_larger_than_the_buffer_reads_the_same()
    {
        var episode = "<CINdetails><CINreferralDate>2025-05-01</CINreferralDate><ReferralNFA>false</ReferralNFA></CINdetails>\n";
        foreach (var times in (int[])[1_300, 1_400, 3_000, 20_000])
        {
            Same(
                Encoding.UTF8.GetBytes(
                    "<Message><Header><CollectionDetails><Year>2026</Year></CollectionDetails></Header><Children><Child>"
                        + string.Concat(Enumerable.Repeat(episode, times))
                        + "</Child><Child/></Children></Message>"
                )
            );
        }
    }

    internal static void Same(byte[] bytes)
    {
        var (xml, refused) = Read(() => CinCensusReader.OpenAsXml(new Slow(bytes)));
        var (plain, alsoRefused) = Read(() => CinCensusReader.Open(new Slow(bytes)));
        Assert.Equal(refused, alsoRefused);
        if (refused is not null)
        {
            // The parser decodes ahead, so it may meet a wrong byte some children before the one that has it.
            var common = Math.Min(xml.Length, plain.Length);
            (xml, plain) = (xml[..common], plain[..common]);
        }

        Assert.Equal(xml, plain);
    }

    private static (string What, string? Refusal) Read(Func<CinCensusReader> open)
    {
        var what = new StringBuilder();
        CinCensusReader? reader = null;
        try
        {
            reader = open();
            Show(what, reader.Header);
            while (reader.ReadChild() is { } child)
            {
                what.Append(child.Position).Append('@').Append(child.Line).Append('\n');
                foreach (var record in child.Records())
                {
                    Show(what, record);
                }

                foreach (var assessment in child.Episodes.SelectMany(e => e.Assessments))
                {
                    what.Append(assessment.HasFactors);
                }

                what.Append(child.Characteristics.HasDisabilities).Append('\n');
            }

            what.Append(reader.IsComplete).Append(reader.ChildrenRead).Append(string.Join('\n', reader.Notices)).Append(reader.NoticesNotKept);
            return (what.ToString(), null);
        }
        catch (CensusFileException refusal)
        {
            return (what.ToString(), $"{refusal.Reason} {refusal.Line} {refusal.Column} {refusal.Message}");
        }
        finally
        {
            reader?.Dispose();
        }
    }

    private static void Show(StringBuilder what, CensusRecord record)
    {
        what.Append(record.Table).Append(record.Row).Append('@').Append(record.Line).Append('#').Append(record.Order);
        foreach (var column in CensusNames.Columns(record.Table))
        {
            what.Append('|').Append(record.Value(column) ?? "-");
        }

        what.Append('\n');
    }

    private static byte[] Bytes(string file)
    {
        using var stream = CinCensusReaderTests.Sample(file);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Gives out less than it is asked for, as networks and pipes do.</summary>
    private sealed class Slow(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 30_011));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 30_011)]);
    }
}
