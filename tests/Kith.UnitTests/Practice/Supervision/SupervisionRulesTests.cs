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
    public void The_next_is_due_from_the_last_or_from_the_day_on_which_it_began_to_be_expected()
    {
        var expected = new SupervisionExpectation(Book((Policies.SupervisionInUse, "yes", Today.AddDays(-100))));
        Assert.Equal(Today.AddDays(28), expected.Due(Today, Today.AddDays(-300), false, Today));
        Assert.Equal(Today.AddDays(14), expected.Due(Today, Today.AddDays(-300), true, Today));
        // Someone who came before Kith waits from Kith's first day; someone who came later from their own.
        Assert.Equal(Today.AddDays(-72), expected.Due(null, Today.AddDays(-1700), false, Today));
        Assert.Equal(Today.AddDays(-72), expected.Due(null, null, false, Today));
        Assert.Equal(Today.AddDays(28), expected.Due(null, Today, false, Today));
    }

    [Fact]
    public void Nobody_is_late_where_supervision_was_never_recorded_in_Kith_or_is_no_longer()
    {
        var never = new SupervisionExpectation(PolicyBook.Empty);
        Assert.Null(never.Due(null, Today.AddDays(-1673), false, Today));
        Assert.Equal((0, 0), never.Regularity([], Today.AddDays(-1673), false, Today));
        var ended = new SupervisionExpectation(Book((Policies.SupervisionInUse, "yes", Today.AddDays(-100)), (Policies.SupervisionInUse, "no", Today.AddDays(-10))));
        Assert.Null(ended.Due(Today.AddDays(-60), null, false, Today));
        Assert.Equal(Today.AddDays(-32), ended.Due(Today.AddDays(-60), null, false, Today.AddDays(-11)));
    }

    /// <summary>The latest of the three days, whichever it is; and a later change of the length moves nothing.</summary>
    [Fact]
    public void Whoever_was_never_supervised_waits_from_the_latest_of_three_days() =>
        Gen.Select(Gen.Int[0, 2000], Gen.Int[0, 900], Gen.Int[0, 900], Gen.Int[0, 60], Gen.Bool, Gen.Bool)
            .Sample(
                (started, use, length, later, newlyQualified, own) =>
                {
                    var (start, first, set) = (Today.AddDays(-started), Today.AddDays(-use), Today.AddDays(-length));
                    var key = newlyQualified ? Policies.SupervisionNewlyQualified : Policies.Supervision;
                    List<(string, string, DateOnly)> settings = [(Policies.SupervisionInUse, "yes", first)];
                    if (own)
                    {
                        settings.Add((key, "3", set));
                        settings.Add((key, "2", set.AddDays(later + 1)));
                    }
                    var expected = new SupervisionExpectation(Book([.. settings]));
                    var begins = new[] { start, first, own ? set : first }.Max();
                    Assert.Equal(begins, expected.Begins(start, newlyQualified, Today));
                    var due = expected.Due(null, start, newlyQualified, Today)!.Value;
                    Assert.True(due > begins && due <= begins.AddDays(28), $"{begins} to {due}");
                    // No day of before is counted, and every day since is, as far as the year reaches.
                    Assert.Equal(Math.Min(Today.DayNumber - begins.DayNumber, SupervisionRules.Year), expected.Regularity([], start, newlyQualified, Today).Days);
                }
            );

    [Fact]
    public void A_change_of_policy_leaves_what_went_before_as_it_was_judged()
    {
        var weekly = new SupervisionExpectation(Book((Policies.Supervision, "1", Today.AddDays(-28))));
        // Fifty-six days in two waits of 28: the first under four weeks, the second under one.
        var (days, within) = weekly.Regularity([Today.AddDays(-56), Today.AddDays(-28)], null, false, Today);
        Assert.Equal((56, 28 + 7), (days, within));
    }

    [Fact]
    public void Regularity_is_what_counting_day_by_day_gives() =>
        Gen.Select(Gen.Int[0, 800].HashSet[0, 25], Gen.Int[0, 900], Gen.Int[0, 900], Gen.Bool)
            .Sample(
                (back, started, use, newlyQualified) =>
                {
                    var days = back.Select(b => Today.AddDays(-b)).ToList();
                    var expected = new SupervisionExpectation(Book((Policies.SupervisionInUse, "yes", Today.AddDays(-use))));
                    var from = Today.AddDays(-Math.Min(started, use));
                    var length = newlyQualified ? 14 : 28;
                    var (all, within) = (0, 0);
                    for (var day = Today.AddDays(1 - SupervisionRules.Year); day <= Today; day = day.AddDays(1))
                    {
                        // On the day of a supervision one still waits for it. Whoever had one waits from the last, not from the first day.
                        var had = days.Where(d => d < day).ToList();
                        if (had.Count > 0 || from < day)
                        {
                            all++;
                            within += day <= (had.Count > 0 ? had.Max() : from).AddDays(length) ? 1 : 0;
                        }
                    }
                    Assert.Equal((all, within), expected.Regularity(days, Today.AddDays(-started), newlyQualified, Today));
                }
            );

    private static PolicyBook Book(params (string Key, string Value, DateOnly From)[] settings) =>
        new(
            settings.Select(s => new Setting
            {
                Id = Guid.CreateVersion7(),
                Key = s.Key,
                Value = s.Value,
                From = s.From,
                Reason = "Agreed with staff",
            })
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
