using CsCheck;
using Kith.Practice.Acts;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Projections;
using Kith.Practice.Projections.Due;
using Kith.Practice.Settings;

namespace Kith.UnitTests.Practice.EdgeOfCare;

/// <summary>Intensive support: the machine, the hours, the looks, and figures that claim no more than they carry.</summary>
public sealed class SupportTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);

    [Fact]
    public void Support_goes_only_where_its_table_foresees() =>
        Gen.Select(Gen.Enum<SupportAct>(), Gen.Int[0, 2])
            .Array[0, 30]
            .Sample(walk =>
            {
                var support = Support();
                var looked = new List<int>();
                foreach (var (act, goals) in walk)
                {
                    var c = new SupportCase(support, goals, looked);
                    var state = SupportMachine.Machine.Of(c);
                    if (SupportMachine.Machine.Why(c, act) is { } refusal)
                    {
                        Assert.NotEmpty(refusal.Words);
                        Assert.Throws<NotAcceptedException>(() => Do(c, act, looked));
                        continue;
                    }
                    Do(c, act, looked);
                    var after = SupportMachine.Machine.Of(c);
                    Assert.True(SupportMachine.Machine.Foresees(state, act, after), $"{state} → {act} → {after}");
                    // A look comes only after an end, and the three come in their order.
                    Assert.True(looked.Count == 0 || support.EndedOn is not null);
                    Assert.Equal(EdgeSupport.Looks.Take(looked.Count), looked);
                }
            });

    [Fact]
    public void Each_look_has_its_clock_after_the_one_before()
    {
        var ended = new DateOnly(2026, 8, 31);
        RunningClock? Of(int looks, DateOnly? end) =>
            SupportClocks
                .Of(
                    new ChildRecords
                    {
                        Person = new() { Id = Guid.Empty },
                        Support = [new(Guid.Empty, Guid.Empty, null, Day, Day, Day, end, looks)],
                    },
                    IntervalPolicy.Defaults
                )
                .SingleOrDefault();
        Assert.Equal(("edge_look_3", new DateOnly(2026, 11, 30)), (Of(0, ended)!.Clock, Of(0, ended)!.DueOn));
        Assert.Equal(("edge_look_6", new DateOnly(2027, 2, 28)), (Of(1, ended)!.Clock, Of(1, ended)!.DueOn));
        Assert.Equal(("edge_look_12", new DateOnly(2027, 8, 31)), (Of(2, ended)!.Clock, Of(2, ended)!.DueOn));
        Assert.Null(Of(3, ended));
        Assert.Null(Of(0, null));
    }

    [Theory]
    [InlineData("2026-11-24T07:59", true)]
    [InlineData("2026-11-24T08:00", false)]
    [InlineData("2026-11-24T17:59", false)]
    [InlineData("2026-11-24T18:00", true)]
    [InlineData("2026-11-28T11:00", true)]
    [InlineData("2026-12-25T11:00", true)]
    // In summer time 17:30 UTC is 18:30 on the wall.
    [InlineData("2026-07-01T17:30", true)]
    public void Out_of_hours_is_read_from_the_clock_on_the_wall(string utc, bool expected) =>
        Assert.Equal(
            expected,
            new SupportSession { ByName = "x", At = DateTime.SpecifyKind(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc) }.OutOfHours
        );

    [Fact]
    public void Weeks_hold_every_minute_and_none_is_left_out() =>
        Gen.Select(Gen.Int[0, 120], Gen.Int[0, 23], Gen.Int[5, 400], Gen.Bool)
            .Array[0, 40]
            .Sample(all =>
            {
                var support = Support();
                support.StartedOn = Day.AddDays(-120);
                var sessions = all.Select(s => new SupportSession
                    {
                        ByName = "x",
                        At = Kith.Standards.Calendar.LondonTime.ToUtc(Day.AddDays(-s.Item1).ToDateTime(new TimeOnly(s.Item2, 0))),
                        Minutes = s.Item3,
                        TakenBackWhy = s.Item4 ? "mistake" : null,
                    })
                    .ToList();
                var weeks = Intensity.Weeks(support, sessions, Day);
                Assert.Equal(sessions.Where(s => s.TakenBackWhy is null).Sum(s => s.Minutes), weeks.Sum(w => w.All));
                Assert.All(weeks.Zip(weeks.Skip(1)), w => Assert.Equal(w.First.Monday.AddDays(7), w.Second.Monday));
                Assert.All(weeks, w => Assert.Equal(DayOfWeek.Monday, w.Monday.DayOfWeek));
            });

    [Fact]
    public void At_home_and_not_safe_is_never_a_success_and_small_years_are_not_compared()
    {
        LookFact[] few = [Fact(0, LookAnswer.Yes, LookAnswer.Yes), Fact(0, LookAnswer.Yes, LookAnswer.Partly), Fact(0, LookAnswer.No, LookAnswer.Yes)];
        var small = SupportFigures.Compare(few, 3, Day);
        Assert.Equal((3, 2, 1, 1), (small.Now.Asked, small.Now.WithFamily, small.Now.HomeSafely, small.Now.HomeNotSafe));
        Assert.Null(small.Difference);
        Assert.Contains("too small", small.Words, StringComparison.Ordinal);

        LookFact[] clear =
        [
            .. Enumerable.Repeat(Fact(0, LookAnswer.Yes, LookAnswer.Yes), 38),
            .. Enumerable.Repeat(Fact(0, LookAnswer.No, LookAnswer.Yes), 2),
            .. Enumerable.Repeat(Fact(1, LookAnswer.Yes, LookAnswer.Yes), 20),
            .. Enumerable.Repeat(Fact(1, LookAnswer.No, LookAnswer.Yes), 20),
        ];
        Assert.Contains("unlikely by chance", SupportFigures.Compare(clear, 3, Day).Words, StringComparison.Ordinal);
        Assert.True(SupportFigures.Compare(clear, 3, Day).Difference!.Value.Low > 0);
        Assert.Contains(
            "no more than chance",
            SupportFigures.Compare([.. clear.Take(38), .. clear.Skip(40).Take(20), Fact(0, LookAnswer.No, LookAnswer.Yes)], 3, Day).Words,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Cost_counts_children_who_were_likely_to_come_into_care_and_are_with_family_and_safe_once_each()
    {
        var child = Guid.CreateVersion7();
        LookFact[] looks =
        [
            // The same support looked at twice: the later look counts.
            Fact(0, LookAnswer.Yes, LookAnswer.Yes, child, 3) with
            {
                On = Day.AddDays(-91),
                EndedOn = Day.AddDays(-182),
            },
            Fact(0, LookAnswer.Yes, LookAnswer.Yes, child, 6),
            Fact(0, LookAnswer.Yes, LookAnswer.No),
            Fact(0, LookAnswer.Yes, LookAnswer.Yes) with
            {
                Criteria = ["missing"],
            },
        ];
        Assert.Equal((1, 26, 26 * 1000m), SupportFigures.Cost(looks, 1000m));
    }

    private static LookFact Fact(int yearsAgo, LookAnswer home, LookAnswer safe, Guid? child = null, int months = 3) =>
        new(child ?? Guid.CreateVersion7(), months, Day.AddYears(-yearsAgo), Day.AddYears(-yearsAgo).AddDays(months == 3 ? -91 : -182), home, safe, LookAnswer.Yes, ["care"], 14);

    private static EdgeSupport Support() =>
        new()
        {
            ReferredByName = "Priya",
            Worry = "May break up",
            ReferredOn = Day.AddDays(-130),
        };

    private static void Do(SupportCase c, SupportAct act, List<int> looked)
    {
        switch (act)
        {
            case SupportAct.Accept or SupportAct.Decline:
                c.Decide(act == SupportAct.Accept, Day, "Because", "Manager");
                break;
            case SupportAct.Withdraw:
                c.Withdraw(Day, "Not needed");
                break;
            case SupportAct.Begin:
                c.Begin(Day, Guid.CreateVersion7());
                break;
            case SupportAct.StepDown:
                c.StepDown(Day, Day.AddDays(20), "Gran");
                break;
            case SupportAct.StepUp:
                c.StepUp();
                break;
            case SupportAct.End:
                c.Finish(Day, SupportEnd.GoalsReached, "Calm");
                break;
            default:
                SupportMachine.Machine.Demand(c, act);
                if (act == SupportAct.Look)
                {
                    looked.Add(SupportMachine.NextLook(c.Support, c.Looked)!.Value);
                }
                break;
        }
    }
}
