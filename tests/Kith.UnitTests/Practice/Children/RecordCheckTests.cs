using CsCheck;
using Kith.Practice.Children.RecordCheck;
using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Settings;

namespace Kith.UnitTests.Practice.Children;

/// <summary>What somebody would see who opens a record for the first time.</summary>
public sealed class RecordCheckTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    [Fact]
    public void A_record_that_is_kept_well_has_no_gap()
    {
        var lines = RecordCheckRules.Of(Good(), IntervalPolicy.Defaults);
        Assert.Equal([], lines.Where(l => !l.Met).Select(l => l.Words));
        Assert.Equal(Enum.GetValues<CheckArea>(), lines.Select(l => l.Area).Distinct());
    }

    [Fact]
    public void A_child_whom_nobody_heard_and_whose_plan_stops_at_tonight_is_seen_at_once()
    {
        var f = Good();
        var child = f.Child;
        (child.LastVoiceOn, child.VoiceOpportunities, child.TookPart) = (null, 0, null);
        (child.Contingency, child.ContingencyUntil) = (ContingencyStrength.ImmediateOnly, null);
        var words = RecordCheckRules
            .Of(f with { NamedByChild = 0, ContingencyChildView = false, ContingencyReviewOn = Today.AddDays(-3) }, IntervalPolicy.Defaults)
            .Where(l => !l.Met)
            .Select(l => l.Words)
            .ToList();
        Assert.Equal(
            [
                "Never heard since the work began",
                "The meeting of 1 Nov 2026 does not say how the child took part",
                "Nobody is marked as named by the child",
                "Stops at immediate support: nobody is named for the long term",
                "What the child thinks of it is not recorded",
                "It was to be looked at again on 23 Nov 2026",
            ],
            words
        );
    }

    [Fact]
    public void A_baby_not_yet_born_is_not_asked_what_they_think()
    {
        var f = Good();
        f.Child.Unborn = true;
        (f.Child.LastSeenOn, f.Child.LastVoiceOn, f.Child.VoiceOpportunities, f.Child.LastMeetingOn) = (null, null, 0, null);
        var lines = RecordCheckRules.Of(f with { NamedByChild = 0 }, IntervalPolicy.Defaults);
        Assert.DoesNotContain(lines, l => l.Area is CheckArea.Seen or CheckArea.Voice);
        Assert.DoesNotContain(lines, l => !l.Met);
    }

    [Fact]
    public void A_child_of_under_three_is_not_missed_for_not_being_alone()
    {
        var f = Good();
        (f.Child.BornOn, f.Child.LastSeenAlone) = (Today.AddYears(-3).AddDays(1), false);
        Assert.DoesNotContain(RecordCheckRules.Of(f, IntervalPolicy.Defaults), l => !l.Met);
        f.Child.BornOn = Today.AddYears(-3);
        Assert.Equal("Not seen alone the last time", Assert.Single(RecordCheckRules.Of(f, IntervalPolicy.Defaults), l => !l.Met).Words);
    }

    [Theory]
    [InlineData(ChildStatus.Closed)]
    [InlineData(ChildStatus.NotOpen)]
    public void Nothing_is_asked_of_a_record_that_nobody_works_on(ChildStatus status)
    {
        var f = Good();
        f.Child.Status = status;
        Assert.Empty(RecordCheckRules.Of(f, IntervalPolicy.Defaults));
    }

    /// <summary>Whatever the record, each rule is asked once, each finding has words and gaps come first in their area.</summary>
    [Fact]
    public void Each_rule_answers_once_whatever_the_record_holds() =>
        Gen.Select(Gen.Enum<ChildStatus>(), Gen.Bool, Gen.Int[0, 900], Gen.Int[0, 900], Gen.Int[0, 5], Gen.Enum<ContingencyStrength>(), Gen.Bool)
            .Sample(
                (status, unborn, seen, heard, ties, strength, cited) =>
                {
                    var f = Good() with { NamedByChild = ties, ClosenessKnown = ties, Relatives = ties, PlanCites = cited, ChronologyTo = Today.AddDays(-seen) };
                    (f.Child.Status, f.Child.Unborn, f.Child.LastSeenOn, f.Child.LastVoiceOn) = (status, unborn, Today.AddDays(-seen), Today.AddDays(-heard));
                    (f.Child.Contingency, f.Child.ContingencyUntil) = (strength, strength == ContingencyStrength.LongTermVerified ? Today : null);
                    var lines = RecordCheckRules.Of(f, IntervalPolicy.Defaults);
                    Assert.Equal(lines.Count, lines.Select(l => (l.Area, l.Rule)).Distinct().Count());
                    Assert.All(lines, l => Assert.False(string.IsNullOrWhiteSpace(l.Words) || string.IsNullOrWhiteSpace(l.Rule)));
                    Assert.Equal(lines.OrderBy(l => l.Area).ThenBy(l => l.Met).Select(l => l.Words), lines.Select(l => l.Words));
                }
            );

    private static RecordFacts Good() =>
        new()
        {
            Today = Today,
            Child = new()
            {
                PersonId = Guid.NewGuid(),
                Status = ChildStatus.ChildProtection,
                EpisodeFrom = Today.AddDays(-200),
                BornOn = new(2017, 3, 14),
                WorkerId = Guid.NewGuid(),
                WorkerSince = Today.AddDays(-190),
                LastSeenOn = Today.AddDays(-6),
                LastSeenAlone = true,
                LastVoiceOn = Today.AddDays(-6),
                VoiceOpportunities = 9,
                LastMeetingOn = new(2026, 11, 1),
                TookPart = true,
                LastOversightOn = Today.AddDays(-10),
                Contingency = ContingencyStrength.LongTermVerified,
                ContingencyUntil = Today.AddDays(60),
            },
            PlanCites = true,
            AssessmentCites = true,
            AssessedOn = Today.AddDays(-150),
            Relatives = 5,
            NamedByChild = 2,
            ClosenessKnown = 4,
            ContingencyChildView = true,
            ContingencyReviewOn = Today.AddDays(60),
            FamilyMeeting = FamilyMeetingState.Held,
            ChronologyTo = Today.AddDays(-6),
            Significant = 12,
            WhyInvolved = true,
            WhyInvolvedOn = Today.AddDays(-30),
        };
}
