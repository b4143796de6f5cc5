using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.LookedAfter;
using Kith.Practice.Protection;
using Kith.Practice.Protection.BeforeCourt;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Protection;

/// <summary>Pre-proceedings about brothers and sisters: one letter and one meeting, a record for each child, on both engines.</summary>
public sealed class BeforeCourtTests
{
    private static readonly DateOnly Decided = new(2026, 11, 5);
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task One_letter_and_one_meeting_stand_on_the_record_of_each_child_and_each_ends_alone(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var manager = new Actor
        {
            AccountId = family.Chair.AccountId,
            Name = family.Chair.Name,
            Roles = [Role.TeamManager],
            TeamId = family.Chair.TeamId,
            TeamIds = family.Chair.TeamIds,
            WorkerId = family.Chair.WorkerId,
            WorkerIds = family.Chair.WorkerIds,
        };
        List<Guid> three = [.. family.Open.Take(3)];
        var key = Guid.CreateVersion7();
        for (var twice = 0; twice < 2; twice++)
        {
            await Do(k => k.Begin(three, Decided, "Nothing changed", manager, key));
        }
        // The third child's letter went out before; then it cannot be sent again, and nobody's is recorded.
        await Do(k => k.Letter([three[2]], new(2026, 11, 9), family.Worker, null));
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => Do(k => k.Letter(three, new(2026, 11, 10), family.Worker, null)));
        Assert.StartsWith("Child2: ", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
        Assert.Equal([null, null, new DateOnly(2026, 11, 9)], (await Records()).Select(p => p.LetterSentOn));
        await Do(k => k.Letter(three[..2], new(2026, 11, 10), family.Worker, null));
        Assert.Equal(
            "Say what was agreed",
            Assert.Single((await Assert.ThrowsAsync<NotAcceptedException>(() => Do(k => k.Meet(three, new(2026, 11, 16), " ", family.Worker, null)))).Problems).Message
        );
        await Do(k => k.Meet(three, new(2026, 11, 16), "Gran helps at night", family.Worker, null));
        await Do(k => k.Meet(three[..2], new(2026, 11, 20), "It goes better", family.Worker, null));

        var records = await Records();
        Assert.Single(records.Select(p => p.TogetherId).Distinct());
        Assert.All(records, p => Assert.Equal((Decided, new DateOnly(2026, 11, 16), "Gran helps at night"), (p.DecidedOn, p.FirstMeetingOn!.Value, p.FirstMeetingSummary)));
        Assert.Equal([1, 1, 0], records.Select(p => p.ReviewMeetings));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal(2, await db.PreProceedingsReviews.CountAsync(r => r.Summary == "It goes better"));
            // Each child's own trail tells of each step.
            Assert.Equal(3, await db.TrailEntries.CountAsync(t => t.PersonId == three[2] && t.Event == nameof(PreProceedingsStep)));
        });

        // How they end is each child's own; the restricted brother is out of reach for someone who may not read him.
        await Do(k =>
            k.End(
                three[0],
                records[0].Id,
                new()
                {
                    End = PreProceedingsEnd.StepDown,
                    EndedOn = new(2026, 11, 23),
                    Reason = "The nights are safe",
                },
                manager,
                null
            )
        );
        Assert.Equal([true, false, false], (await Records()).Select(p => p.EndedOn is not null));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Do(k => k.Begin([family.Open[4], family.Restricted], Decided, "Because", manager, null)));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Do(k => k.Begin([family.Open[4]], Decided, "Because", family.Worker, null)));

        Task Do(Func<KeepPreProceedings, Task> act) => authority.Do(s => act(s.GetRequiredService<KeepPreProceedings>()));

        Task<List<PreProceedings>> Records() =>
            authority.Do(async s =>
                (await s.GetRequiredService<KithDb>().PreProceedings.AsNoTracking().Where(p => three.Contains(p.PersonId)).ToListAsync())
                    .OrderBy(p => three.IndexOf(p.PersonId))
                    .ToList()
            );
    }
}
