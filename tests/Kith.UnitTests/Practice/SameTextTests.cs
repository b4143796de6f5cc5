using CsCheck;
using Kith.Practice.Casework;

namespace Kith.UnitTests.Practice;

public sealed class SameTextTests
{
    [Fact]
    public void The_same_words_about_two_children_are_found_whatever_their_names()
    {
        var pairs = SameText.Between([
            ("Mia Thompson", "Mia was happy and settled; she showed me her new bedroom and talked about school."),
            ("Noah Thompson", "Noah was happy and settled. He showed me his new bedroom, and talked about school"),
            ("Ellie Marsh", "Ellie hid behind her mother and would not say anything while I was there today."),
        ]);
        Assert.Equal([("Mia Thompson", "Noah Thompson")], pairs.Select(p => (p.First, p.Second)));
    }

    [Fact]
    public void One_sentence_among_others_is_found_and_shown()
    {
        var shared = Assert.Single(
            SameText.Between([
                ("Mia", "Mia drew a house. She is meeting her milestones and has a warm bond with her mother. She wants a cat."),
                ("Noah", "He would not speak.\nHe is meeting his milestones, and has a warm bond with his mother! He ate well."),
                ("Ellie", "She said that nights are too loud, and that nobody comes when she calls out."),
            ])
        );
        Assert.Equal(new SharedWords("Mia", "Noah", "She is meeting her milestones and has a warm bond with her mother."), shared);
        Assert.Equal(
            "Bedtime is still a struggle for everybody at home.",
            SameText.Again("New. Bedtime is still a struggle for everybody at home.", "Old! bedtime is still a struggle for everybody at home", "Mia")
        );
        Assert.Null(SameText.Again("Nights are quiet now, and Mia sleeps in her own bed.", "Nights are loud, and Mia sleeps on the sofa downstairs.", "Mia"));
    }

    [Fact]
    public void Short_texts_are_alike_by_chance() => Assert.Empty(SameText.Between([("Mia", "Seen and well"), ("Noah", "Seen and well")]));

    [Fact]
    public void A_text_is_always_the_same_as_itself_and_never_of_another_that_says_more() =>
        Gen
            .Char.AlphaNumeric.Array[SameText.Shortest, 200]
            .Select(c => new string(c))
            .Sample(text =>
            {
                Assert.Single(SameText.Between([("A", text), ("B", text.ToUpperInvariant())]));
                Assert.Empty(SameText.Between([("A", text), ("B", text + "x")]));
            });
}
