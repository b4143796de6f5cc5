using Kith.DataTests.Support;
using Kith.Practice.Protection.Conferencing;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
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

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_chaired_the_last_conference_of_a_child_chairs_the_next_one(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        await Seven.Plan(authority, family, family.Open[0]);
        var review = await authority.Do(s =>
            s.GetRequiredService<ArrangeConference>()
                .Handle(
                    new ConferenceInput
                    {
                        Kind = MeetingKind.ReviewConference,
                        PlannedOn = new DateOnly(2026, 12, 15),
                        Children = [new ConferenceChild { PersonId = family.Open[0], Included = true }],
                    },
                    family.Worker,
                    null
                )
        );
        Assert.Equal(family.Chair.WorkerId, await authority.Do(s => s.GetRequiredService<KithDb>().Meetings.Where(m => m.Id == review).Select(m => m.ChairWorkerId).SingleAsync()));
    }
}
