using CsCheck;
using Kith.Practice.Actions;
using Kith.Practice.MyDay;
using Kith.Practice.Workforce;
using Kith.Standards.Clocks;

namespace Kith.UnitTests.Practice;

public sealed class NextWorkTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void What_is_late_comes_first_by_what_follows_for_the_child_and_then_by_time()
    {
        var work = NextWork.Of(
            [Clock("assessment_complete", -30), Clock("cp_visit", -2), Clock("icpc", 1), Clock("core_group_next", 3)],
            [Action("Ring the school", -40), Action("Write to the GP", 0)],
            5,
            NextBy.Consequence,
            Today
        );
        Assert.Equal(["cp_visit", "assessment_complete", "Ring the school", "Write to the GP", "icpc", "core_group_next"], Acts(work));
        Assert.Equal((6, 3), (work.InAll, work.LaterActions));
        Assert.Null(Assert.Single(work.Groups).Title);
    }

    [Fact]
    public void Put_together_by_child_a_line_for_two_stands_with_each()
    {
        var (anna, ben) = ((Id: Guid.NewGuid(), Name: "Anna Bell"), (Id: Guid.NewGuid(), Name: "Ben Bell"));
        var both = Clock("cp_visit", 1) with { Children = [anna, ben], Household = "h" };
        var action = Action("Ring the school", 2) with { Children = [ben], Household = "h" };
        Assert.Equal(["Anna Bell", "Ben Bell"], NextWork.Of([both], [action], 1, NextBy.Child, Today).Groups.Select(g => g.Title));
        Assert.Equal([1, 2], NextWork.Of([both], [action], 1, NextBy.Child, Today).Groups.Select(g => g.Lines.Count));
        Assert.Equal("Anna Bell, Ben Bell", Assert.Single(NextWork.Of([both], [action], 1, NextBy.Family, Today).Groups).Title);
        Assert.Equal(["Visits", "Actions"], NextWork.Of([both], [action], 1, NextBy.Kind, Today).Groups.Select(g => g.Title));
        Assert.Equal(["Wednesday 25 November 2026", "Thursday 26 November 2026"], NextWork.Of([both], [action], 1, NextBy.Date, Today).Groups.Select(g => g.Title));
    }

    [Fact]
    public void However_it_is_put_together_nothing_is_lost_and_only_the_plain_list_is_cut() =>
        Gen.Select(Gen.Int[-60, 20].Array[0, 40], Gen.Int[-60, 20].Array[0, 40], Gen.Enum<NextBy>())
            .Sample(
                (clocks, actions, by) =>
                {
                    var names = new[] { "cp_visit", "cin_visit", "core_group_next", "assessment_complete" };
                    var work = NextWork.Of(
                        [.. clocks.Select((d, i) => Clock(names[i % names.Length], d) with { Household = $"h{i % 5}" })],
                        [.. actions.Select((d, i) => Action($"Action {i}", d))],
                        actions.Length + 2,
                        by,
                        Today
                    );
                    var all = clocks.Length + actions.Length;
                    Assert.Equal((all, 2), (work.InAll, work.LaterActions));
                    Assert.Equal(by == NextBy.Consequence ? Math.Min(all, NextWork.Most) : all, work.Shown);
                    Assert.DoesNotContain(work.Groups, g => g.Lines.Count == 0);
                }
            );

    private static IEnumerable<string> Acts(NextWork work) => work.Groups.SelectMany(g => g.Lines).Select(l => l.Act);

    private static DoLine Clock(string clock, int days) =>
        new(clock, [(Guid.NewGuid(), "Anna Bell")], clock, Today.AddDays(days), DueWork.State(Today.AddDays(days), Today), "", "", "/", "one");

    private static ListedAction Action(string what, int days) =>
        new(
            Guid.NewGuid(),
            0,
            [],
            null,
            null,
            what,
            ActionSource.Visit,
            Guid.NewGuid(),
            null,
            null,
            true,
            Today,
            Today.AddDays(days),
            ActionState.Open,
            DueWork.State(Today.AddDays(days), Today),
            "",
            0,
            null,
            false,
            null,
            null,
            null,
            null
        );
}
