using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;
using Kith.Practice.Improvement;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Inspection;
using Kith.Standards.Inspection;

namespace Kith.UnitTests.Practice.Improvement;

/// <summary>How an objective stands is worked out, and from nothing that anybody says.</summary>
public sealed class ObjectiveRulesTests
{
    private static readonly DateOnly Begun = new(2026, 4, 1);
    private static readonly DateOnly By = new(2027, 4, 1);

    [Theory]
    // No measure; then one with what it says half-way of 40 to 80 (60 is expected).
    [InlineData(null, 0, 0, ObjectiveState.NotSetUp)]
    [InlineData(80.0, 0, 0, ObjectiveState.Reached)]
    [InlineData(85.0, 1, 0, ObjectiveState.OnCourse)]
    [InlineData(60.0, 2, 0, ObjectiveState.OnCourse)]
    [InlineData(60.0, 2, 1, ObjectiveState.BehindInPart)]
    [InlineData(55.0, 0, 0, ObjectiveState.BehindInPart)]
    [InlineData(40.0, 0, 0, ObjectiveState.Behind)]
    [InlineData(31.0, 0, 0, ObjectiveState.Behind)]
    public void It_follows_from_measures_and_actions(double? now, int open, int late, ObjectiveState state)
    {
        var day = new DateOnly(2026, 9, 30);
        var measures = now is null ? [] : new[] { ObjectiveRules.Of(Measure("contingency_long_term", 40, 80), now, day) };
        var standing = ObjectiveRules.Of(measures, open, late, By, day);
        Assert.Equal(state, standing.State);
        Assert.NotEmpty(standing.Reasons);
    }

    [Fact]
    public void What_is_to_fall_is_held_the_other_way_round()
    {
        var day = new DateOnly(2026, 9, 30);
        Assert.Equal(MeasureStanding.OnCourse, ObjectiveRules.Of(Measure("audit_actions_overdue", 90, 30), 58, day).Standing);
        Assert.Equal(MeasureStanding.Behind, ObjectiveRules.Of(Measure("audit_actions_overdue", 90, 30), 70, day).Standing);
        Assert.Equal(MeasureStanding.NotMoved, ObjectiveRules.Of(Measure("audit_actions_overdue", 90, 30), 90, day).Standing);
        Assert.Equal(MeasureStanding.Reached, ObjectiveRules.Of(Measure("audit_actions_overdue", 90, 30), 12, day).Standing);
        Assert.Equal(MeasureStanding.NotKnown, ObjectiveRules.Of(Measure("audit_actions_overdue", 90, 30), null, day).Standing);
    }

    [Fact]
    public void A_measure_that_has_not_moved_is_given_time_and_a_day_that_has_passed_is_not()
    {
        var still = (DateOnly day) => ObjectiveRules.Of([ObjectiveRules.Of(Measure("contingency_long_term", 40, 80), 40, day)], 1, 0, By, day).State;
        Assert.Equal(ObjectiveState.BehindInPart, still(Begun.AddDays(ObjectiveRules.Patience)));
        Assert.Equal(ObjectiveState.Behind, still(Begun.AddDays(ObjectiveRules.Patience + 1)));
        var after = By.AddDays(1);
        Assert.Equal(ObjectiveState.Behind, ObjectiveRules.Of([ObjectiveRules.Of(Measure("contingency_long_term", 40, 80), 79, after)], 0, 0, By, after).State);
    }

    [Fact]
    public void A_trajectory_never_leaves_the_steps_between_which_it_runs() =>
        (
            from baseline in Gen.Double[0, 100]
            from target in Gen.Double[0, 100]
            from step in Gen.Double[0, 100]
            from at in Gen.Int[1, 364]
            from day in Gen.Int[-50, 500]
            select (baseline, target, step, at, day)
        ).Sample(x =>
        {
            (DateOnly On, double Value)[] steps = [(Begun.AddDays(x.at), x.step)];
            var value = ObjectiveRules.Expected(Begun, x.baseline, By, x.target, steps, Begun.AddDays(x.day));
            var points = new[] { x.baseline, x.step, x.target };
            Assert.InRange(value, points.Min() - 1e-6, points.Max() + 1e-6);
            Assert.Equal(x.step, ObjectiveRules.Expected(Begun, x.baseline, By, x.target, steps, Begun.AddDays(x.at)), 1e-6);
            Assert.Equal(x.baseline, ObjectiveRules.Expected(Begun, x.baseline, By, x.target, steps, Begun), 1e-6);
            Assert.Equal(x.target, ObjectiveRules.Expected(Begun, x.baseline, By, x.target, steps, By.AddDays(3)), 1e-6);
        });

    [Fact]
    public void Steps_that_cannot_be_read_are_left_out()
    {
        var read = ObjectiveRules.ReadSteps("2026-12-31=55; nonsense; 2027-02-30=60; 2027-03-31=NaN\n2027-03-31 = 70;=;");
        Assert.Equal([(new DateOnly(2026, 12, 31), 55.0), (new DateOnly(2027, 3, 31), 70.0)], read);
    }

    [Fact]
    public void The_overall_grade_ends_with_March_2026()
    {
        Assert.Contains(JudgementArea.Overall, InspectionEditions.Of(InspectionKind.Standard, new(2026, 3, 31))!.Graded);
        Assert.DoesNotContain(JudgementArea.Overall, InspectionEditions.Of(InspectionKind.Standard, new(2026, 4, 1))!.Graded);
        Assert.Equal(4, InspectionEditions.Of(InspectionKind.Short, new(2026, 11, 24))!.Graded.Count);
        Assert.DoesNotContain(JudgementArea.CareLeavers, InspectionEditions.Of(InspectionKind.Standard, new(2022, 12, 31))!.Graded);
        Assert.Empty(InspectionEditions.Of(InspectionKind.Focused, new(2026, 11, 24))!.Graded);
        // A kind has one edition on a day, from its first on.
        foreach (var kind in Enum.GetValues<InspectionKind>())
        {
            for (var day = new DateOnly(2018, 1, 1); day < new DateOnly(2027, 1, 1); day = day.AddDays(13))
            {
                Assert.Single(InspectionEditions.All, e => e.Kinds.Contains(kind) && e.From <= day && (e.Until is null || day <= e.Until));
            }
        }
    }

    [Fact]
    public void What_others_were_told_is_found_by_the_words_it_shares()
    {
        Assert.Equal(1244, PublishedRecommendations.All.Count);
        var all = new AlikeTexts<PublishedRecommendation>(PublishedRecommendations.All, r => r.Text);
        var contingency = all.Like("Contingency plans, so that they use the family network for the longer term and not only for immediate support.", 20);
        Assert.NotEmpty(contingency);
        Assert.Contains(contingency.Take(10), c => c.Item.Text.Contains("ontingency", StringComparison.Ordinal));
        Assert.Contains(contingency.Take(10), c => c.Item.Text.Contains("family network", StringComparison.OrdinalIgnoreCase));
        var search = all.Like("disabled oversight", 500, all: true);
        Assert.NotEmpty(search);
        Assert.All(search, s => Assert.Contains("disab", s.Item.Text, StringComparison.OrdinalIgnoreCase));
        // The same words come first of all.
        var own = PublishedRecommendations.All[700];
        Assert.Equal(own.Text, all.Like(own.Text, 1).Single().Item.Text);
    }

    /// <summary>docs/improvement.md is what the rules say; KITH_WRITE_DOCS=1 writes it.</summary>
    [Fact]
    public void The_document_is_what_the_rules_say()
    {
        var text = new StringBuilder(
            "# Improvement: the rules by which it is judged\n\nMade from the code; a test holds the two equal (`KITH_WRITE_DOCS=1` writes it).\n\n## How an objective stands\n\nThe first that fits counts. Nobody sets it, and what is said about it changes nothing.\n\n| State | When |\n|---|---|\n"
        );
        foreach (var (state, rule) in ObjectiveRules.InWords)
        {
            text.Append($"| {ObjectiveRules.Words(state)} | {rule} |\n");
        }
        text.Append(
            "\nA measure is held to a trajectory: from what it said on the day of its baseline, by the steps that were set, in straight lines between them, to its target. The baseline is read from the records by the catalogue ([measures](measures.md)) and never written in.\n"
        );
        text.Append("\n## When a recommendation is at its end\n\nSee [its machine](machines/recommendation.md). Evidence is words of at least ");
        text.Append(
            $"{RecommendationEvidenceRules.FewestLetters} letters in {RecommendationEvidenceRules.FewestWords} different words and, for a child, a record or document made since it was recommended. "
        );
        text.Append(
            $"Its effect is looked for from a day set when it is verified, {RecommendationMachine.EffectLeast} to {RecommendationMachine.EffectMost} days later: for a child, in records made since it was done; for the system, by a measure that has moved to the better since it was recommended. "
        );
        text.Append(
            $"An owner answers within {RecommendationWords.AnswerDays} days and evidence is looked at within {RecommendationWords.LookDays}; what is late climbs the owner’s line of management, one manager each time as many days pass as the authority has set, {RecommendationLadder.Highest} at most.\n"
        );
        text.Append(
            $"\n## Which texts say much the same\n\nLetters without accents and case; words of three letters or more that are not common; endings cut; a word weighs 1 + ln((1 + texts) / (1 + texts that have it)); the likeness of two is the cosine of their weights. From {AlikeWords.Enough.ToString(System.Globalization.CultureInfo.InvariantCulture)} on they are shown beside each other. A person decides whether they are the same.\n"
        );
        text.Append("\n## What is judged in which inspection\n\n| Edition | From | Until | Graded | Source |\n|---|---|---|---|---|\n");
        foreach (var e in InspectionEditions.All)
        {
            text.Append(
                $"| {e.Name} | {e.From:yyyy-MM-dd} | {(e.Until is { } u ? u.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : "in force")} | {(e.Graded.Count == 0 ? "no grades" : string.Join("; ", e.Graded.Select(InspectionEditions.Name)))} | {e.Source} |\n"
            );
        }
        text.Append("\nThe evaluation criteria of the editions of 2024 and 2026 have not been verified: Kith holds what is graded, and not by what.\n");
        var path = Path.Combine(Root(), "docs", "improvement.md");
        if (Environment.GetEnvironmentVariable("KITH_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, text.ToString());
        }
        Assert.Equal(text.ToString(), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..");

    private static ObjectiveMeasure Measure(string id, double baseline, double target) =>
        new()
        {
            Measure = id,
            BaselineOn = Begun,
            Baseline = baseline,
            Target = target,
            TargetOn = By,
        };
}
