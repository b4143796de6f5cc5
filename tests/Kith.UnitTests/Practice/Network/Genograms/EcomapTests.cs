using CsCheck;
using Kith.Practice.Network.Ecomaps;
using Kith.Practice.Network.Genograms;

namespace Kith.UnitTests.Practice.Network.Genograms;

public sealed class EcomapTests
{
    private static readonly Gen<IReadOnlyList<EcomapNode>> Around =
        from nodes in Gen.Select(Gen.Enum<Circle>(), Gen.Enum<Bond>(), Gen.Enum<Support>(), Gen.Int[0, 60]).Array[0, 45]
        select (IReadOnlyList<EcomapNode>)
            [.. nodes.Select((n, i) => new EcomapNode($"n{i}", $"Name {i} {new string('m', n.Item4)}", "someone", n.Item1) { Bond = n.Item2, Support = n.Item3 })];

    [Fact]
    public void Everyone_is_drawn_once_without_overlaps_and_told() =>
        Around.Sample(
            nodes =>
            {
                var map = EcomapLayout.Draw("Mia Thompson", nodes);
                Assert.Equal(nodes.Select(n => n.Id).Order(StringComparer.Ordinal), map.Boxes.Select(b => b.Node.Id).Order(StringComparer.Ordinal));
                Assert.Equal(map.Boxes.Select(b => b.Node.Id), map.Sentences.Select(s => Assert.Single(s.Keys)));
                var page = new SceneBox(0, 0, map.Width, map.Height);
                var middle = new SceneBox(map.Centre.X - map.Radius, map.Centre.Y - map.Radius, 2 * map.Radius, 2 * map.Radius);
                for (var i = 0; i < map.Boxes.Count; i++)
                {
                    var (box, from, to) = (map.Boxes[i].Box, map.Boxes[i].From, map.Boxes[i].To);
                    Assert.True(page.Holds(new(box.X, box.Y)) && page.Holds(new(box.X + box.Width, box.Y + box.Height)));
                    Assert.False(box.Overlaps(middle));
                    // The line goes from the child's circle to the edge of the box.
                    Assert.True(box.Holds(to));
                    Assert.Equal(map.Radius, Math.Sqrt(Math.Pow(from.X - map.Centre.X, 2) + Math.Pow(from.Y - map.Centre.Y, 2)), 3);
                    for (var j = 0; j < map.Boxes.Count; j++)
                    {
                        if (i != j)
                        {
                            Assert.False(box.Overlaps(map.Boxes[j].Box));
                            Assert.DoesNotContain(
                                Enumerable.Range(0, 101),
                                n => Inside(map.Boxes[j].Box, new(from.X + (to.X - from.X) * n / 100, from.Y + (to.Y - from.Y) * n / 100))
                            );
                        }
                    }
                }
            },
            iter: 200
        );

    private static bool Inside(SceneBox box, ScenePoint p) => p.X > box.X && p.X < box.X + box.Width && p.Y > box.Y && p.Y < box.Y + box.Height;

    [Fact]
    public void A_child_without_speech_and_a_young_carer_are_told_by_their_lines()
    {
        var map = EcomapLayout.Draw(
            "Theo",
            [
                new("rosa", "Rosa Lima", "mother", Circle.Home) { Bond = Bond.VeryClose, Support = Support.BothWays },
                new("jo", "Jo Lima", "mother’s wife", Circle.Home) { Bond = Bond.Close, Support = Support.ToTheChild },
                new("alex", "Alex Lima", "sibling", Circle.Home) { Bond = Bond.VeryClose, Support = Support.ToTheChild },
                new("tess", "Tess Lima", "twin sister", Circle.Home) { Bond = Bond.Close, Support = Support.FromTheChild },
                new("paul", "Paul Reis", "father", Circle.Family) { Bond = Bond.Difficult },
                new("ines", "Ines Lima", "grandmother", Circle.Family) { Bond = Bond.Distant, Contact = "by video on Sundays" },
                new("bev", "Bev Cartwright", "short breaks carer", Circle.Network) { Bond = Bond.Some, Support = Support.ToTheChild },
                new("school", "Brook Lane School", "special school", Circle.Services) { Bond = Bond.Works },
                new("slt", "Speech and language therapy", "health", Circle.Services) { Bond = Bond.Works },
                new("priya", "Priya Nair", "social worker", Circle.Professionals) { Bond = Bond.Works },
            ]
        );
        if (Environment.GetEnvironmentVariable("KITH_WRITE_GENOGRAMS") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, "ecomap-child-without-speech.svg"), EcomapSvg.Draw(map));
        }
        // One head at the end that is helped, two where help goes both ways: the picture says what the sentence says.
        var svg = System.Xml.Linq.XDocument.Parse(EcomapSvg.Draw(map));
        Assert.Equal(6, svg.Descendants().Count(e => e.Name.LocalName == "path" && (string?)e.Attribute("fill") == "#0b0c0c"));
        Assert.Contains(map.Sentences, s => s.Text == "Tess Lima: twin sister, close, Theo helps them.");
        Assert.Contains(map.Sentences, s => s.Text == "Rosa Lima: mother, very close, help goes both ways.");
    }

    [Fact]
    public void The_legend_shows_the_lines_that_are_used_and_the_sentence_says_what_the_line_says()
    {
        var map = EcomapLayout.Draw(
            "Mia",
            [
                new("a", "Gran", "grandmother", Circle.Family)
                {
                    Bond = Bond.VeryClose,
                    Support = Support.ToTheChild,
                    Contact = "every Sunday",
                },
                new("b", "Dad", "father", Circle.Family) { Bond = Bond.Difficult },
            ]
        );
        Assert.Equal(["Very close", "Difficult", "Help goes to the child (arrow)"], EcomapSvg.Legend(map).Select(l => l.Words));
        Assert.Equal(["Gran: grandmother, very close, helps Mia, every Sunday.", "Dad: father, difficult."], map.Sentences.Select(s => s.Text));
        System.Xml.Linq.XDocument.Parse(EcomapSvg.Draw(map));
    }
}
