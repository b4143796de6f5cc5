using CsCheck;
using Kith.Practice.Acts;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Projections;
using Kith.Practice.Projections.Due;
using Kith.Practice.Protection;
using Kith.Practice.Settings;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;

namespace Kith.UnitTests.Practice.EdgeOfCare;

/// <summary>Times missing and return interviews: the machine, the hours across clock changes, who is independent, the pattern.</summary>
public sealed class MissingTests
{
    private static readonly Guid Child = Guid.CreateVersion7();

    // Saturday 24 October 2026, 12:00 in London (summer time). The clocks go back in the night that follows.
    private static readonly DateTime BeforeOctober = Utc(2026, 10, 24, 11, 0);

    [Fact]
    public void Seventy_two_hours_over_the_night_of_25_hours_end_an_hour_earlier_on_the_wall()
    {
        var clock = Assert.Single(Clocks(new MissingAhead(Child, BeforeOctober.AddHours(-9), BeforeOctober, false, false)));
        Assert.Equal(("rhi", new DateOnly(2026, 10, 24), new DateOnly(2026, 10, 27)), (clock.Clock, clock.StartedOn, clock.DueOn));
        Assert.Equal(Utc(2026, 10, 27, 11, 0), clock.DueAt);
        // 11:00 and not 12:00: three days on the wall would be 73 hours.
        Assert.Equal("by 11:00 on Tue 27 Oct", HourClock.Words(clock.DueAt!.Value, BeforeOctober));
        Assert.Equal("by 11:00 tomorrow (Tue 27 Oct)", HourClock.Words(clock.DueAt.Value, Utc(2026, 10, 26, 9, 0)));
        Assert.Equal("by 11:00 today", HourClock.Words(clock.DueAt.Value, Utc(2026, 10, 27, 10, 59)));
        Assert.Equal(ClockState.DueSoon, HourClock.State(clock.DueAt.Value, Utc(2026, 10, 27, 11, 0)));
        Assert.Equal(ClockState.Late, HourClock.State(clock.DueAt.Value, Utc(2026, 10, 27, 11, 1)));
        Assert.Equal("5 hours late", HourClock.Words(clock.DueAt.Value, Utc(2026, 10, 27, 16, 30)));
        Assert.Equal("2 days late", HourClock.Words(clock.DueAt.Value, Utc(2026, 10, 29, 11, 0)));
    }

    [Fact]
    public void Seventy_two_hours_over_the_night_of_23_hours_end_an_hour_later_on_the_wall() =>
        Assert.Equal(
            "by 21:15 on Mon 30 Mar 2026",
            HourClock.Words(Assert.Single(Clocks(new MissingAhead(Child, Utc(2026, 3, 27, 9, 0), Utc(2026, 3, 27, 20, 15), false, false))).DueAt!.Value, Utc(2025, 12, 1, 0, 0))
        );

    [Fact]
    public void A_due_instant_is_72_hours_after_the_return_whatever_the_clocks_do() =>
        Gen.DateTime[Utc(2016, 1, 1, 0, 0), Utc(2035, 12, 31, 0, 0)]
            .Select(Gen.Int[-200, 200])
            .Sample(
                (found, minutes) =>
                {
                    found = DateTime.SpecifyKind(found, DateTimeKind.Utc);
                    var clock = Clocks(new MissingAhead(Child, found.AddHours(-1), found, false, false)).Single();
                    var due = clock.DueAt!.Value;
                    Assert.Equal(TimeSpan.FromHours(72), due - found);
                    Assert.Equal(LondonTime.DateOf(due), clock.DueOn);
                    // On the wall it is the same time of day, or an hour to either side where the clocks changed.
                    var wall = LondonTime.FromUtc(due) - LondonTime.FromUtc(found);
                    Assert.Contains(wall.TotalHours, new[] { 71.0, 72.0, 73.0 });
                    var now = due.AddMinutes(minutes);
                    Assert.Equal(minutes > 0, HourClock.State(due, now) == ClockState.Late);
                    Assert.Equal(minutes > 0, HourClock.Words(due, now).EndsWith("late", StringComparison.Ordinal));
                }
            );

    [Fact]
    public void A_clock_runs_only_while_something_is_waited_for()
    {
        Assert.Empty(Clocks(new MissingAhead(Child, BeforeOctober, BeforeOctober.AddHours(2), false, true)));
        Assert.Equal("missing_strategy", Assert.Single(Clocks(new MissingAhead(Child, BeforeOctober, null, false, false))).Clock);
        // Where it is known where the child is, nobody is called together to look.
        Assert.Empty(Clocks(new MissingAhead(Child, BeforeOctober, null, true, false)));
        var asked = new StrategyDiscussion
        {
            PersonId = Child,
            AskedOn = new(2026, 10, 24),
            Concern = "Missing",
        };
        Assert.Empty(MissingClocks.Of(Records([new(Child, BeforeOctober, null, false, false)], [asked]), IntervalPolicy.Defaults));
    }

    [Fact]
    public void The_hour_that_comes_twice_is_asked_about_and_the_hour_that_never_comes_is_refused()
    {
        var twice = new DateTime(2026, 10, 25, 1, 30, 0);
        Assert.True(LondonTime.IsTwice(twice));
        Assert.Equal(TimeSpan.FromHours(1), LondonTime.ToUtc(twice, true) - LondonTime.ToUtc(twice, false));
        Assert.Contains("after the clocks went back", DateWords.Moment(LondonTime.ToUtc(twice, true), new(2026, 10, 25)), StringComparison.Ordinal);
        Assert.DoesNotContain("clocks", DateWords.Moment(LondonTime.ToUtc(twice, false), new(2026, 10, 25)), StringComparison.Ordinal);
        Assert.False(LondonTime.IsTwice(new(2026, 10, 25, 2, 0, 0)));
        Assert.True(LondonTime.IsSkipped(new(2026, 3, 29, 1, 30, 0)));
        Assert.False(LondonTime.IsSkipped(new(2026, 3, 29, 2, 0, 0)));

        Assert.Contains("came twice", Problem(new(2026, 10, 25), new(1, 30), null), StringComparison.Ordinal);
        Assert.Contains("no such time", Problem(new(2026, 3, 29), new(1, 30), null), StringComparison.Ordinal);
        Assert.Null(Problem(new(2026, 10, 25), new(1, 30), true));
        Assert.Equal("The date and time of the return must be now or in the past", Problem(new(2026, 11, 1), new(0, 1), null));

        static string? Problem(DateOnly day, TimeOnly time, bool? second)
        {
            var problems = new List<Problem>();
            MissingTimes.Instant(problems, "Day", day, "Time", time, second, "The date and time of the return", "Enter the day", Utc(2026, 11, 1, 0, 0));
            return problems.SingleOrDefault()?.Message;
        }
    }

    [Fact]
    public void A_wall_time_names_one_instant_two_or_none() =>
        Gen.Int[0, 20 * 365 * 24 * 4]
            .Sample(quarter =>
            {
                var wall = new DateTime(2016, 1, 1).AddMinutes(quarter * 15);
                if (LondonTime.IsSkipped(wall))
                {
                    Assert.False(LondonTime.IsTwice(wall));
                    return;
                }
                var (first, second) = (LondonTime.ToUtc(wall, false), LondonTime.ToUtc(wall, true));
                Assert.Equal((wall, wall), (LondonTime.FromUtc(first), LondonTime.FromUtc(second)));
                Assert.Equal(LondonTime.IsTwice(wall) ? TimeSpan.FromHours(1) : TimeSpan.Zero, second - first);
                Assert.Equal(LondonTime.IsTwice(wall), LondonTime.IsSecondOfTwo(second));
            });

    [Fact]
    public void The_first_instant_of_all_is_in_no_hour_that_comes_twice() => Assert.False(LondonTime.IsSecondOfTwo(DateTime.MinValue));

    [Fact]
    public void A_time_missing_goes_only_where_its_table_foresees() =>
        Gen.Enum<MissingAct>()
            .Array[0, 25]
            .Sample(walk =>
            {
                var c = new MissingCase(
                    new MissingEpisode
                    {
                        Id = Child,
                        PersonId = Child,
                        MissingFrom = BeforeOctober,
                    },
                    null
                );
                foreach (var act in walk)
                {
                    var state = MissingMachine.Machine.Of(c);
                    if (MissingMachine.Machine.Why(c, act) is { } refusal)
                    {
                        Assert.NotEmpty(refusal.Words);
                        Assert.ThrowsAny<NotAcceptedException>(() => Do(c, act));
                        continue;
                    }
                    c = Do(c, act);
                    var after = MissingMachine.Machine.Of(c);
                    Assert.True(MissingMachine.Machine.Foresees(state, act, after), $"{state} → {act} → {after}");
                    // What the returns to government ask for follows.
                    Assert.Equal(
                        after switch
                        {
                            MissingState.Offered => (true, (bool?)null),
                            MissingState.NotOffered => (false, null),
                            MissingState.Refused => (true, false),
                            MissingState.Held => (true, true),
                            _ => ((bool?)null, null),
                        },
                        (c.Episode.InterviewOffered, c.Episode.InterviewAccepted)
                    );
                }
            });

    [Fact]
    public void What_came_with_an_extract_keeps_its_answers_and_can_still_be_listened_to()
    {
        var c = new MissingCase(
            new MissingEpisode
            {
                Id = Child,
                PersonId = Child,
                MissingFrom = BeforeOctober,
                FoundAt = BeforeOctober.AddHours(4),
                Source = "ssd",
                InterviewOffered = false,
            },
            null
        );
        Assert.Equal([MissingAct.Offer, MissingAct.DoNotOffer], MissingMachine.Machine.Permitted(c));
        Assert.Contains("Change it in the system it is kept in", MissingMachine.Machine.Why(c, MissingAct.Correct)!.Words, StringComparison.Ordinal);
        Assert.False(c.Offer(BeforeOctober.AddHours(5), Guid.CreateVersion7).Episode.InterviewOffered);
    }

    [Fact]
    public void Independent_is_who_neither_worked_with_the_child_then_nor_manages_who_did()
    {
        Guid worker = Guid.CreateVersion7(),
            practitioner = Guid.CreateVersion7(),
            manager = Guid.CreateVersion7(),
            before = Guid.CreateVersion7(),
            other = Guid.CreateVersion7();
        Allocation[] with =
        [
            new() { WorkerId = worker, From = new(2026, 1, 1) },
            new()
            {
                WorkerId = practitioner,
                Role = AllocationRole.EdgeOfCare,
                From = new(2026, 9, 1),
                To = new(2026, 10, 24),
            },
            new()
            {
                WorkerId = before,
                From = new(2025, 1, 1),
                To = new(2025, 12, 31),
            },
        ];
        var managers = new Dictionary<Guid, Guid?> { [worker] = manager, [before] = other };
        string? Why(Guid who) => Independence.Why(who, with, managers, new(2026, 10, 24), new(2026, 10, 26));
        Assert.Equal("works with the child", Why(worker));
        Assert.Equal("works with the child", Why(practitioner));
        Assert.Equal("manages somebody who works with the child", Why(manager));
        Assert.Null(Why(before));
        Assert.Null(Why(other));
    }

    [Fact]
    public void The_pattern_counts_by_the_clock_on_the_wall_and_by_places_alike()
    {
        var other = Guid.CreateVersion7();
        var pattern = MissingPatterns.Of([
            // 22:30 and 21:30 UTC are both 22:30 on the wall, in winter and in summer: a Friday night.
            Fact(Child, Utc(2026, 11, 20, 22, 30), "Bus station"),
            Fact(Child, Utc(2026, 7, 3, 21, 30), " bus  Station"),
            Fact(other, Utc(2026, 7, 4, 13, 0), "BUS STATION"),
            Fact(other, Utc(2026, 7, 6, 13, 0), "Once only"),
        ]);
        Assert.Equal((4, 2), (pattern.Times, pattern.Children));
        Assert.Equal(2, pattern.When[(DayOfWeek.Friday, PartOfDay.Night)]);
        Assert.Equal(1, pattern.When[(DayOfWeek.Saturday, PartOfDay.Afternoon)]);
        Assert.Equal((3, 2), Assert.Single(pattern.Places) is var p ? (p.Times, p.Children) : default);
        Assert.Equal(4, pattern.When.Values.Sum());

        static MissingFact Fact(Guid child, DateTime from, string where) => new(child, from, from.AddHours(3), GoneFrom.Home, where, HarmAway.NoneKnown, "friends");
    }

    private static MissingCase Do(MissingCase c, MissingAct act)
    {
        switch (act)
        {
            case MissingAct.Return:
                c.Return(BeforeOctober.AddHours(3), FoundHow.CameBack);
                return c;
            case MissingAct.TakeBackReturn:
                c.TakeBackReturn();
                return c;
            case MissingAct.Correct:
                MissingMachine.Machine.Demand(c, act);
                return c;
            case MissingAct.Offer:
                return c.Offer(BeforeOctober.AddHours(4), Guid.CreateVersion7);
            case MissingAct.DoNotOffer:
                return c.DoNotOffer("Moved away", Guid.CreateVersion7);
            case MissingAct.Refuse:
                c.Refuse(BeforeOctober.AddHours(5), "No");
                return c;
            default:
                c.Hold(BeforeOctober.AddHours(6));
                return c;
        }
    }

    private static IEnumerable<RunningClock> Clocks(MissingAhead ahead) => MissingClocks.Of(Records([ahead], []), IntervalPolicy.Defaults);

    private static ChildRecords Records(MissingAhead[] missing, StrategyDiscussion[] discussions) =>
        new()
        {
            Person = new() { Id = Child },
            Missing = missing,
            Discussions = discussions,
        };

    private static DateTime Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, DateTimeKind.Utc);
}
