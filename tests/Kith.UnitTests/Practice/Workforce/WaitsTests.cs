using Kith.Practice.Projections;
using Kith.Practice.Workforce.Teams;

namespace Kith.UnitTests.Practice.Workforce;

public sealed class WaitsTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    private static WaitingChild Child(string name, DateOnly? since = null, string? team = null, ChildStatus status = ChildStatus.Referred) =>
        new(Guid.CreateVersion7(), name, null, false, status, since ?? Monday, team, []);

    [Fact]
    public void Brothers_and_sisters_who_wait_together_are_one_line_in_the_order_of_the_first()
    {
        WaitingChild[] waiting = [Child("Felix Dean"), Child("Lewis Shenton"), Child("Jessica Dean"), Child("Lexi Dean", Monday.AddDays(1))];
        Assert.Equal(
            [
                ["Felix Dean", "Jessica Dean"],
                ["Lewis Shenton"],
                ["Lexi Dean"],
            ],
            Waits.Together(waiting).Select(f => f.Select(c => c.Name).ToArray())
        );
    }

    [Fact]
    public void Nobody_is_lost_and_those_whose_line_would_say_something_else_stand_by_themselves()
    {
        WaitingChild[] waiting = [Child("Ann Lee"), Child("Bea Lee", team: "North"), Child("Cy Lee", status: ChildStatus.ChildInNeed), Child("Dee")];
        Assert.Equal(waiting, Waits.Together(waiting).SelectMany(f => f));
        Assert.All(Waits.Together(waiting), f => Assert.Single(f));
    }
}
