using Kith.Practice.Access;
using Kith.Practice.Help;
using Kith.Practice.Trail;

namespace Kith.UnitTests.Practice.Help;

public sealed class FirstDayTests
{
    [Fact]
    public void Each_step_is_done_by_something_that_the_trail_can_say()
    {
        var events = typeof(FirstDay).Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(TrailEvent).IsAssignableFrom(t)).Select(t => t.Name).ToHashSet();
        Assert.All(FirstDay.Steps.SelectMany(s => s.Events), e => Assert.Contains(e, events));
    }

    [Fact]
    public void Everybody_has_a_few_steps_and_nobody_more_than_eight()
    {
        Assert.All(
            // Partners have pages of their own, and their own chapter.
            Enum.GetValues<Role>().Where(r => r != Role.Partner),
            role =>
            {
                var steps = FirstDay.Steps.Count(s => Permissions.Allows(role, s.Needs) && (s.For is null || s.For.Contains(role)));
                Assert.InRange(steps, 1, 8);
            }
        );
        // A step for roles that may not do it would never be shown.
        Assert.All(FirstDay.Steps, s => Assert.All(s.For ?? [], role => Assert.True(Permissions.Allows(role, s.Needs), $"{role}: {s.Title}")));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(27, true)]
    [InlineData(28, false)]
    [InlineData(400, false)]
    [InlineData(-2, false)]
    public void An_account_is_new_for_four_weeks_from_the_day_in_its_id(int days, bool isNew)
    {
        var made = new DateTimeOffset(2026, 11, 2, 9, 30, 0, TimeSpan.Zero);
        Assert.Equal(isNew, NewHere.Is(Guid.CreateVersion7(made), new DateOnly(2026, 11, 2).AddDays(days)));
        Assert.False(NewHere.Is(Guid.Empty, new DateOnly(2026, 11, 2)));
    }
}
