using System.Text;
using CsCheck;
using Kith.Standards.CinCensus;

namespace Kith.UnitTests.Standards;

public class CinCensusReaderTests
{
    internal const string Small = """
        <?xml version="1.0" encoding="utf-8"?>
        <Message>
          <Header>
            <CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>
            <Source><SourceLevel>L</SourceLevel><LEA>895</LEA><SoftwareCode>é</SoftwareCode></Source>
          </Header>
          <Children>
            <Child>
              <ChildIdentifiers><LAchildID>A1</LAchildID><PersonBirthDate>2015-03-27</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
              <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>HAND</Disability><Disability>MOB</Disability></Disabilities></ChildCharacteristics>
              <CINdetails>
                <CINreferralDate>2025-08-10</CINreferralDate>
                <ReferralNFA>false</ReferralNFA>
                <ChildProtectionPlans>
                  <CPPstartDate>2025-09-01</CPPstartDate>
                  <NumberOfPreviousCPP>0</NumberOfPreviousCPP>
                  <Reviews><CPPreviewDate>2025-11-15</CPPreviewDate><CPPreviewDate>2026-02-15</CPPreviewDate></Reviews>
                  <Reviews><CPPreviewDate>2026-03-15</CPPreviewDate></Reviews>
                  <Reviews/>
                </ChildProtectionPlans>
              </CINdetails>
              <CINdetails/>
            </Child>
            <Child><ChildCharacteristics/></Child>
            <Child>
              <ChildIdentifiers><LAchildID> </LAchildID><UPN></UPN></ChildIdentifiers>
              <CINdetails><PreProceedingsandFGDM><PPStartDate>2026-01-05</PPStartDate><FGDMMeetingOffer>1</FGDMMeetingOffer></PreProceedingsandFGDM></CINdetails>
            </Child>
          </Children>
        </Message>
        """;

    public static TheoryData<string, int, string> Samples =>
        new()
        {
            { "fake_CIN_data.xml", 332, "2022" },
            { "CIN_Census_2021.xml", 1, "2023" },
            { "CIN_Census_2024.xml", 2, "2023" },
            { "cin-2026-300.xml", 300, "2026" },
        };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Reads_the_samples(string file, int children, string year)
    {
        using var stream = Sample(file);
        using var reader = CinCensusReader.Open(stream);
        Assert.Equal(year, reader.Header.Year);
        var read = reader.Children().ToList();
        Assert.True(reader.IsComplete);
        Assert.Equal(children, read.Count);
        Assert.All(reader.Notices, n => Assert.Equal(CensusNoticeKind.UnexpectedText, n.Kind));
    }

    [Fact]
    public void Every_value_is_kept_as_found_with_its_place()
    {
        var (reader, children) = Read(Small);
        Assert.Equal(3, children.Count);
        Assert.Empty(reader.Notices);
        Assert.Equal("é", reader.Header.SoftwareCode);
        Assert.Null(reader.Header.Release);
        Assert.Equal(2026, reader.Header.EndYear);

        var first = children[0];
        Assert.Equal(("A1", 0, 9), (first.LAchildID, first.Identifiers.Row, first.Identifiers.Line));
        Assert.Equal(new DateOnly(2015, 3, 27), first.Identifiers.BirthDate);
        Assert.Equal([(0, "HAND"), (1, "MOB")], first.Characteristics.Disabilities.Select(d => (d.Row, d.Disability!)));
        Assert.False(first.Episodes[0].IsNoFurtherAction);
        Assert.Equal("false", first.Episodes[0].ReferralNFA);
        var plan = first.Episodes[0].ProtectionPlans[0];
        Assert.Equal(0, plan.PreviousPlans);
        Assert.Equal([(0, "2025-11-15"), (1, "2026-02-15"), (2, "2026-03-15"), (3, null)], plan.Reviews.Select(r => (r.Row, r.CPPreviewDate)));

        Assert.False(children[1].Identifiers.IsPresent);
        Assert.Equal(1, children[1].Characteristics.Row);
        Assert.Equal(1, children[2].Identifiers.Row);
        Assert.False(children[2].Characteristics.IsPresent);
        Assert.Equal(" ", children[2].LAchildID);
        Assert.Equal("", children[2].Identifiers.UPN);
        Assert.Null(children[2].Identifiers.FormerUPN);
        Assert.Equal(2, children[2].Episodes[0].Row);
        Assert.True(children[2].Episodes[0].PreProceedings[0].IsMeetingOffered);
        Assert.Equal(3, reader.CountOf(CensusTable.CINdetails));
    }

    [Fact]
    public void Oddities_are_read_past_and_told()
    {
        const string odd = """
            <Message xmlns="urn:somebody">
              <Children>
                <Child colour="red">
                  <CINdetails><ReferralNFA>1</ReferralNFA><CINreferralDate>2025-05-01</CINreferralDate><CINreferralDate>2025-05-02</CINreferralDate></CINdetails>
                  <ChildIdentifiers>stray<Sex>M</Sex><LAchildID>B<!-- a note -->2</LAchildID><Nickname><Short>B</Short></Nickname></ChildIdentifiers>
                </Child>
              </Children>
              <Child><ChildIdentifiers><LAchildID><![CDATA[C&3]]></LAchildID></ChildIdentifiers></Child>
              <Header><CollectionDetails><Year>2026</Year></CollectionDetails></Header>
            </Message>
            """;
        var (reader, children) = Read(odd);
        Assert.Equal("2026", reader.Header.Year);
        Assert.Equal(["B2", "C&3"], children.Select(c => c.LAchildID!));
        Assert.Equal("2025-05-01", children[0].Episodes[0].CINreferralDate);
        Assert.Equal(
            [
                CensusNoticeKind.Namespace,
                CensusNoticeKind.UnexpectedAttribute,
                CensusNoticeKind.OutOfOrder,
                CensusNoticeKind.Repeated,
                CensusNoticeKind.OutOfOrder,
                CensusNoticeKind.UnexpectedText,
                CensusNoticeKind.OutOfOrder,
                CensusNoticeKind.UnknownElement,
                CensusNoticeKind.OutOfOrder,
                CensusNoticeKind.OutOfOrder,
            ],
            reader.Notices.Select(n => n.Kind)
        );
        var unknown = reader.Notices.Single(n => n.Kind == CensusNoticeKind.UnknownElement);
        Assert.Equal((5, "Message/Children/Child[1]/ChildIdentifiers"), (unknown.Line, unknown.Path));
    }

    [Fact]
    public void Elements_that_are_missing_never_stop_the_reading()
    {
        var (reader, children) = Read("<Message><Children><Child/><Child></Child></Children></Message>");
        Assert.False(reader.Header.IsPresent);
        Assert.Equal(2, children.Count);
        Assert.Empty(children[1].Episodes);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void Files_with_a_byte_order_mark_are_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        foreach (var text in (string[])[Small, Small.Replace("utf-8", name, StringComparison.Ordinal)])
        {
            var (reader, children) = Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
            Assert.Equal(3, children.Count);
            Assert.Equal("é", reader.Header.SoftwareCode);
        }
    }

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("windows-1252")]
    public void Files_that_say_their_encoding_are_read(string name)
    {
        var (reader, _) = Read(Encoding.Latin1.GetBytes(Small.Replace("utf-8", name, StringComparison.Ordinal)));
        Assert.Equal("é", reader.Header.SoftwareCode);
    }

    [Fact]
    public void A_false_claim_of_utf_16_is_told_and_read_past()
    {
        var (reader, children) = Read(Small.Replace("utf-8", "utf-16", StringComparison.Ordinal));
        Assert.Equal("é", reader.Header.SoftwareCode);
        Assert.Equal(3, children.Count);
        Assert.Equal(CensusNoticeKind.Encoding, Assert.Single(reader.Notices).Kind);
    }

    [Fact]
    public void Characters_that_are_not_in_the_encoding_are_refused()
    {
        var latin = Encoding.Latin1.GetBytes(Small);
        Assert.Equal(CensusFileReason.WrongEncoding, Refusal(latin).Reason);
        Assert.Equal(CensusFileReason.WrongEncoding, Refusal(Encoding.Latin1.GetBytes(Small.Replace("utf-8", "us-ascii", StringComparison.Ordinal))).Reason);
        Assert.Equal(CensusFileReason.WrongEncoding, Refusal(Encoding.UTF8.GetBytes(Small.Replace("utf-8", "klingon", StringComparison.Ordinal))).Reason);
        Assert.Equal(CensusFileReason.WrongEncoding, Refusal(Encoding.UTF8.GetBytes(Small.Replace("utf-8", "utf-7", StringComparison.Ordinal))).Reason);
    }

    [Theory]
    [InlineData("", CensusFileReason.NotXml)]
    [InlineData("   \n ", CensusFileReason.CutShort)]
    [InlineData("LAchildID,UPN\n1,2\n", CensusFileReason.NotXml)]
    [InlineData("PK\u0003\u0004....", CensusFileReason.NotXml)]
    [InlineData("<Message><Header></Message>", CensusFileReason.NotXml)]
    [InlineData("<Message><Children/></Message><Message/>", CensusFileReason.NotXml)]
    [InlineData("<Message><Children><Child>\u0001</Child></Children></Message>", CensusFileReason.NotXml)]
    [InlineData("<Message><Children>&nbsp;</Children></Message>", CensusFileReason.NotXml)]
    [InlineData("<html><body/></html>", CensusFileReason.NotACinCensus)]
    [InlineData("<message><Header/></message>", CensusFileReason.NotACinCensus)]
    [InlineData("<Message/>", CensusFileReason.NotACinCensus)]
    [InlineData("<Message></Message>", CensusFileReason.NotACinCensus)]
    [InlineData("<Message><Header><CollectionDetails><Collection>SC1</Collection></CollectionDetails></Header></Message>", CensusFileReason.NotACinCensus)]
    [InlineData("<Message><Children><\n/Children></Message>", CensusFileReason.NotXml)]
    [InlineData("<Message><Header><CollectionDetails><Collection>C\nIN</Collection></CollectionDetails></Header></Message>", CensusFileReason.NotACinCensus)]
    [InlineData("<Message><Children><Child>", CensusFileReason.CutShort)]
    public void What_is_not_a_return_is_refused_with_the_reason(string text, CensusFileReason reason)
    {
        var refusal = Refusal(Encoding.UTF8.GetBytes(text));
        Assert.Equal(reason, refusal.Reason);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void A_refusal_says_where()
    {
        var refusal = Refusal(Encoding.UTF8.GetBytes("<Message>\n<Children>\n<Child>\n<CINdetails><ReferralNFA>1</Referr"));
        Assert.Equal(CensusFileReason.CutShort, refusal.Reason);
        Assert.Equal(4, refusal.Line);
        Assert.StartsWith("The file is cut short: it ends at line 4, position ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Message/Children/Child[1]/CINdetails", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_types_are_refused_before_anything_is_expanded_or_fetched()
    {
        const string laughs = """
            <!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
            <Message><Children><Child>&c;</Child></Children></Message>
            """;
        const string external = """
            <!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/passwd">]>
            <Message><Header><Source><LEA>&x;</LEA></Source></Header></Message>
            """;
        Assert.Equal(CensusFileReason.ForbiddenDtd, Refusal(Encoding.UTF8.GetBytes(laughs)).Reason);
        Assert.Equal(CensusFileReason.ForbiddenDtd, Refusal(Encoding.UTF8.GetBytes(external)).Reason);
        // The parser does not say where it met it: no place is better than one that cannot be.
        Assert.DoesNotContain("line 0", Refusal(Encoding.UTF8.GetBytes(external)).Message, StringComparison.Ordinal);
        Assert.Equal(CensusFileReason.ForbiddenDtd, Refusal(Encoding.UTF8.GetBytes("<!DOCTYPE Message><Message><Children/></Message>")).Reason);
    }

    [Fact]
    public void Cut_anywhere_a_return_is_never_taken_for_whole()
    {
        var whole = Encoding.UTF8.GetBytes(Small);
        for (var length = 1; length < whole.Length; length++)
        {
            Assert.Equal(CensusFileReason.CutShort, Refusal(whole[..length]).Reason);
        }

        using var stream = Sample("cin-2026-300.xml");
        var big = new byte[stream.Length];
        stream.ReadExactly(big);
        var end = Encoding.UTF8.GetString(big).TrimEnd().Length;
        for (var length = 97; length < end; length += 97 * 41)
        {
            Assert.Equal(CensusFileReason.CutShort, Refusal(big[..length]).Reason);
        }
    }

    [Fact]
    public void Every_97th_byte_of_the_small_samples_is_a_cut_that_shows()
    {
        foreach (var file in (string[])["CIN_Census_2021.xml", "CIN_Census_2024.xml"])
        {
            using var stream = Sample(file);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var end = Encoding.UTF8.GetString(bytes).TrimEnd().Length;
            for (var length = 97; length < end; length += 97)
            {
                Assert.Equal(CensusFileReason.CutShort, Refusal(bytes[..length]).Reason);
            }
        }
    }

    [Fact]
    public void Nesting_size_and_names_without_end_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        Assert.Equal(CensusFileReason.TooLarge, Refusal(Encoding.UTF8.GetBytes("<Message><Children>" + deep)).Reason);

        var value = new string('x', 5_000);
        Assert.Equal(CensusFileReason.TooLarge, Refusal(Encoding.UTF8.GetBytes($"<Message><Children><Child><ChildIdentifiers><UPN>{value}</UPN>")).Reason);

        var names = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<n{i}/>"));
        Assert.Equal(CensusFileReason.TooLarge, Refusal(Encoding.UTF8.GetBytes("<Message><Children>" + names)).Reason);
    }

    [Theory]
    [InlineData("<Message><Children><Child><ChildIdentifiers><UPN>")]
    [InlineData("<Message><Children><!-- ")]
    [InlineData("<Message><Children><Child a='")]
    [InlineData("<Message><Children><Child>")]
    [InlineData("<Message><Children><?pi ")]
    [InlineData("<Message><Children><Child><Unknown>")]
    public void Text_without_end_never_fills_memory(string start)
    {
        using var endless = new EndlessStream(start);
        var refusal = Assert.Throws<CensusFileException>(() => Drain(endless));
        Assert.Equal(CensusFileReason.TooLarge, refusal.Reason);
        Assert.True(endless.Served < 4_000_000, $"{endless.Served} bytes were read");
    }

    [Fact]
    public void Asking_again_after_a_fault_gives_the_same_fault()
    {
        using var reader = CinCensusReader.Open(Bytes("<Message><Children><Child/><Chi"));
        Assert.NotNull(reader.ReadChild());
        var first = Assert.Throws<CensusFileException>(() => reader.ReadChild());
        Assert.Same(first, Assert.Throws<CensusFileException>(() => reader.ReadChild()));
        Assert.False(reader.IsComplete);
    }

    [Fact]
    public void Notices_are_bounded()
    {
        var text = "<Message><Children>" + string.Concat(Enumerable.Repeat("<x/>", 1_500)) + "</Children></Message>";
        var (reader, _) = Read(text);
        Assert.Equal(1_000, reader.Notices.Count);
        Assert.Equal(500, reader.NoticesNotKept);
    }

    [Fact]
    public void Damaged_bytes_are_read_or_refused_and_nothing_else()
    {
        var whole = Encoding.UTF8.GetBytes(Small);
        var change = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte);
        Gen.Select(change.Array[1, 6], Gen.Int[0, 40], Gen.Int[0, whole.Length - 41])
            .Sample(
                (changes, cut, at) =>
                {
                    var bytes = whole.ToArray();
                    foreach (var (where, value) in changes)
                    {
                        bytes[where] = value;
                    }

                    byte[] damaged = [.. bytes[..at], .. bytes[(at + cut)..]];
                    try
                    {
                        Drain(new MemoryStream(damaged));
                    }
                    catch (CensusFileException refusal)
                    {
                        Assert.NotEqual("", refusal.Message);
                    }
                },
                iter: 20_000
            );
    }

    internal static (CinCensusReader Reader, List<CensusChild> Children) Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    internal static (CinCensusReader Reader, List<CensusChild> Children) Read(byte[] bytes)
    {
        var reader = CinCensusReader.Open(new MemoryStream(bytes));
        return (reader, reader.Children().ToList());
    }

    internal static Stream Sample(string file) => typeof(CinCensusReaderTests).Assembly.GetManifestResourceStream("Samples/" + file)!;

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static CensusFileException Refusal(byte[] bytes) => Assert.Throws<CensusFileException>(() => Drain(new MemoryStream(bytes)));

    private static void Drain(Stream stream)
    {
        using var reader = CinCensusReader.Open(stream);
        foreach (var child in reader.Children())
        {
            Assert.NotNull(child);
        }
    }

    /// <summary>A start, then the letter x for ever.</summary>
    private sealed class EndlessStream(string start) : Stream
    {
        private readonly byte[] _start = Encoding.UTF8.GetBytes(start);

        public long Served { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => long.MaxValue;
        public override long Position
        {
            get => Served;
            set => Served = value;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++, Served++)
            {
                buffer[offset + i] = Served < _start.Length ? _start[Served] : (byte)'x';
            }

            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
