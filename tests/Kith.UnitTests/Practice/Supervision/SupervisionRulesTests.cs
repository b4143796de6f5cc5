using CsCheck;
using Kith.Practice.Settings;
using Kith.Practice.Supervision;

namespace Kith.UnitTests.Practice.Supervision;

/// <summary>When supervision is due, how regular it was, and what can be seen in a record.</summary>
public sealed class SupervisionRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private const string Long = "Mia has begun to ask when the visits will be at school.";

    [Fact]
    public void The_next_is_due_from_the_last_or_from_the_first_day_of_work()
    {
        var intervals = IntervalPolicy.Defaults;
        Assert.Equal(Today.AddDays(28), SupervisionRules.Due(Today, Today.AddDays(-300), false, intervals));
        Assert.Equal(Today.AddDays(14), SupervisionRules.Due(Today, Today.AddDays(-300), true, intervals));
        Assert.Equal(Today.AddDays(28), SupervisionRules.Due(null, Today, false, intervals));
        Assert.Null(SupervisionRules.Due(null, null, false, intervals));
    }

    [Fact]
    public void A_change_of_policy_leaves_what_went_before_as_it_was_judged()
    {
        var weekly = new PolicyBook([
            new Setting
            {
                Key = Policies.Supervision,
                Value = "1",
                From = Today.AddDays(-28),
                Reason = "Asked for by staff",
            },
        ]);
        // Fifty-six days in two waits of 28: the first under four weeks, the second under one.
        var (days, within) = SupervisionRules.Regularity([Today.AddDays(-56), Today.AddDays(-28)], null, false, new(weekly), Today);
        Assert.Equal((56, 28 + 7), (days, within));
    }

    [Fact]
    public void Regularity_is_what_counting_day_by_day_gives() =>
        Gen.Select(Gen.Int[0, 800].HashSet[0, 25], Gen.Int[0, 900], Gen.Bool)
            .Sample(
                (back, started, newlyQualified) =>
                {
                    var days = back.Select(b => Today.AddDays(-b)).ToList();
                    var from = Today.AddDays(-started);
                    var length = newlyQualified ? 14 : 28;
                    var (all, within) = (0, 0);
                    for (var day = Today.AddDays(1 - SupervisionRules.Year); day <= Today; day = day.AddDays(1))
                    {
                        // On the day of a supervision one still waits for it.
                        var anchors = days.Append(from).Where(d => d < day).ToList();
                        if (anchors.Count > 0)
                        {
                            all++;
                            within += day <= anchors.Max().AddDays(length) ? 1 : 0;
                        }
                    }
                    Assert.Equal((all, within), SupervisionRules.Regularity(days, from, newlyQualified, IntervalPolicy.Defaults, Today));
                }
            );

    [Fact]
    public void Signals_say_what_is_there_and_never_add_up()
    {
        var met = SupervisionSignals.Of(SupervisionKind.Case, [(Long, "Something quite different was said about the summer and the move.")], 1, 0, Long);
        Assert.Equal(new(true, true, true, true), met);
        Assert.Equal(4, met.InWords.Count);
        var unmet = SupervisionSignals.Of(SupervisionKind.Case, [("No change.", null), (Long, Long)], 2, 1, "Fine");
        Assert.Equal(new(false, false, false, false), unmet);
        Assert.All(unmet.InWords, w => Assert.False(w.Met));
        // What does not apply is not asked, and personal supervision is not looked at.
        Assert.Equal(new(null, null, null, true), SupervisionSignals.Of(SupervisionKind.Group, [], 0, 0, Long));
        Assert.Empty(SupervisionSignals.Of(SupervisionKind.Personal, [], 1, 1, Long).InWords);
    }
}
