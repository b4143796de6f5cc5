using Kith.Practice.Improvement;

namespace Kith.UnitTests.Practice.Improvement;

/// <summary>The word rules that find what asks for much the same.</summary>
public sealed class AlikeWordsTests
{
    [Theory]
    [InlineData("audits", "auditing")]
    [InlineData("planning", "planned")]
    [InlineData("contingency", "contingencies")]
    [InlineData("supervision", "supervisions")]
    [InlineData("record", "recorded")]
    public void One_word_in_two_forms_is_one(string one, string other) => Assert.Equal(AlikeWords.Stem(one), AlikeWords.Stem(other));

    [Theory]
    [InlineData("plan", "planet")]
    [InlineData("audit", "auditor")]
    [InlineData("care", "carer")]
    public void Two_words_stay_two(string one, string other) => Assert.NotEqual(AlikeWords.Stem(one), AlikeWords.Stem(other));

    [Fact]
    public void What_asks_for_the_same_is_found_and_what_does_not_is_left()
    {
        string[] texts =
        [
            "Complete a longer-term contingency plan with Gran, and ask Mia about it",
            "Write the long-term contingency plan together with Gran",
            "Bring management oversight back to every four weeks",
            "Speak with Dad and include his family in the assessment",
        ];
        var found = new AlikeTexts<string>(texts, t => t).Like("A contingency plan with Gran for the long term", 5);
        Assert.Equal(texts[..2].ToHashSet(), found.Select(f => f.Item).ToHashSet());
        Assert.All(found, f => Assert.InRange(f.Likeness, AlikeWords.Enough, 1));
    }

    [Fact]
    public void The_same_words_are_wholly_alike_whatever_their_order_accents_and_case()
    {
        var found = new AlikeTexts<string>(["Zoë’s visits, recorded"], t => t).Like("RECORDED visits: Zoe's", 1);
        Assert.Equal(1, found.Single().Likeness, 6);
        Assert.Empty(new AlikeTexts<string>(["Zoë’s visits"], t => t).Like("the of and", 1));
    }
}
