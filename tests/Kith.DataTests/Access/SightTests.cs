using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Access;

/// <summary>A page and the handler it calls ask once between them; a write asks for itself, and nothing is taken for granted after a save.</summary>
public sealed class SightTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_record_that_is_restricted_meanwhile_is_refused_to_whatever_is_about_to_be_written(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(async s =>
        {
            var (db, access) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<RecordAccess>());
            var actor = await s.As(town.MoAccount);
            Assert.Equal(Sight.Read, await access.SightOf(actor, town.Mia));
            // Of another record nothing follows, nor for another person.
            Assert.Equal(Sight.Read, await access.SightOf(actor, town.Noah));
            await authority.Do(other => Restrict(other, town.Noah, town.DirectorAccount));
            Assert.NotEqual(Sight.Read, await access.SightOf(await s.As(town.MoAccount), town.Noah));

            Assert.Equal(Sight.Read, await access.SightOf(actor, town.Mia));
            await authority.Do(other => Restrict(other, town.Mia, town.DirectorAccount));
            await using (var turn = await s.GetRequiredService<DatabaseEngine>().BeginWrite(db))
            {
                Assert.NotEqual(Sight.Read, await access.SightOf(actor, town.Mia));
            }
            Assert.NotEqual(Sight.Read, await access.SightOf(actor, town.Mia));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_a_save_the_same_is_asked_anew(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(async s =>
        {
            var access = s.GetRequiredService<RecordAccess>();
            var actor = await s.As(town.MoAccount);
            Assert.Equal(Sight.Read, await access.SightOf(actor, town.Mia));
            await Restrict(s, town.Mia, town.DirectorAccount);
            Assert.NotEqual(Sight.Read, await access.SightOf(actor, town.Mia));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_several_one_that_may_not_be_read_refuses_all(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(async s =>
        {
            var access = s.GetRequiredService<RecordAccess>();
            var actor = await s.As(town.MoAccount);
            await access.Demand(actor, [town.Mia, town.Noah, town.Mia], Permission.RecordWork, "write");
            await access.Demand(actor, [], Permission.RecordWork, "write");
            await Assert.ThrowsAsync<AccessRefusedException>(() => access.Demand(actor, [town.Mia, town.Noah], Permission.Administer, "write"));
            var nobody = await Assert.ThrowsAsync<AccessRefusedException>(() =>
                access.Demand(actor, [town.Mia, s.GetRequiredService<Clock>().NewId()], Permission.RecordWork, "write")
            );
            Assert.Equal(Sight.Nothing, nobody.Sight);
            await authority.Do(other => Restrict(other, town.Noah, town.DirectorAccount));
            var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => access.Demand(actor, [town.Mia, town.Noah], Permission.RecordWork, "write"));
            Assert.NotEqual(Sight.Read, refused.Sight);
        });
    }

    private static async Task Restrict(IServiceProvider s, Guid person, Guid guardian)
    {
        var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
        db.Restrictions.Add(
            new()
            {
                Id = clock.NewId(),
                PersonId = person,
                Reason = "A relative works here.",
                GuardianAccountId = guardian,
                From = clock.UtcNow,
            }
        );
        await db.SaveChangesAsync();
        await db.ChildOverviews.Where(o => o.PersonId == person).ExecuteUpdateAsync(u => u.SetProperty(o => o.Restricted, true));
    }
}
