using CsCheck;
using Kith.Practice.Voice;

namespace Kith.UnitTests.Practice.Voice;

/// <summary>The words that children are given can be read by children, and the measure tells hard from easy.</summary>
public sealed class ReadingAgeTests
{
    [Fact]
    public void Short_words_are_for_children_and_officialese_is_found_out()
    {
        Assert.True(ReadingAge.Of(["You can say what you think. We want to know."]) <= ReadingAge.ForChildren);
        Assert.True(ReadingAge.Of(["Practitioners must ensure comprehensive multidisciplinary documentation regarding contingency arrangements."]) > 18);
        Assert.Null(ReadingAge.Of([null, "", " … "]));
        Assert.Equal("Multidisciplinary deliberation continues.", ReadingAge.Hardest(["We met. Multidisciplinary deliberation continues. It is good."]));
    }

    [Fact]
    public void What_sheets_say_to_a_child_can_be_read_at_nine()
    {
        foreach (var tool in WorkLibrary.Tools)
        {
            var age = ReadingAge.Of(
                tool.Sheet.SelectMany(p =>
                    p switch
                    {
                        SheetSay say => [say.Text + "."],
                        SheetBoxes boxes => boxes.Boxes.Select(b => b.Title + "."),
                        _ => [],
                    }
                )
            );
            Assert.True(age is null or <= ReadingAge.ForChildren, $"{tool.Key}: {age}");
        }
        Assert.True(ReadingAge.Of(Enum.GetValues<ChildVersionPart>().Select(p => KeepChildVersion.Of(p) + ".")) <= ReadingAge.ForChildren);
    }

    [Fact]
    public void A_line_of_the_childs_plan_comes_back_as_it_was_written() =>
        Gen.Select(Gen.Enum<ChildVersionPart>(), Gen.Int[0, Symbols.Names.Count - 1], Gen.String[Gen.Char[" a|é—.\"'"], 0, 30])
            .Sample(
                (part, symbol, text) => Assert.Equal(new ChildLine(part, Symbols.Names[symbol], text), ChildLine.Read(new ChildLine(part, Symbols.Names[symbol], text).Write()))
            );
}
