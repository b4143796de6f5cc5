using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Children;
using Kith.Practice.Retention;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Retention;

/// <summary>Which adults go with a child: those who are kept for nobody else, however far away.</summary>
public sealed class WhoGoesTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_family_goes_as_far_as_it_is_tied_to_nobody_who_stays(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(async s =>
        {
            var family = new Drawn(s);
            var (mia, noah) = (family.Child("Mia"), family.Child("Noah"));
            // Her mother, the mother's mother who is tied to her alone, and a second record of the mother found to be the same.
            var (mother, gran, again) = (family.Adult("Mother"), family.Adult("Gran"), family.Adult("Mother again"));
            family.Tie(mother, mia);
            family.Tie(gran, mother);
            family.People[again].MergedIntoId = mother;
            // A father of both, and his brother.
            var (father, uncle) = (family.Adult("Father"), family.Adult("Uncle"));
            family.Tie(father, mia);
            family.Tie(father, noah);
            family.Tie(uncle, father);
            await family.Save();

            await family.Go([mia], mother, gran, again);
            await family.Go([noah]);
            await family.Go([mia, noah], mother, gran, again, father, uncle);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_is_held_keeps_those_who_are_tied_to_them(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(async s =>
        {
            var family = new Drawn(s);
            var mia = family.Child("Mia");
            var (mother, gran, aunt, friend) = (family.Adult("Mother"), family.Adult("Gran"), family.Adult("Aunt"), family.Adult("Friend"));
            family.Tie(mother, mia);
            family.Tie(gran, mother);
            family.Tie(aunt, gran);
            family.Tie(friend, mia);
            s.GetRequiredService<KithDb>()
                .LegalHolds.Add(
                    new LegalHold
                    {
                        Id = s.GetRequiredService<Clock>().NewId(),
                        PersonId = aunt,
                        Reason = "A claim",
                        AskedBy = "The council's lawyers",
                        ByName = "Somebody",
                    }
                );
            await family.Save();
            await family.Go([mia], friend);
        });
    }

    /// <summary>A family as it is drawn.</summary>
    private sealed class Drawn(IServiceProvider s)
    {
        private readonly KithDb db = s.GetRequiredService<KithDb>();
        private readonly Clock clock = s.GetRequiredService<Clock>();

        public Dictionary<Guid, Person> People { get; } = [];

        public Guid Child(string name) => Add(name, child: true);

        public Guid Adult(string name) => Add(name, child: false);

        public void Tie(Guid one, Guid other)
        {
            var pair = clock.NewId();
            foreach (var (from, to, kind) in new[] { (one, other, RelationshipKind.Parent), (other, one, RelationshipKind.Child) })
            {
                db.Relationships.Add(
                    new Relationship
                    {
                        Id = clock.NewId(),
                        PairId = pair,
                        PersonId = from,
                        OtherId = to,
                        Kind = kind,
                    }
                );
            }
        }

        public Task Save() => db.SaveChangesAsync();

        public async Task Go(IReadOnlyCollection<Guid> children, params Guid[] with)
        {
            var going = await WhoGoes.With(db, children, CancellationToken.None);
            Assert.Equal(children.Concat(with).Select(p => People[p].GivenName).Order(), going.People.Select(p => People[p].GivenName).Order());
        }

        private Guid Add(string name, bool child)
        {
            var person = new Person
            {
                Id = clock.NewId(),
                GivenName = name,
                SortName = name,
                HasChildRecord = child,
            };
            db.People.Add(person);
            People.Add(person.Id, person);
            return person.Id;
        }
    }
}
