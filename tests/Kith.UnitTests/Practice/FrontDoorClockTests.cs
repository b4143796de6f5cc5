using CsCheck;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.Projections;
using Kith.Practice.Projections.Due;
using Kith.Practice.Referrals;
using Kith.Practice.Settings;
using Kith.Practice.Transfers;
using Kith.Standards.Calendar;

namespace Kith.UnitTests.Practice;

/// <summary>The clocks of the front door: the worked checks of the timescales, and what must hold on every day.</summary>
public sealed class FrontDoorClockTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[new DateOnly(2016, 1, 1).DayNumber, new DateOnly(2028, 6, 30).DayNumber].Select(DateOnly.FromDayNumber);

    private static Dictionary<string, DateOnly> Of(ChildRecords r) => FrontDoorClocks.Of(r, IntervalPolicy.Defaults).ToDictionary(c => c.Clock, c => c.DueOn);

    private static ChildRecords Child(Episode? referral = null, Assessment? assessment = null, Contact? contact = null, Transfer? transfer = null) =>
        new()
        {
            Person = new Person { Id = Guid.CreateVersion7(), DateOfBirth = new DateOnly(2015, 1, 1) },
            Episodes = referral is null ? [] : [referral],
            Assessments = assessment is null ? [] : [assessment],
            WaitingContacts = contact is null ? [] : [contact],
            Transfers = transfer is null ? [] : [transfer],
        };

    private static (Episode, Assessment) Assessing(DateOnly referred, DateOnly started)
    {
        var referral = new Episode
        {
            Id = Guid.CreateVersion7(),
            ReferredOn = referred,
            DecidedOn = referred,
            PrimaryNeed = "N1",
        };
        return (
            referral,
            new Assessment
            {
                Id = Guid.CreateVersion7(),
                EpisodeId = referral.Id,
                StartedOn = started,
                ReviewPoint = 20,
            }
        );
    }

    [Fact]
    public void A_referral_on_the_Thursday_before_Good_Friday_is_decided_by_the_Tuesday() =>
        Assert.Equal(new DateOnly(2026, 4, 7), Of(Child(new Episode { ReferredOn = new DateOnly(2026, 4, 2) }))["referral_decision"]);

    [Fact]
    public void An_assessment_counts_from_the_referral_whenever_it_began()
    {
        var (referral, assessment) = Assessing(new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 8));
        var due = Of(Child(referral, assessment));
        Assert.Equal(new DateOnly(2026, 3, 9), due["assessment_complete"]);
        Assert.Equal(new DateOnly(2026, 2, 5), due["assessment_review_point"]);
        Assert.Equal(new DateOnly(2026, 1, 12), due["child_seen_assessment"]);
    }

    [Fact]
    public void Nothing_runs_for_what_is_decided_answered_authorised_or_settled()
    {
        var (referral, assessment) = Assessing(new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 8));
        assessment.AuthorisedOn = new DateOnly(2026, 2, 2);
        Assert.Empty(Of(Child(referral, assessment)));
        Assert.Empty(
            Of(
                Child(
                    transfer: new Transfer
                    {
                        Reason = "",
                        AskedOn = new DateOnly(2026, 1, 5),
                        MetOn = new DateOnly(2026, 1, 6),
                    }
                )
            )
        );
    }

    [Fact]
    public void A_child_not_yet_born_is_not_late_to_be_seen()
    {
        var (referral, assessment) = Assessing(new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 8));
        var unborn = new ChildRecords
        {
            Person = new Person { ExpectedDateOfBirth = new DateOnly(2026, 5, 1) },
            Episodes = [referral],
            Assessments = [assessment],
        };
        Assert.DoesNotContain("child_seen_assessment", Of(unborn).Keys);
    }

    [Fact]
    public void Accepted_work_is_on_the_list_before_anybody_begins_it()
    {
        Episode Referral(ReferralDecision decision) =>
            new()
            {
                Id = Guid.CreateVersion7(),
                ReferredOn = new DateOnly(2026, 12, 24),
                DecidedOn = new DateOnly(2026, 12, 29),
                Decision = decision,
                ReferrerNotToldReason = "No name",
                PrimaryNeed = "N1",
            };
        // Five working days from Christmas Eve: 29, 30 and 31 December, 4 and 5 January.
        Assert.Equal(new() { ["assessment_begin"] = new DateOnly(2027, 1, 5) }, Of(Child(Referral(ReferralDecision.Assess))));
        var urgent = Referral(ReferralDecision.StrategyDiscussion);
        Assert.Equal(new() { ["assessment_begin"] = new DateOnly(2027, 1, 5), ["strategy_discussion"] = new DateOnly(2026, 12, 30) }, Of(Child(urgent)));
        Assert.Empty(Of(Child(Referral(ReferralDecision.NoFurtherAction))));
        urgent.ClosedOn = new DateOnly(2027, 1, 4);
        Assert.Empty(Of(Child(urgent)));
    }

    [Fact]
    public void Every_due_date_is_a_working_day_after_its_start_over_holidays_leap_days_and_year_ends() =>
        Days.Sample(day =>
        {
            var (referral, assessment) = Assessing(day, day);
            var calendar = WorkingDayCalendar.England;
            foreach (
                var clock in FrontDoorClocks
                    .Of(
                        Child(referral, assessment, new Contact { TogetherId = Guid.Empty, ReceivedOn = day }, new Transfer { Reason = "", AskedOn = day }),
                        IntervalPolicy.Defaults
                    )
                    .Append(FrontDoorClocks.Of(Child(new Episode { ReferredOn = day }), IntervalPolicy.Defaults).Single())
            )
            {
                Assert.True(clock.DueOn > day, $"{clock.Clock} from {day}");
                Assert.True(calendar.IsWorkingDay(clock.DueOn), $"{clock.Clock} from {day} falls on {clock.DueOn}");
                // The start is day 0: between start and due lie exactly the working days of the clock.
                var length = clock.Clock switch
                {
                    "assessment_complete" => 45,
                    "assessment_review_point" => 20,
                    "child_seen_assessment" => 5,
                    "case_transfer" => 10,
                    _ => 1,
                };
                Assert.Equal(length, calendar.WorkingDaysBetween(day, clock.DueOn));
            }
        });

    [Fact]
    public void A_later_start_is_never_due_earlier() =>
        Gen.Select(Days, Gen.Int[0, 40])
            .Sample(
                (day, later) =>
                {
                    var (first, a) = Assessing(day, day);
                    var (second, b) = Assessing(day.AddDays(later), day.AddDays(later));
                    var (early, late) = (Of(Child(first, a)), Of(Child(second, b)));
                    Assert.All(early, clock => Assert.True(clock.Value <= late[clock.Key]));
                }
            );
}
