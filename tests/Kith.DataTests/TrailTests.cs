using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Acts = Kith.Practice.Acts.Acts;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests;

public sealed class TrailTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_act_writes_its_events_on_the_chain_of_the_record(string engine)
    {
        await using var authority = await Authority.On(engine);
        var id = await authority.Do(s => Born(s, "Mia"));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var entries = await db.TrailEntries.Where(e => e.PersonId == id).ToListAsync();
            var entry = Assert.Single(entries);
            Assert.Equal(TrailHashing.Of(entry), entry.Hash);
            Assert.Equal(TrailHashing.Start, entry.PreviousHash);
            Assert.Equal(1, await db.ChildOverviews.CountAsync(o => o.PersonId == id));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_database_refuses_to_rewrite_history(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s => Born(s, "Mia"));
        foreach (var attack in new[] { "UPDATE trail_entry SET payload = '{}'", "DELETE FROM trail_entry", "UPDATE trail_tip SET length = 0", "DELETE FROM trail_tip" })
        {
            await authority.Do(async s => await Assert.ThrowsAnyAsync<Exception>(() => s.GetRequiredService<KithDb>().Database.ExecuteSqlRawAsync(attack)));
        }
    }

    internal static async Task<Guid> Born(IServiceProvider s, string given)
    {
        var db = s.GetRequiredService<KithDb>();
        var clock = s.GetRequiredService<Clock>();
        var person = new Person { Id = clock.NewId(), GivenName = given, FamilyName = "Thompson", HasChildRecord = true, LaChildId = $"KT{given}", SortName = PersonNames.Sort(given, "Thompson", null) };
        db.People.Add(person);
        var act = s.GetRequiredService<Acts>().Begin(Actor.System("test"), "Add a person");
        act.Happened(new RecordRead(person.Id, "made"));
        return await act.Save(person.Id);
    }
}
