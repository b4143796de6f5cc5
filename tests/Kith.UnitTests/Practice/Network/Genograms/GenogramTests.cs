using CsCheck;
using Kith.Practice.Network.Genograms;

namespace Kith.UnitTests.Practice.Network.Genograms;

public sealed class GenogramTests
{
    public static TheoryData<string> Names => [.. Families.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_family_is_drawn_whole_and_readable(string name)
    {
        var family = Families.All[name];
        var scene = GenogramLayout.Draw(family);
        if (Environment.GetEnvironmentVariable("KITH_WRITE_GENOGRAMS") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name + ".svg"), SceneSvg.Draw(scene));
        }
        Assert.Equal([], SceneChecks.Of(family, scene));
    }

    [Theory]
    [InlineData("married-three-children", "Yusuf Rahman, Amina Rahman / Aisha, Bilal, Sana")]
    [InlineData(
        "three-half-sibling-groups",
        "Jean Thompson / Gary Pike, Lee Marsh, Dawn Thompson, Dean Cole / Kyle Pike, Jade Pike, Ellie Marsh, Mia Thompson, Alfie Cole, Unborn baby Thompson"
    )]
    [InlineData("grandparent-raises", "Ted Hall, Maureen Hall / Kelly Hall / Noah, Poppy")]
    [InlineData("child-without-speech", "Grandad Luis, Nana Ines / Bev, Paul, Rosa, Jo / Alex, Theo, Tess")]
    [InlineData("step-family", "Mark, Lisa, Steve, Carol / Jake, Amy, Baby Rose, Beth, Dan")]
    [InlineData("cousins-marry", "Grandfather Khan, Grandmother Khan / Tariq, Farah, Omar, Nadia / Imran, Saira, Hina / Zara, Adam")]
    [InlineData("uncle-and-niece", "Root / Mary / Paul, Nell / Kit")]
    [InlineData("two-brothers-two-sisters", "Old Price, Mrs Price, Old Lane, Mrs Lane / Ben Price, Ida Lane, Cal Price, Jo Lane / Ann, Bob")]
    [InlineData("losses", "Ryan, Gemma / lost, Angel, Hope, Leo, Unborn baby Wells")]
    [InlineData("half-brother-through-each-parent", "Earlier, Mum, Dad, Later / First, Mid, Last")]
    [InlineData("sister-is-guardian", "Mum / Her husband, Big sister, Joe / Niece")]
    [InlineData("loop-in-the-records", "A / B / C")]
    public void Everyone_stands_where_the_family_puts_them(string name, string rows)
    {
        var scene = GenogramLayout.Draw(Families.All[name]);
        Assert.Equal(rows, string.Join(" / ", SceneChecks.Rows(scene).Select(r => string.Join(", ", r))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Brothers_and_sisters_stand_oldest_first_and_partners_side_by_side(string name)
    {
        var family = Families.All[name];
        var scene = GenogramLayout.Draw(family);
        var place = scene.People.ToDictionary(p => p.Id);
        var born = family.People.ToDictionary(p => p.Id, p => p.Born);
        foreach (
            var group in family
                .Parents.Where(p => p.Kind == ParentKind.Birth)
                .GroupBy(p => p.Child)
                .GroupBy(g => string.Join('+', g.Select(p => p.Parent).Order(StringComparer.Ordinal)), g => g.Key)
        )
        {
            var dated = group.Where(c => born[c] is not null).OrderBy(c => place[c].Centre.X).ToList();
            for (var i = 1; i < dated.Count; i++)
            {
                Assert.True(place[dated[i]].Row != place[dated[i - 1]].Row || born[dated[i - 1]] <= born[dated[i]], $"{dated[i - 1]} stands before {dated[i]}");
            }
        }
        // One couple each: nobody stands between.
        var rows = SceneChecks.Rows(scene);
        foreach (var couple in family.Couples.Where(c => family.Couples.Count(o => o.A == c.A || o.B == c.A) == 1 && family.Couples.Count(o => o.A == c.B || o.B == c.B) == 1))
        {
            var row = rows[place[couple.A].Row];
            Assert.Equal(1, Math.Abs(Array.IndexOf(row, couple.A) - Array.IndexOf(row, couple.B)));
        }
    }

    [Theory]
    [InlineData("three-half-sibling-groups", "Kyle Pike", "half-brother")]
    [InlineData("three-half-sibling-groups", "Gary Pike", "mother's former partner")]
    [InlineData("three-half-sibling-groups", "Alfie Cole", "brother")]
    [InlineData("grandparent-raises", "Maureen Hall", "grandmother and special guardian")]
    [InlineData("aunt-and-carer", "Sue", "aunt and carer")]
    [InlineData("child-without-speech", "Bev", "carer")]
    [InlineData("child-without-speech", "Jo", "mother's partner")]
    [InlineData("three-generations", "Cousin Bea", "cousin")]
    [InlineData("three-generations", "Kim's husband", "aunt's partner")]
    [InlineData("seen-from-gran", "Tom", "grandson")]
    [InlineData("seen-from-gran", "Dad Pete", "daughter's partner")]
    [InlineData("step-family", "Steve", "stepfather")]
    [InlineData("adoption-both-families", "Ruth", "adoptive mother")]
    [InlineData("five-generations", "G1", "great-great-grandmother")]
    public void Everyone_is_named_by_what_they_are_to_the_one_who_looks(string family, string person, string word)
    {
        var sentence = GenogramLayout.Draw(Families.All[family]).Sentences.Single(s => s.Keys[0] == "person:" + person).Text;
        Assert.Contains(", " + word, sentence.Replace(": ", ", ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_is_not_drawn_and_said()
    {
        var notes = GenogramLayout.Draw(Families.All["loop-in-the-records"]).Notes;
        Assert.Contains(notes, n => n.Contains("their own parent", StringComparison.Ordinal));
        Assert.Contains(notes, n => n.Contains("C is a parent of A", StringComparison.Ordinal));
        Assert.Contains(GenogramLayout.Draw(Families.All["three-parents-by-birth"]).Notes, n => n.Contains("more than two parents", StringComparison.Ordinal));
    }

    [Fact]
    public void A_civil_partnership_an_adoption_elsewhere_and_twins_are_said_in_words()
    {
        var today = new DateOnly(2026, 11, 26);
        var family = new GenogramFamily
        {
            Index = "mia",
            Today = today,
            People =
            [
                new("ann", "Ann") { Sex = DrawnGender.Woman, Born = new(1990, 1, 1) },
                new("bea", "Bea") { Sex = DrawnGender.Woman, Born = new(1991, 1, 1) },
                new("mia", "Mia") { Sex = DrawnGender.Woman, Born = new(2017, 3, 14) },
                new("max", "Max") { Sex = DrawnGender.Man, Born = new(2017, 3, 14) },
                new("ava", "Ava")
                {
                    Sex = DrawnGender.Woman,
                    Born = new(2014, 1, 1),
                    AdoptedAway = true,
                },
            ],
            Couples = [new("ann", "bea", CoupleKind.Divorced, new(2016, 5, 1), new(2024, 2, 2)) { Civil = true }],
            Parents = [new("ann", "mia"), new("ann", "max"), new("ann", "ava"), new("bea", "mia", ParentKind.Adopted)],
            Twins = [new(["mia", "max"])],
        };
        var said = GenogramLayout.Draw(family).Sentences.Select(s => s.Text).ToList();
        Assert.Contains(said, s => s.Contains("were civil partners; the partnership was dissolved (2016 to 2024)", StringComparison.Ordinal));
        Assert.Contains(said, s => s.StartsWith("Max: twin brother", StringComparison.Ordinal));
        Assert.Contains(said, s => s.StartsWith("Ava: sister", StringComparison.Ordinal) && s.Contains("adopted by another family", StringComparison.Ordinal));
        Assert.Contains(said, s => s.Contains("Mia (adopted)", StringComparison.Ordinal));
    }

    [Fact]
    public void Twins_who_were_adopted_together_are_drawn_with_the_letter_of_each_line()
    {
        var family = new GenogramFamily
        {
            Index = "mia",
            Today = new(2026, 11, 26),
            People = [new("ann", "Ann") { Born = new(1980, 1, 1) }, new("mia", "Mia") { Born = new(2017, 3, 14) }, new("max", "Max") { Born = new(2017, 3, 14) }],
            Parents = [new("ann", "mia", ParentKind.Adopted), new("ann", "max", ParentKind.Adopted)],
            Twins = [new(["mia", "max"])],
        };
        var scene = GenogramLayout.Draw(family);
        Assert.Equal(2, scene.Texts.Count(t => t.Text == "A"));
        Assert.DoesNotContain(SceneChecks.Of(family, scene), p => !p.Contains(" lies on ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_legend_shows_the_signs_that_are_used_and_no_others()
    {
        var signs = SceneSvg.Legend(GenogramLayout.Draw(Families.All["married-three-children"])).Select(e => e.Words).ToList();
        Assert.Equal(
            [
                "Male",
                "Female",
                "Double outline: the person this is about",
                "Number inside: age, or age at death",
                "Married, or civil partners",
                "Child, by birth unless marked",
                "Dotted outline: live together",
            ],
            signs
        );
    }

    [Fact]
    public void A_drawing_is_well_formed_and_carries_no_style_or_script()
    {
        foreach (var family in Families.All.Values)
        {
            var svg = SceneSvg.Draw(GenogramLayout.Draw(family));
            var document = System.Xml.Linq.XDocument.Parse(svg);
            Assert.DoesNotContain(
                document.Descendants(),
                e => e.Name.LocalName is "style" or "script" || e.Attributes().Any(a => a.Name.LocalName == "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal))
            );
        }
    }

    [Fact]
    public void Where_brothers_and_sisters_are_joined_whatever_crosses_goes_under()
    {
        var drawn = Families.All.Values.Select(f => GenogramLayout.Draw(f)).Where(s => s.Lines.Any(l => l.Look is LineLook.Siblings or LineLook.HalfSiblings)).ToList();
        Assert.NotEmpty(drawn);
        foreach (var scene in drawn)
        {
            var joined = scene.Lines.Where(l => l.Look is LineLook.Siblings or LineLook.HalfSiblings).ToList();
            var paths = System.Xml.Linq.XDocument.Parse(SceneSvg.Draw(scene)).Root!.Elements().Where(e => e.Name.LocalName == "path").ToList();
            var under = paths.Where(p => p.Attribute("stroke")?.Value == "#ffffff").ToList();
            Assert.Equal(joined.Sum(l => l.Pieces.Count), under.Count);
            // What they hide was drawn before, and they hide no line of their own.
            Assert.True(paths.IndexOf(under[0]) > paths.Count(p => p.Attribute("stroke")?.Value == "#0b0c0c") - joined.Sum(l => 1 + l.Strokes.Count) - 1);
        }
    }

    [Fact]
    public void The_same_family_gives_the_same_drawing()
    {
        foreach (var family in Families.All.Values)
        {
            Assert.Equal(SceneSvg.Draw(GenogramLayout.Draw(family)), SceneSvg.Draw(GenogramLayout.Draw(family)));
        }
    }

    /// <summary>Any family at all, likely or not: loops, many partners, ties of every kind, homes across it.</summary>
    private static readonly Gen<GenogramFamily> AnyFamily =
        from count in Gen.Int[1, 28]
        from born in Gen.Int[1930, 2026].Array[count]
        from sex in Gen.Enum<DrawnGender>().Array[count]
        from life in Gen.Int[0, 12].Array[count]
        from parents in Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1], Gen.Enum<ParentKind>(), Gen.Int[0, 3]).Array[0, count * 3 / 2]
        from couples in Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1], Gen.Enum<CoupleKind>()).Array[0, count / 2]
        from ties in Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1], Gen.Enum<TieKind>()).Array[0, count / 3]
        from twins in Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1], Gen.Bool).Array[0, 2]
        from homes in Gen.Int[0, count - 1].Array[0, 6].Array[0, 3]
        select new GenogramFamily
        {
            Index = "p0",
            Today = new(2026, 11, 26),
            People =
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i => new GenogramPerson($"p{i}", $"Person {i} {new string('x', i % 9)}")
                    {
                        Sex = sex[i],
                        Born = life[i] == 9 ? null : new DateOnly(born[i], 1, 1 + i),
                        Life =
                            life[i] == 10 ? DrawnLife.Unborn
                            : life[i] == 11 ? DrawnLife.Stillborn
                            : life[i] == 12 ? DrawnLife.Died
                            : DrawnLife.Living,
                    }),
            ],
            // Most by birth, as in life; the rest by everything else.
            Parents = [.. parents.Select(p => new ParentLink($"p{p.Item1}", $"p{p.Item2}", p.Item4 > 0 ? ParentKind.Birth : p.Item3))],
            Couples = [.. couples.Select(c => new Couple($"p{c.Item1}", $"p{c.Item2}", c.Item3))],
            Ties = [.. ties.Select(t => new FamilyTie($"p{t.Item1}", $"p{t.Item2}", t.Item3, "relative"))],
            Twins = [.. twins.Select(t => new TwinSet([$"p{t.Item1}", $"p{t.Item2}"], t.Item3))],
            Households = [.. homes.Select((h, i) => new Household($"home {i}", [.. h.Select(m => $"p{m}")]))],
        };

    [Fact]
    public void The_arm_to_a_twin_comes_down_on_the_middle_of_the_symbol()
    {
        // Chance found it: a twin with more than two parents by birth, whose arm came in on the far side and ran through the symbol.
        AnyFamily.Sample(
            family =>
            {
                var scene = GenogramLayout.Draw(family);
                Assert.DoesNotContain(SceneChecks.Of(family, scene), p => p.Contains("runs through", StringComparison.Ordinal));
                var people = scene.People.ToDictionary(p => p.Id);
                var arms = scene
                    .Lines.Where(l => l.Look == LineLook.Birth && Math.Abs(l.Pieces[0][^1].X - l.Pieces[0][^2].X) > 1 && Math.Abs(l.Pieces[0][^1].Y - l.Pieces[0][^2].Y) > 0.01)
                    .ToList();
                Assert.All(arms, l => Assert.Equal(people[l.People[^1]].Centre.X, l.Pieces[0][^1].X, 3));
            },
            seed: "3zKfClX1n2J5",
            iter: 60
        );
    }

    [Fact]
    public void Any_family_is_drawn_once_without_overlaps_and_told_whole() =>
        AnyFamily.Sample(
            family =>
            {
                var scene = GenogramLayout.Draw(family);
                var problems = SceneChecks.Of(family, scene).Where(p => !p.Contains(" lies on ", StringComparison.Ordinal)).ToList();
                Assert.True(problems.Count == 0, string.Join("; ", problems.Take(5)));
            },
            iter: 150
        );
}
