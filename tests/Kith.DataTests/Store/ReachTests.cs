using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Store;

/// <summary>Who may be read is asked in four ways: of one person, of many, as a list and of each row. All answer alike.</summary>
public sealed class ReachTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_way_of_asking_who_may_be_read_answers_alike_for_everybody_of_a_council(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 60,
                        Years = 10,
                        Seed = 11,
                    }
                )
        );
        var accounts = await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Clock>();
            var all = await db.Users.OrderBy(u => u.UserName).Select(u => u.Id).ToListAsync();
            // Whom a role does not reach, some by broken glass, in time and too late; one of them restricted.
            var restricted = await db.Restrictions.Where(r => r.EndedAt == null).Select(r => r.PersonId).FirstAsync();
            var others = await db.ChildOverviews.OrderByDescending(o => o.PersonId).Select(o => o.PersonId).Take(3).ToListAsync();
            foreach (var (account, person, ends) in all.SelectMany(a => others.Append(restricted).Select((p, i) => (a, p, i % 2 == 0 ? 1 : -1))))
            {
                db.Add(
                    new BreakGlass
                    {
                        Id = clock.NewId(),
                        AccountId = account,
                        PersonId = person,
                        Reason = "The duty worker must know tonight.",
                        At = clock.UtcNow.AddHours(-3),
                        ExpiresAt = clock.UtcNow.AddHours(ends),
                    }
                );
            }
            await db.SaveChangesAsync();
            return all;
        });

        var kinds = new HashSet<(bool Whole, bool Teams, bool Workers)>();
        foreach (var account in accounts.Append(Guid.Empty))
        {
            await authority.Do(async s =>
            {
                var db = s.GetRequiredService<KithDb>();
                var access = s.GetRequiredService<RecordAccess>();
                var actor = account == Guid.Empty ? Actor.System("test") : await s.GetRequiredService<Actors>().Of(account);
                if (actor is null)
                {
                    return;
                }
                kinds.Add((actor.WholeAuthority, actor.TeamIds.Count > 0, actor.WorkerIds.Count > 0));
                var people = await db.People.Select(p => p.Id).ToListAsync();
                var children = (await db.ChildOverviews.Select(o => o.PersonId).ToListAsync()).ToHashSet();
                var readable = (await access.Readable(actor).Select(p => p.Id).ToListAsync()).Order().ToList();
                Assert.Equal(readable, (await access.SightOf(actor, people)).Where(x => x.Value == Sight.Read).Select(x => x.Key).Order());
                var readableChildren = readable.Where(children.Contains).ToList();
                Assert.Equal(readableChildren, (await access.ReadableChildren(actor).Select(o => o.PersonId).ToListAsync()).Order());
                Assert.Equal(readableChildren, (await access.ReadableAmong(actor).Select(o => o.PersonId).ToListAsync()).Order());
                foreach (var one in people.Where((_, i) => i % 9 == 0).Concat(children.Take(30)))
                {
                    Assert.Equal(readable.BinarySearch(one) >= 0, await access.SightOf(actor, one) == Sight.Read);
                }
            });
        }
        Assert.True(kinds.Count >= 3, "people who see everything, those who see their teams, and those who see nothing");
    }
}
