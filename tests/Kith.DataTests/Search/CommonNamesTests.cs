using Kith.DataTests.Support;
using Kith.Matching;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Search;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Search;

public sealed class CommonNamesTests
{
    private const int Namesakes = 1500;

    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_name_that_many_share_is_not_read_whole_and_hides_nobody(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (right, keys) = await authority.Do(Fill);
        await authority.Do(async s =>
        {
            var met = await s.GetRequiredService<DatabaseEngine>().Meeting(s.GetRequiredService<KithDb>(), keys, Candidates.MostOfSelective);
            Assert.Contains(met.CountBy(m => m.Key), k => k.Value == Candidates.MostOfSelective);
            Assert.All(met.CountBy(m => m.Key), k => Assert.InRange(k.Value, 1, Candidates.MostOfSelective));
        });
        foreach (var words in new[] { "Muhammad Khan 14/03/2015", "Mohammed Khan 03/14/2015", "Khan Muhammd 14/03/2015", "Muhammad Khan AM9 9ZZ" })
        {
            var answer = await authority.Do(s => s.GetRequiredService<FindPeople>().Handle(words, Actor.System("test")));
            Assert.Equal(right, answer.People[0].Id);
        }
        var all = await authority.Do(s => s.GetRequiredService<FindPeople>().Handle("Muhammad Khan", Actor.System("test")));
        Assert.True(all.MoreThanShown);
        Assert.Equal(FindPeople.Most, all.People.Count);
    }

    private static async Task<(Guid Right, IReadOnlyList<long> Keys)> Fill(IServiceProvider s)
    {
        var db = s.GetRequiredService<KithDb>();
        var engine = s.GetRequiredService<DatabaseEngine>();
        var people = Enumerable.Range(0, Namesakes).Select(Namesake).ToList();
        await using var turn = await engine.BeginWrite(db);
        await engine.BulkInsert(db, people.Select(p => p.Person));
        await engine.BulkInsert(db, people.Select(p => p.Home));
        await engine.BulkInsert(
            db,
            people.SelectMany(p => SearchKeys.ForPerson(PersonFactsOf.Person(p.Person, [], [p.Home])).Select(k => new PersonSearchKey { Key = k, PersonId = p.Person.Id }))
        );
        await turn.Commit();
        return (people[^1].Person.Id, SearchKeys.ForQuery(SearchQuery.Parse("Muhammad Khan")).Selective);
    }

    /// <summary>The last of them, by number and so by id, is the one asked for: a key read to its limit never reaches him.</summary>
    private static (Person Person, PersonAddress Home) Namesake(int i)
    {
        var last = i == Namesakes - 1;
        var person = new Person
        {
            Id = new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
            GivenName = "Muhammad",
            FamilyName = "Khan",
            DateOfBirth = last ? new DateOnly(2015, 3, 14) : new DateOnly(2015, 4, 1).AddDays(i),
            Sex = "M",
            LaChildId = $"BN{i:0000000}",
            HasChildRecord = true,
            SortName = PersonNames.Sort("Muhammad", "Khan", null),
        };
        var postcode = last ? "AM9 9ZZ" : $"AM{1 + (i % 8)} {i % 10}AA";
        var home = new PersonAddress
        {
            Id = new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2),
            PersonId = person.Id,
            Line1 = $"{1 + i} High Street",
            Postcode = postcode,
            AddressKey = PersonAddress.KeyOf($"{1 + i} High Street", postcode),
        };
        return (person, home);
    }
}
