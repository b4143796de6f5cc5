using Kith.DataTests.Support;
using Kith.Practice.Acts;
using Kith.Practice.Protection.Discussions;
using Kith.Practice.Protection.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Protection;

/// <summary>Actions that a meeting agrees.</summary>
public sealed class AgreedActionTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task No_action_is_due_before_the_day_on_which_it_was_agreed(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var held = new DateOnly(2026, 11, 9);
        Task<Guid> Hold(DateOnly due) =>
            authority.Do(s =>
                s.GetRequiredService<HoldDiscussion>()
                    .Handle(
                        null,
                        Seven.Discussion([family.Open[0]], held) with
                        {
                            Actions =
                            [
                                new ActionLine
                                {
                                    What = "Ask the hospital for its report",
                                    Owner = "DC Hart",
                                    DueOn = due,
                                },
                            ],
                        },
                        family.Worker,
                        null
                    )
            );
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => Hold(held.AddDays(-1)));
        Assert.Equal("Actions[0].DueOn", refused.Problems.Single().Field);
        // Nothing of the meeting is kept, and on the day itself it is well.
        Assert.Equal(0, await authority.Do(s => s.GetRequiredService<Practice.Store.KithDb>().StrategyDiscussions.CountAsync()));
        await Hold(held);
    }
}
