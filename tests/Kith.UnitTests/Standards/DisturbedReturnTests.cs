using System.Xml.Linq;
using CsCheck;
using Kith.Standards.CinCensus;

namespace Kith.UnitTests.Standards;

/// <summary>Returns of every collection as other systems write them: in another order, with comments, spaces, elements that nobody knows and values that are none.</summary>
public class DisturbedReturnTests
{
    private static readonly string[] Odd = ["", " ", "007", "0", "n/a", " 2025-05-01 ", "2025-5-1", "01/05/2025", "n1", "é & <b>", "TRUE", "-1", "999999999999"];

    public static TheoryData<int> Years => [.. CollectionYear.All.Select(y => y.EndYear)];

    [Theory]
    [MemberData(nameof(Years))]
    public void What_is_read_and_written_again_says_the_same_and_what_was_odd_is_told(int endYear)
    {
        var year = CollectionYear.Find(endYear)!;
        Gen.Select(CensusSchemaTests.Child(year).Array[1, 4], Gen.Int[0, int.MaxValue - 1])
            .Sample(
                (children, seed) =>
                {
                    var document = XDocument.Load(new MemoryStream(CensusSchemaTests.Write(CensusSchemaTests.Header(year), children)));
                    var (strangers, moved) = Disturb(document, new Random(seed));
                    using var into = new MemoryStream();
                    document.Save(into, SaveOptions.DisableFormatting);
                    var (reader, read) = CinCensusReaderTests.Read(into.ToArray());
                    Assert.Equal(strangers, reader.Notices.Count(n => n.Kind == CensusNoticeKind.UnknownElement));
                    Assert.Equal(moved, reader.Notices.Any(n => n.Kind == CensusNoticeKind.OutOfOrder));
                    Assert.All(reader.Notices, n => Assert.True(n.Kind is CensusNoticeKind.UnknownElement or CensusNoticeKind.OutOfOrder, n.Message));

                    var written = CensusSchemaTests.Write(reader.Header, read);
                    Assert.Equal(Leaves(document), Leaves(XDocument.Load(new MemoryStream(written), LoadOptions.PreserveWhitespace)));
                    var (again, readAgain) = CinCensusReaderTests.Read(written);
                    Assert.Empty(again.Notices);
                    Assert.Equal(written, CensusSchemaTests.Write(again.Header, readAgain));
                },
                iter: 120
            );
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public void A_character_may_stand_anywhere_where_the_first_bytes_end(string encoding)
    {
        var year = CollectionYear.Find(2026)!;
        var text = System.Text.Encoding.UTF8.GetString(CensusSchemaTests.Write(CensusSchemaTests.Header(year), [])).TrimStart('\uFEFF');
        var root = text.IndexOf("<Message", StringComparison.Ordinal);
        var marked = System.Text.Encoding.GetEncoding(encoding);
        for (var pad = 0; pad < 8; pad++)
        {
            // A byte order mark, and then letters of two, three and four bytes across every border.
            var file = $"<?xml version=\"1.0\" encoding=\"{encoding}\"?><!--{new string('x', pad)}{string.Concat(Enumerable.Repeat("é山👧", 120))}-->{text[root..]}";
            var (reader, read) = CinCensusReaderTests.Read([.. marked.GetPreamble(), .. marked.GetBytes(file)]);
            Assert.Empty(read);
            Assert.Empty(reader.Notices);
        }
    }

    /// <summary>How many elements were added that no return has, and whether any stands in another place than the specification's.</summary>
    private static (int Strangers, bool Moved) Disturb(XDocument document, Random dice)
    {
        foreach (var leaf in document.Descendants().Where(e => !e.HasElements && e.Parent!.Name.LocalName is not ("CollectionDetails" or "Source")).ToList())
        {
            if (dice.Next(8) == 0)
            {
                leaf.Value = Odd[dice.Next(Odd.Length)];
            }
        }
        var moved = false;
        foreach (var group in document.Descendants().Where(e => e.Name.LocalName is "ChildIdentifiers" or "CINdetails" or "Section47" or "ChildProtectionPlans").ToList())
        {
            var elements = group.Elements().ToList();
            var at = dice.Next(Math.Max(1, elements.Count - 1));
            if (dice.Next(6) == 0 && elements.Count > 1 && elements[at].Name != elements[at + 1].Name)
            {
                var second = elements[at + 1];
                second.Remove();
                elements[at].AddBeforeSelf(second);
                moved = true;
            }
        }
        var strangers = 0;
        foreach (var group in document.Descendants().Where(e => e.HasElements && e.Name.LocalName is not ("Message" or "Children")).ToList())
        {
            switch (dice.Next(12))
            {
                case 0:
                    group.AddFirst(new XComment(" a note "));
                    break;
                case 1:
                    group.Add(new XText(" \n\t "));
                    break;
                case 2:
                    // What stands in an element that nobody knows is nobody's value, whatever it is called.
                    group.Add(new XElement("Nickname", new XElement("UPN", "B"), new XElement("LAchildID", "X")));
                    strangers++;
                    break;
            }
        }
        return (strangers, moved);
    }

    /// <summary>Each path with its values, in the order of the file.</summary>
    private static Dictionary<string, string> Leaves(XDocument document) =>
        document
            .Descendants()
            .Where(e => !e.HasElements && !e.AncestorsAndSelf("Nickname").Any() && e.Name.LocalName is not ("Disabilities" or "FactorsIdentifiedAtAssessment" or "Reviews"))
            .GroupBy(e => string.Join('/', e.AncestorsAndSelf().Reverse().Select(a => a.Name.LocalName)))
            .ToDictionary(g => g.Key, g => string.Join('|', g.Select(e => e.Value)));
}
