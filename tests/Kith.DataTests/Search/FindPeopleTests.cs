using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Search;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Acts = Kith.Practice.Acts.Acts;

namespace Kith.DataTests.Search;

public sealed class FindPeopleTests
{
    private static readonly Actor Everyone = Actor.System("test");

    public static TheoryData<string, string> Queries
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var engine in new[] { "SQLite", "PostgreSQL" })
            {
                foreach (
                    var words in new[]
                    {
                        "Catherine O'Neill",
                        "oneill catherine",
                        "Kate O'Neill",
                        "Katharine ONeil",
                        "Cathrine O'Neill",
                        "O'Neill 14/3/2017",
                        "Catherine 03/14/2017",
                        "Catherine 3/12/2017 oneill",
                        "KT0000042",
                        "999 000 0026",
                        "12 Mill Lane AM1 2BX",
                        "o'niell",
                    }
                )
                {
                    data.Add(engine, words);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_person_is_found_though_the_words_have_a_fault(string engine, string words)
    {
        await using var authority = await Authority.On(engine);
        var id = await authority.Do(s => Add(s, "Catherine", "O'Neill", new DateOnly(2017, 3, 14), "KT0000042", "9990000026", "12 Mill Lane", "AM1 2BX"));
        await authority.Do(s => Add(s, "Oluwaseun", "Adeyemi", new DateOnly(2011, 12, 3), "KT0000043", null, "8 High Street", "AM3 4QQ"));
        var answer = await authority.Do(s => s.GetRequiredService<FindPeople>().Handle(words, Everyone));
        Assert.Equal(id, Assert.Single(answer.People, p => p.LaChildId == "KT0000042").Id);
        Assert.Equal(id, answer.People[0].Id);
    }

    [Theory]
    [InlineData("SQLite", "P1")]
    [InlineData("PostgreSQL", "P1")]
    [InlineData("SQLite", "STRBARE")]
    [InlineData("PostgreSQL", "strbare")]
    public async Task An_id_of_any_form_finds_its_person_though_there_is_no_name(string engine, string id)
    {
        await using var authority = await Authority.On(engine);
        var expected = await authority.Do(s => Add(s, null, null, null, id.ToUpperInvariant(), null, null, null));
        await authority.Do(s => Add(s, "Oluwaseun", "Adeyemi", new DateOnly(2011, 12, 3), "KT0000043", null, "8 High Street", "AM3 4QQ"));
        var answer = await authority.Do(s => s.GetRequiredService<FindPeople>().Handle(id, Everyone));
        Assert.Equal(expected, Assert.Single(answer.People).Id);
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_search_is_in_the_trail_and_a_confidential_address_finds_nobody(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s => Add(s, "Catherine", "O'Neill", new DateOnly(2017, 3, 14), "KT0000042", null, "12 Mill Lane", "AM1 2BX", confidential: true));
        var answer = await authority.Do(s => s.GetRequiredService<FindPeople>().Handle("AM1 2BX", Everyone));
        Assert.Empty(answer.People);
        await authority.Do(async s => Assert.Equal(1, await s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.Event == nameof(PeopleSearched))));
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Someone_about_to_be_created_twice_is_pointed_out(string engine)
    {
        await using var authority = await Authority.On(engine);
        var id = await authority.Do(s => Add(s, "Catherine", "O'Neill", new DateOnly(2017, 3, 14), "KT0000042", null, "12 Mill Lane", "AM1 2BX"));
        var facts = new Kith.Matching.PersonFacts
        {
            Given = "Katherine",
            Family = "O'Neil",
            DateOfBirth = new DateOnly(2017, 3, 14),
            Sex = "F",
        };
        var likely = await authority.Do(s => s.GetRequiredService<FindLikelyDuplicates>().Of(facts, Everyone));
        Assert.Equal(id, Assert.Single(likely).Id);
        Assert.NotEmpty(likely[0].Reasons);
    }

    internal static async Task<Guid> Add(
        IServiceProvider s,
        string? given,
        string? family,
        DateOnly? born,
        string childId,
        string? nhs,
        string? line1,
        string? postcode,
        bool confidential = false
    )
    {
        var db = s.GetRequiredService<KithDb>();
        var clock = s.GetRequiredService<Clock>();
        var person = new Person
        {
            Id = clock.NewId(),
            GivenName = given,
            FamilyName = family,
            DateOfBirth = born,
            Sex = "F",
            HasChildRecord = true,
            LaChildId = childId,
            NhsNumber = nhs,
            SortName = PersonNames.Sort(given, family, childId),
        };
        if (line1 is not null)
        {
            person.Addresses.Add(
                new PersonAddress
                {
                    Id = clock.NewId(),
                    Line1 = line1,
                    Postcode = postcode,
                    AddressKey = PersonAddress.KeyOf(line1, postcode),
                    From = born,
                    Confidential = confidential,
                }
            );
        }
        db.People.Add(person);
        var act = s.GetRequiredService<Acts>().Begin(Everyone, "Add a person");
        act.Happened(new RecordRead(person.Id, "made by a test"));
        return await act.Save(person.Id);
    }
}
