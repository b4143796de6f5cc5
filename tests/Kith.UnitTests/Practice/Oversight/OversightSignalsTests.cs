using Kith.Practice.Oversight;

namespace Kith.UnitTests.Practice.Oversight;

/// <summary>The stated rules of quality: each by itself, never a sum.</summary>
public sealed class OversightSignalsTests
{
    private static readonly OversightText Good = new(
        "Mia sleeps at Gran's on school nights now and says the mornings are quieter.",
        "School days are up; the goal about the evenings has not moved since August.",
        "If Dad comes back unannounced she hides; that is likely this month.",
        true,
        "Gran for tonight and her uncle for longer.",
        "Stay on the plan and bring the review forward.",
        "She asked for it twice and the evenings are what she is afraid of.",
        2,
        0
    );

    [Fact]
    public void A_record_that_says_what_it_should_meets_every_rule() => Assert.All(OversightSignals.Of("Mia", Good, null, []), s => Assert.True(s.Met, s.Words));

    [Fact]
    public void Each_rule_is_missed_by_itself()
    {
        Assert.Equal([OversightRule.ChildExperience], Missed(Good with { ChildExperience = "Fine." }));
        Assert.Equal([OversightRule.Rationale], Missed(Good with { Rationale = null }));
        Assert.Equal([OversightRule.Contingency], Missed(Good with { ContingencyChecked = false }));
        Assert.Equal([OversightRule.DirectionsDated], Missed(Good with { Undated = 1 }));
        Assert.Equal([OversightRule.DirectionsDated], Missed(Good with { Directions = 0 }));
    }

    [Fact]
    public void Words_of_the_last_time_are_known_again_though_sentences_change_places()
    {
        var before = Good with
        {
            ChildExperience = "The mornings are quieter, she says. Mia sleeps at Gran's on school nights now and eats breakfast with her cousins before the bus.",
        };
        var now = Good with
        {
            ChildExperience = "Mia sleeps at Gran's on school nights now and eats breakfast with her cousins before the bus. The mornings are quieter, she says!",
        };
        Assert.Contains(OversightRule.OwnWords, OversightSignals.Of("Mia", now, before, []).Where(s => !s.Met).Select(s => s.Rule));
        Assert.False(OversightSignals.Copied(Good.Rationale, Good.Progress));
        Assert.False(OversightSignals.Copied("Fine.", "Fine."));
    }

    [Fact]
    public void The_same_words_for_two_children_are_pointed_out_and_names_make_no_difference()
    {
        var kyle = Good with { ChildExperience = "Kyle sleeps at Gran's on school nights now and says the mornings are quieter." };
        var signals = OversightSignals.Of("Mia Thompson", Good, null, [("Kyle Thompson", kyle)]);
        Assert.Contains(OversightRule.OwnWordsForEachChild, signals.Where(s => !s.Met).Select(s => s.Rule));
        Assert.Contains("Kyle Thompson", signals[^1].Words, StringComparison.Ordinal);
    }

    private static IEnumerable<OversightRule> Missed(OversightText text) => OversightSignals.Of("Mia", text, null, []).Where(s => !s.Met).Select(s => s.Rule);
}
