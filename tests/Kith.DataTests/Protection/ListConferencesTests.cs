using Kith.DataTests.Support;
using Kith.Practice.Protection.Meetings;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Protection;

/// <summary>A chair's diary of conferences.</summary>
public sealed class ListConferencesTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_conference_that_nobody_chairs_yet_stands_in_every_chairs_diary(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var meeting = await Seven.Arranged(authority, family, family.Open[0]);
        var line = Assert.Single(await authority.Do(s => s.GetRequiredService<ListConferences>().List(family.Chair, mine: true, days: 28)));
        Assert.Equal((meeting, null, false), (line.MeetingId, line.Chair, line.Held));
        // The worker chairs nothing, and «mine» is not a chair's diary for them.
        Assert.Empty(await authority.Do(s => s.GetRequiredService<ListConferences>().List(family.Worker, mine: true, days: 28)));
    }
}
