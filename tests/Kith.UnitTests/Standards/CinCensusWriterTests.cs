using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CsCheck;
using Kith.Standards.CinCensus;

namespace Kith.UnitTests.Standards;

public class CinCensusWriterTests
{
    [Theory]
    [InlineData("fake_CIN_data.xml")]
    [InlineData("CIN_Census_2021.xml")]
    [InlineData("CIN_Census_2024.xml")]
    [InlineData("cin-2026-300.xml")]
    public void What_is_read_and_written_is_the_same_return(string file)
    {
        using var stream = CinCensusReaderTests.Sample(file);
        var original = XDocument.Load(stream);
        stream.Position = 0;
        using var reader = CinCensusReader.Open(stream);
        var children = reader.Children().ToList();
        var written = Write(reader.Header, children);

        // Told apart from our own reader: every value of the original stands in the same place of the new file.
        Assert.Equal(Leaves(original), Leaves(XDocument.Load(new MemoryStream(written))));

        var (again, childrenAgain) = CinCensusReaderTests.Read(written);
        Assert.Equal(Text(reader.Header), Text(again.Header));
        Assert.Equal(children.Select(Text), childrenAgain.Select(Text));
        Assert.Equal(written, Write(again.Header, childrenAgain));
    }

    [Fact]
    public void Odd_but_readable_values_survive()
    {
        var (reader, children) = CinCensusReaderTests.Read(CinCensusReaderTests.Small);
        var (again, childrenAgain) = CinCensusReaderTests.Read(Write(reader.Header, children));
        Assert.Equal("é", again.Header.SoftwareCode);
        Assert.Equal(" ", childrenAgain[2].LAchildID);
        Assert.Equal("", childrenAgain[2].Identifiers.UPN);
        Assert.Null(childrenAgain[2].Identifiers.FormerUPN);
        Assert.Single(childrenAgain[1].Episodes.Prepend(new CensusEpisode()));
    }

    [Fact]
    public void Any_text_that_xml_can_carry_comes_back() =>
        Gen.String[Gen.Char["\u0020-az09AZ<>&\"'\r\n\té€]"], 0, 40]
            .Sample(text =>
            {
                var child = new CensusChild();
                child.Identifiers.LAchildID = text;
                child.Episodes.Add(new CensusEpisode { ReferralSource = text });
                var (reader, children) = CinCensusReaderTests.Read(Write(new CensusHeader { Year = text }, [child]));
                return reader.Header.Year == text && children[0].LAchildID == text && children[0].Episodes[0].ReferralSource == text;
            });

    [Fact]
    public void Typed_values_are_written_in_the_form_every_reader_takes()
    {
        var child = new CensusChild();
        child.Identifiers.BirthDate = new DateOnly(2020, 2, 29);
        child.Episodes.Add(new CensusEpisode { IsNoFurtherAction = false, ReferralDate = new DateOnly(2025, 4, 1) });
        child.Episodes[0].ProtectionPlans.Add(new CensusProtectionPlan { PreviousPlans = 0 });
        var text = Encoding.UTF8.GetString(Write(new CensusHeader { EndYear = 2026 }, [child]));
        Assert.Contains("<PersonBirthDate>2020-02-29</PersonBirthDate>", text, StringComparison.Ordinal);
        Assert.Contains("<ReferralNFA>0</ReferralNFA>", text, StringComparison.Ordinal);
        Assert.Contains("<NumberOfPreviousCPP>0</NumberOfPreviousCPP>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CINclosureDate", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_return_that_was_not_completed_is_not_taken_for_whole()
    {
        var stream = new MemoryStream();
        using (var writer = new CinCensusWriter(stream, new CensusHeader { Collection = "CIN" }))
        {
            writer.Write(new CensusChild());
        }

        stream.Position = 0;
        using var reader = CinCensusReader.Open(stream);
        Assert.Throws<CensusFileException>(() => reader.Children().Count());
    }

    [Fact]
    public void A_character_that_xml_cannot_carry_is_refused_with_the_childs_identifier()
    {
        var child = new CensusChild();
        child.Identifiers.LAchildID = "A1";
        child.Identifiers.UPN = "\u0001";
        var problem = Assert.Throws<ArgumentException>(() => Write(new CensusHeader(), [child]));
        Assert.Contains("UPN of child A1", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-31", "2026-03-31")]
    [InlineData(" 2026-03-31\n", "2026-03-31")]
    [InlineData("2026-02-29", null)]
    [InlineData("2026-3-31", null)]
    [InlineData("31/03/2026", null)]
    [InlineData("2026-03-31T00:00:00", null)]
    [InlineData("0000-01-01", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Dates(string? raw, string? date) => Assert.Equal(date, CensusValue.Write(CensusValue.Date(raw)));

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData(" 0 ", false)]
    [InlineData("TRUE", true)]
    [InlineData("yes", null)]
    [InlineData("", null)]
    public void Booleans(string raw, bool? value) => Assert.Equal(value, CensusValue.Boolean(raw));

    [Fact]
    public void Every_date_comes_back() => Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber).Sample(d => CensusValue.Date(CensusValue.Write(d)) == d);

    [Fact]
    public void Collection_years()
    {
        Assert.Equal("2025-26", CollectionYear.Latest.Name);
        Assert.Equal(7, CollectionYear.All.Count);
        Assert.True(CollectionYear.Find(2027)!.IsDraft);
        Assert.Null(CollectionYear.Find(2019));
        Assert.Equal(2027, CollectionYear.Of(new DateOnly(2026, 4, 1))!.EndYear);
        Assert.Equal(2026, CollectionYear.Of(new DateOnly(2026, 3, 31))!.EndYear);
        Assert.Equal(new DateOnly(2025, 4, 1), CollectionYear.Latest.FirstDay);
        Assert.False(CollectionYear.Find(2024)!.UsesSex);
    }

    private static byte[] Write(CensusHeader header, IEnumerable<CensusChild> children)
    {
        var stream = new MemoryStream();
        CinCensusWriter.Write(stream, header, children);
        return stream.ToArray();
    }

    private static List<string> Leaves(XDocument document) =>
        [.. document.Descendants().Where(e => !e.HasElements).Select(e => string.Join('/', e.AncestorsAndSelf().Reverse().Select(a => a.Name.LocalName)) + "=" + e.Value)];

    /// <summary>Everything but the line, which is where it stands and not what it says.</summary>
    private static string Text(object record)
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(record, record.GetType()));
        var text = new StringBuilder();
        Append(document.RootElement, text);
        return text.ToString();
    }

    private static void Append(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject().Where(p => p.Name != "Line"))
                {
                    text.Append(property.Name).Append('=');
                    Append(property.Value, text);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Append(item, text);
                }

                break;
            default:
                text.Append(element.GetRawText()).Append('\n');
                break;
        }
    }
}
