using CsCheck;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;

namespace Kith.UnitTests.Standards;

/// <summary>When the answer to a request to read a record is due (UK GDPR articles 12 and 12A, counted as the Commissioner counts).</summary>
public sealed class SubjectAccessClockTests
{
    private static readonly WorkingDayCalendar England = WorkingDayCalendar.England;

    [Theory]
    // The Commissioner's own example: 3 September to 3 October (2025: a Friday).
    [InlineData("2025-09-03", "2025-10-03")]
    // No 31 September: its last day, a Tuesday.
    [InlineData("2025-08-31", "2025-09-30")]
    // 25 December 2025 and the bank holiday after it: the Monday.
    [InlineData("2025-11-25", "2025-12-29")]
    // A Saturday moves to the Monday.
    [InlineData("2026-01-14", "2026-02-16")]
    [InlineData("2026-01-31", "2026-03-02")]
    public void A_month_is_to_the_same_date(string received, string due) => Assert.Equal(DateOnly.Parse(due), Due(new(DateOnly.Parse(received))));

    [Fact]
    public void Proof_of_identity_that_was_asked_for_begins_the_month()
    {
        var asked = new SubjectAccessFacts(new(2026, 3, 2), IdentityAskedOn: new(2026, 3, 3));
        Assert.Null(Due(asked));
        Assert.Contains("12A(2)(b)", SubjectAccessClock.Of(asked, England).Words, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 4, 10), Due(asked with { IdentityShownOn = new(2026, 3, 10) }));
        // Shown with the request: the request counts.
        Assert.Equal(new DateOnly(2026, 4, 2), Due(asked with { IdentityShownOn = new(2026, 3, 2) }));
    }

    [Fact]
    public void Asking_what_is_wanted_stops_the_time_until_the_answer()
    {
        var asked = new SubjectAccessFacts(new(2026, 5, 11), ClarityAskedOn: new(2026, 5, 20));
        Assert.Null(Due(asked));
        // Five days stood still: 11 June and five, a Tuesday.
        Assert.Equal(new DateOnly(2026, 6, 16), Due(asked with { ClarityGivenOn = new(2026, 5, 25) }));
        Assert.Equal(new DateOnly(2026, 6, 11), Due(asked with { ClarityGivenOn = new(2026, 5, 20) }));
    }

    [Fact]
    public void Two_more_months_are_counted_from_the_same_day()
    {
        Assert.Equal(new DateOnly(2026, 5, 5), Due(new(new(2026, 2, 3), Extended: true)));
        var due = SubjectAccessClock.Of(new(new(2026, 2, 3), Extended: true), England);
        Assert.Equal(new DateOnly(2026, 3, 3), due.FirstMonthEndsOn);
    }

    [Fact]
    public void The_answer_is_due_on_a_working_day_never_before_a_month_and_never_earlier_for_what_stops_it()
    {
        Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Bool)
            .Sample(
                (day, wait, still, longer) =>
                {
                    var received = new DateOnly(2020, 1, 1).AddDays(day);
                    var plain = SubjectAccessClock.Of(new(received, Extended: longer), England);
                    var moved = SubjectAccessClock.Of(new(received, received, received.AddDays(wait), received.AddDays(wait), received.AddDays(wait + still), longer), England);
                    return England.IsWorkingDay(plain.DueOn!.Value)
                        && England.IsWorkingDay(moved.DueOn!.Value)
                        && plain.DueOn >= received.AddDays(28)
                        && moved.DueOn >= plain.DueOn
                        && moved.FirstMonthEndsOn <= moved.DueOn
                        && moved.DaysStoodStill == still;
                }
            );
    }

    private static DateOnly? Due(SubjectAccessFacts facts) => SubjectAccessClock.Of(facts, England).DueOn;
}
