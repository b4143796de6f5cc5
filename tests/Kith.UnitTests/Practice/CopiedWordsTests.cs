using Kith.Practice.Casework;

namespace Kith.UnitTests.Practice;

public sealed class CopiedWordsTests
{
    private const string Said = "I want to stay with Gran at the weekends and in the holidays";
    private const string About = "Hid behind the sofa whenever the door was opened.";

    [Fact]
    public void Words_of_two_children_are_asked_about_at_the_second_and_each_field_is_compared_with_its_like()
    {
        var gaps = CopiedWords
            .In([
                new("Children[0].ChildView", "Mia", Said, true),
                new("Children[0].Summary", "Mia", About, false),
                new("Children[1].ChildView", "Noah", Said + ".", true),
                new("Children[1].Summary", "Noah", Said, false),
                new("Children[2].ChildView", "Ellie", "Nights are too loud, and nobody comes when I call", true),
            ])
            .ToList();
        var gap = Assert.Single(gaps);
        Assert.Equal("Children[1].ChildView", gap.Field);
        Assert.Contains("Is that what each of them said?", gap.Message, StringComparison.Ordinal);
        Assert.Contains("Mia and Noah", gap.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_last_time_are_asked_about_too()
    {
        var gaps = CopiedWords.In([new("Children[0].ChildView", "Mia", Said, true, Said), new("Children[0].Summary", "Mia", About, false, "New. " + About)]).ToList();
        Assert.Equal(["Children[0].ChildView", "Children[0].Summary"], gaps.Select(g => g.Field));
        Assert.Contains("Were they said again?", gaps[0].Message, StringComparison.Ordinal);
        Assert.Contains("What is it like this time?", gaps[1].Message, StringComparison.Ordinal);
        Assert.Empty(CopiedWords.In([new("Children[0].ChildView", "Mia", null, true, Said), new("Children[1].ChildView", "Noah", "", true)]));
    }
}
