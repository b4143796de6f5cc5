using CsCheck;
using Kith.Practice.Audits;
using Kith.Practice.Audits.Leaders;
using Kith.Practice.Audits.Themes;

namespace Kith.UnitTests.Practice.Audits;

/// <summary>What leaders are told of audits: parts add up, small numbers say little, and a theme is offered by its words alone.</summary>
public sealed class AuditLeadersTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void A_theme_is_offered_where_its_words_stand_whatever_their_endings()
    {
        Assert.Equal("aunt", Offered("The aunts would help, and have not been asked for how long", "contingency"));
        Assert.Equal("child’s voice", Offered("The child's voice is thin", "voice"));
        Assert.Equal("domestic abuse", Offered("They live with domestic ABUSE.", "abuse"));
        // Words in a row, and not scattered; whole words, and not parts of them.
        Assert.Null(Offered("Abuse of trust; domestic help", "abuse"));
        Assert.Null(Offered("A gangplank by the canal", "outside"));
        Assert.Empty(PracticeThemes.Offer("", null, "Nothing of that kind"));
    }

    [Fact]
    public void Every_theme_is_offered_by_each_of_its_own_words_and_says_so()
    {
        foreach (var theme in PracticeThemes.All)
        {
            Assert.All(theme.Words, w => Assert.Contains(PracticeThemes.Offer($"It was about {w} again"), o => o.Theme == theme));
            Assert.All(theme.Words, w => Assert.Contains(w, theme.Rule, StringComparison.Ordinal));
        }
        Assert.Equal(PracticeThemes.All.Count, PracticeThemes.All.Select(t => t.Key).Distinct().Count());
    }

    private static readonly Gen<AuditFact> Fact = Gen.Select(Gen.Int[-700, 60], Gen.Int[-30, 30], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 7])
        .Select(
            (due, late, grade, first, second, flags) =>
            {
                var day = Today.AddDays(due);
                DateOnly? finished = grade < 4 && day.AddDays(late) is var f && f <= Today ? f : null;
                var twice = finished is not null && (flags & 4) > 0;
                return new AuditFact(
                    null,
                    $"Tool {first}",
                    day,
                    finished,
                    finished is null ? null : (AuditGrade)grade,
                    twice ? (AuditGrade)first : null,
                    twice ? (AuditGrade)second : null,
                    finished is not null && (flags & 1) > 0,
                    finished is not null && (flags & 2) > 0
                );
            }
        );

    [Fact]
    public void Quarters_and_tools_add_up_to_the_whole() =>
        Fact.Array[0, 60]
            .Sample(facts =>
            {
                var whole = GradeFigures.Of("", "", facts);
                var tools = facts.GroupBy(f => f.Tool).Select(g => GradeFigures.Of("", "", g)).ToList();
                Assert.Equal(
                    (whole.Finished, whole.Good, whole.Twice, whole.Alike, whole.Changed),
                    (tools.Sum(t => t.Finished), tools.Sum(t => t.Good), tools.Sum(t => t.Twice), tools.Sum(t => t.Alike), tools.Sum(t => t.Changed))
                );
                var (from, halves) = (Today.AddDays(-400), Today.AddDays(-200));
                var all = ProgrammeFigures.Of("", "", facts, from, Today.AddDays(40), Today);
                ProgrammeFigures[] parts =
                [
                    ProgrammeFigures.Of("", "", facts, from, halves, Today),
                    ProgrammeFigures.Of("", "", facts, halves.AddDays(1), Today.AddDays(40), Today),
                ];
                Assert.Equal(
                    (all.Due, all.InTime, all.Late, all.Open, all.Finished),
                    (parts.Sum(p => p.Due), parts.Sum(p => p.InTime), parts.Sum(p => p.Late), parts.Sum(p => p.Open), parts.Sum(p => p.Finished))
                );
                Assert.True(all.InTime + all.Late <= all.Due && all.ChildSays <= all.Finished && all.WithWorker <= all.Finished);
            });

    [Fact]
    public void Few_audits_say_little_and_few_days_no_middle()
    {
        Assert.Equal("–", Grades(0, 0).GoodInWords);
        Assert.Equal("5 of 9, too few to say", Grades(5, 9).GoodInWords);
        // Wilson's interval for 5 of 10 is 23.7 to 76.3.
        Assert.Equal("50% (24 to 76)", Grades(5, 10).GoodInWords);
        Assert.Null(TimeTaken.Of("", [1, 2, 3, 4]).Middle);
        var days = TimeTaken.Of("", [9, 1, 4, 30, 2]);
        Assert.Equal((4, 1, 30), (days.Middle, days.Shortest, days.Longest));
    }

    [Fact]
    public void A_difference_that_can_be_chance_is_called_so()
    {
        Assert.Contains("too small to say", new GradeTrend(5, 9, 20, 40).InWords, StringComparison.Ordinal);
        Assert.EndsWith("That can be chance.", new GradeTrend(12, 20, 10, 20).InWords, StringComparison.Ordinal);
        Assert.EndsWith("more is good than a year before.", new GradeTrend(36, 40, 10, 40).InWords, StringComparison.Ordinal);
        Assert.EndsWith("less is good than a year before.", new GradeTrend(10, 40, 36, 40).InWords, StringComparison.Ordinal);
    }

    private static GradeFigures Grades(int good, int of) => new("", "", of, [0, good, of - good, 0], 0, 0, 0);

    private static string? Offered(string text, string theme) => PracticeThemes.Offer(text).FirstOrDefault(o => o.Theme.Key == theme)?.Because;
}
