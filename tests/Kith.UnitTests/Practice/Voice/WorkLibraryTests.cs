using System.Xml.Linq;
using Kith.Practice.Voice;

namespace Kith.UnitTests.Practice.Voice;

/// <summary>The library of direct work and the symbols: whole, drawn, and there for every child.</summary>
public sealed class WorkLibraryTests
{
    [Fact]
    public void Every_tool_says_how_and_has_a_sheet_whose_symbols_and_drawings_exist()
    {
        Assert.True(WorkLibrary.Tools.Count >= 12);
        Assert.Equal(WorkLibrary.Tools.Count, WorkLibrary.Tools.Select(t => t.Key).Distinct().Count());
        foreach (var tool in WorkLibrary.Tools)
        {
            Assert.True(tool.HowTo.Count >= 3 && tool.Sheet.Count >= 1, tool.Key);
            Assert.True(tool.FromAge < tool.ToAge, tool.Key);
            Assert.All(tool.Sheet.OfType<SheetBoxes>().SelectMany(b => b.Boxes), b => Assert.NotNull(Symbols.Word(b.Symbol)));
            Assert.All(tool.Sheet.OfType<SheetDrawing>(), d => Assert.NotEmpty(XElement.Parse(SheetDrawings.Svg(d)).Elements()));
        }
        Assert.Equal(SheetDrawings.Names.Order(), WorkLibrary.Tools.SelectMany(t => t.Sheet).OfType<SheetDrawing>().Select(d => d.Name).Distinct().Order());
    }

    [Fact]
    public void There_is_a_tool_for_every_age_every_need_and_every_purpose()
    {
        for (var age = 0; age <= 18; age++)
        {
            Assert.NotEmpty(WorkLibrary.For(age, null, null));
        }
        Assert.All(Enum.GetValues<WorkNeed>(), need => Assert.NotEmpty(WorkLibrary.For(null, need, null)));
        Assert.All(Enum.GetValues<WorkPurpose>(), purpose => Assert.NotEmpty(WorkLibrary.For(null, null, purpose)));
        // A child who does not use words is not left out, however old.
        Assert.All(Enumerable.Range(0, 19), age => Assert.NotEmpty(WorkLibrary.For(age, WorkNeed.NoWords, null)));
    }

    [Fact]
    public void Every_symbol_is_a_drawing_of_its_own_with_a_word_beside_it()
    {
        Assert.True(Symbols.Names.Count >= 30);
        Assert.All(Symbols.Names, name => Assert.False(string.IsNullOrWhiteSpace(Symbols.Word(name))));
        var drawings = Symbols.Names.Select(n => XElement.Parse(Symbols.Svg(n))).ToList();
        Assert.All(drawings, d => Assert.Equal("true", d.Attribute("aria-hidden")?.Value));
        Assert.Equal(drawings.Count, drawings.Select(d => d.ToString()).Distinct().Count());
        Assert.Equal("", Symbols.Svg("no-such-symbol"));
        Assert.All(Enum.GetValues<Feeling>(), f => Assert.NotNull(Symbols.Word(VoiceWords.Face(f))));
    }
}
