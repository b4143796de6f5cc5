using CsCheck;
using Kith.Practice.Casework;

namespace Kith.UnitTests.Practice;

public sealed class SameTextTests
{
    [Fact]
    public void The_same_words_about_two_children_are_found_whatever_their_names()
    {
        var pairs = SameText.Pairs([
            ("Mia Thompson", "Mia was happy and settled; she showed me her new bedroom and talked about school."),
            ("Noah Thompson", "Noah was happy and settled. He showed me his new bedroom, and talked about school"),
            ("Ellie Marsh", "Ellie hid behind her mother and would not say anything while I was there today."),
        ]);
        Assert.Equal([("Mia Thompson", "Noah Thompson")], pairs);
    }

    [Fact]
    public void Short_texts_are_alike_by_chance() => Assert.Empty(SameText.Pairs([("Mia", "Seen and well"), ("Noah", "Seen and well")]));

    [Fact]
    public void A_text_is_always_the_same_as_itself_and_never_of_another_that_says_more() =>
        Gen
            .Char.AlphaNumeric.Array[SameText.Shortest, 200]
            .Select(c => new string(c))
            .Sample(text =>
            {
                Assert.Single(SameText.Pairs([("A", text), ("B", text.ToUpperInvariant())]));
                Assert.Empty(SameText.Pairs([("A", text), ("B", text + "x")]));
            });
}
