using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.Merging;
using Kith.Practice.Children.WarningNotes;
using Kith.Practice.Projections;
using Kith.Practice.Search;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Search;

public sealed class MergePeopleTests
{
    private static readonly Actor Everyone = Actor.System("test");

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Merging_moves_everything_and_undoing_puts_it_back(string engine)
    {
        await using var authority = await Authority.On(engine);
        var stays = await authority.Do(s => FindPeopleTests.Add(s, "Catherine", "O'Neill", new DateOnly(2017, 3, 14), "KT0000042", null, "12 Mill Lane", "AM1 2BX"));
        var goes = await authority.Do(s => FindPeopleTests.Add(s, "Katherine", "O'Neil", new DateOnly(2017, 3, 14), "KT0000099", "9990000026", "3 Station Road", "AM2 2BX"));
        await authority.Do(s => s.GetRequiredService<RaiseWarningNote>().Handle(goes, new WarningNoteInput("Dog; ring first", new DateOnly(2027, 1, 3)), Everyone, null));

        var preview = await authority.Do(s => s.GetRequiredService<MergePeople>().Preview(stays, goes, Everyone));
        Assert.Null(preview.Refusal);
        Assert.Contains(preview.Moves, m => m.What == "Warning notes" && m.Count == 1);

        var key = Guid.CreateVersion7();
        var merge = await authority.Do(s => s.GetRequiredService<MergePeople>().Handle(stays, goes, "Same birth certificate", Everyone, key));
        var again = await authority.Do(s => s.GetRequiredService<MergePeople>().Handle(stays, goes, "Same birth certificate", Everyone, key));
        Assert.Equal(merge, again);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal("9990000026", (await db.People.SingleAsync(p => p.Id == stays)).NhsNumber);
            Assert.Equal(1, await db.WarningNotes.CountAsync(w => w.PersonId == stays));
            Assert.Equal(2, await db.PersonAddresses.CountAsync(w => w.PersonId == stays));
            Assert.False(await db.ChildOverviews.AnyAsync(o => o.PersonId == goes));
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
        });
        var found = await authority.Do(s => s.GetRequiredService<FindPeople>().Handle("KT0000099", Everyone));
        Assert.DoesNotContain(found.People, p => p.Id == goes);

        await authority.Do(s => s.GetRequiredService<MergePeople>().Undo(merge, "Two birth certificates after all", Everyone, null));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Null((await db.People.SingleAsync(p => p.Id == stays)).NhsNumber);
            Assert.Equal(1, await db.WarningNotes.CountAsync(w => w.PersonId == goes));
            Assert.Equal(0, await db.PersonIdentifiers.CountAsync());
            Assert.True(await db.ChildOverviews.AnyAsync(o => o.PersonId == goes));
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
            Assert.Null((await s.GetRequiredService<Kith.Practice.Trail.VerifyTrail>().Handle()).Broken);
        });
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Records_with_different_nhs_numbers_are_not_merged(string engine)
    {
        await using var authority = await Authority.On(engine);
        var one = await authority.Do(s => FindPeopleTests.Add(s, "Catherine", "O'Neill", new DateOnly(2017, 3, 14), "KT0000042", "9990000018", "12 Mill Lane", "AM1 2BX"));
        var two = await authority.Do(s => FindPeopleTests.Add(s, "Katherine", "O'Neil", new DateOnly(2017, 3, 14), "KT0000099", "9990000026", "3 Station Road", "AM2 2BX"));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<MergePeople>().Handle(one, two, "Same", Everyone, null)));
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Two_people_kept_apart_are_not_offered_again(string engine)
    {
        await using var authority = await Authority.On(engine);
        var one = await authority.Do(s => FindPeopleTests.Add(s, "Catherine", "O'Neill", new DateOnly(2017, 3, 14), "KT0000042", null, "12 Mill Lane", "AM1 2BX"));
        var two = await authority.Do(s => FindPeopleTests.Add(s, "Katherine", "O'Neil", new DateOnly(2017, 3, 14), "KT0000099", null, "12 Mill Lane", "AM1 2BX"));
        Assert.Contains(await authority.Do(s => s.GetRequiredService<FindLikelyDuplicates>().Of(one, Everyone)), d => d.Id == two);
        await authority.Do(s => s.GetRequiredService<KeepPeopleApart>().Handle(two, one, "Cousins of the same name", Everyone, null));
        Assert.DoesNotContain(await authority.Do(s => s.GetRequiredService<FindLikelyDuplicates>().Of(one, Everyone)), d => d.Id == two);
    }
}
