using CsCheck;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Voice;

namespace Kith.UnitTests.Practice.Voice;

/// <summary>How often a child is heard: by example, and what must hold of anything that was recorded.</summary>
public sealed class HearingTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    private static readonly Gen<Heard> OneEntry =
        from days in Gen.Int[0, 900]
        from alone in Gen.Bool
        from answered in Gen.Bool
        from id in Gen.Guid
        select new Heard(id, Today.AddDays(-days), days % 2 == 0 ? "Talking" : "Observation", alone, answered ? Today.AddDays(-days / 2) : null);

    private static readonly Gen<ChildOverview> AnyChild =
        from entries in OneEntry.List[0, 12]
        from began in Gen.Int[0, 700]
        from status in Gen.Enum<ChildStatus>()
        from unborn in Gen.Int[0, 9]
        from seen in Gen.Bool
        select Child([.. entries], Today.AddDays(-began), status, unborn == 0, seen);

    [Fact]
    public void Two_entries_of_one_day_are_one_opportunity_and_the_usual_gap_is_the_middle_one()
    {
        var facts = Hearing.Of([At(60), At(60), At(50), At(20), At(10)], Today.AddDays(-100));
        Assert.Equal((4, 10, Today.AddDays(-10)), (facts.Opportunities, facts.UsualGap!.Value, facts.LastOn!.Value));
        Assert.Null(Hearing.Of([At(3)], null).UsualGap);
        Assert.Equal(0, Hearing.Of([], null).Opportunities);
    }

    [Fact]
    public void What_was_said_in_an_earlier_involvement_makes_no_child_heard_today()
    {
        var child = Child([At(300)], Today.AddDays(-50), ChildStatus.ChildInNeed, false, true);
        Assert.Equal((0, Today.AddDays(-300)), (child.VoiceOpportunities, child.LastVoiceOn!.Value));
        Assert.Equal((HearingState.Never, 50), (Hearing.StateOn(child, IntervalPolicy.Defaults, Today), Hearing.Wait(child, Today)!.Value));
        Assert.Equal(0, child.Unanswered);
    }

    [Fact]
    public void A_child_on_a_protection_plan_is_expected_to_be_heard_sooner()
    {
        Assert.Equal(HearingState.Late, Hearing.StateOn(Child([At(30)], Today.AddDays(-90), ChildStatus.ChildProtection, false, true), IntervalPolicy.Defaults, Today));
        Assert.Equal(HearingState.InTime, Hearing.StateOn(Child([At(30)], Today.AddDays(-90), ChildStatus.ChildInNeed, false, true), IntervalPolicy.Defaults, Today));
        Assert.Equal(HearingState.NotExpected, Hearing.StateOn(Child([], Today.AddDays(-90), ChildStatus.ChildInNeed, true, true), IntervalPolicy.Defaults, Today));
        Assert.Equal(HearingState.NotYet, Hearing.StateOn(Child([], Today.AddDays(-9), ChildStatus.Assessment, false, true), IntervalPolicy.Defaults, Today));
    }

    [Fact]
    public void Every_child_stands_in_one_place_and_a_count_is_the_length_of_its_list() =>
        AnyChild
            .List[0, 40]
            .Sample(children =>
            {
                var counts = HearingMeasures.Count(children, IntervalPolicy.Defaults, Today);
                Assert.Equal(
                    counts[HearingQuestion.Expected],
                    counts[HearingQuestion.InTime] + counts[HearingQuestion.Late] + counts[HearingQuestion.NotYet] + counts[HearingQuestion.Never]
                );
                Assert.True(counts[HearingQuestion.AnswerLate] <= counts[HearingQuestion.Unanswered]);
                foreach (var by in Enum.GetValues<HearingBy>())
                {
                    var groups = children.GroupBy(c => HearingMeasures.Group(by, c, Today, new Dictionary<Guid, string>()).Key);
                    foreach (var question in Enum.GetValues<HearingQuestion>())
                    {
                        Assert.Equal(counts[question], groups.Sum(g => HearingMeasures.Count([.. g], IntervalPolicy.Defaults, Today)[question]));
                    }
                }
            });

    [Fact]
    public void Hearing_a_child_today_puts_them_in_time_and_answering_all_leaves_nothing_waiting() =>
        Gen.Select(OneEntry.List[0, 12], Gen.Int[0, 700], Gen.Int[4, 6].Select(s => (ChildStatus)s))
            .Sample(
                (entries, began, status) =>
                {
                    var since = Today.AddDays(-began);
                    Heard[] now = [.. entries, At(0)];
                    var child = Child(now, since, status, false, true);
                    Assert.Equal(HearingState.InTime, Hearing.StateOn(child, IntervalPolicy.Defaults, Today));
                    Assert.Equal(0, Hearing.Wait(child, Today));
                    var answered = Hearing.Of(now.Select(e => e with { AnsweredOn = Today }), since);
                    Assert.Equal((0, null, null), (answered.Unanswered, answered.UnansweredFrom, answered.UnansweredId));
                    // One more opportunity never makes fewer of them, nor an older last one.
                    var before = Hearing.Of(entries, since);
                    var after = Hearing.Of(now, since);
                    Assert.True(after.Opportunities >= before.Opportunities && (before.LastOn is null || after.LastOn >= before.LastOn));
                    // The order in which they come makes no difference.
                    Assert.Equal(after, Hearing.Of(now.Reverse(), since));
                }
            );

    [Fact]
    public void The_middle_one_lies_between_the_others() =>
        Gen.Int[0, 400]
            .List[1, 30]
            .Sample(values =>
            {
                var middle = Hearing.Middle(values)!.Value;
                Assert.True(values.Count(v => v <= middle) * 2 >= values.Count && values.Count(v => v >= middle) * 2 >= values.Count);
            });

    private static Heard At(int daysAgo) => new(new Guid(daysAgo, 0, 0, new byte[8]), Today.AddDays(-daysAgo), "Talking", false, null);

    private static ChildOverview Child(IReadOnlyCollection<Heard> entries, DateOnly since, ChildStatus status, bool unborn, bool seenAlone)
    {
        var facts = Hearing.Of(entries, since);
        return new()
        {
            BornOn = new(2016, 1, 1),
            Unborn = unborn,
            Status = status,
            EpisodeFrom = since,
            LastVoiceOn = facts.LastOn,
            LastVoiceMethod = facts.LastMethod,
            LastVoiceAlone = facts.LastAlone,
            VoiceOpportunities = facts.Opportunities,
            VoiceGap = facts.UsualGap,
            HeardAloneOn = facts.AloneOn,
            Unanswered = facts.Unanswered,
            UnansweredFrom = facts.UnansweredFrom,
            LastSeenAlone = seenAlone,
        };
    }
}
