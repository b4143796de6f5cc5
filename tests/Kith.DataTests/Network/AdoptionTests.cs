using Kith.DataTests.Children;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Children.Relationships;
using Kith.Practice.Network.Genograms;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Network;

/// <summary>Marriages, adoptions and twins on the record and on the genogram, on both databases: an adoption joins two families that may not know of each other.</summary>
public sealed class AdoptionTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_is_found_through_an_adopted_sister_but_on_her_own_drawing(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        // Ava, Mia's sister, was adopted by Ruth and Sam, who have a son.
        var ava = await Person("Ava", "Stone", new(2018, 5, 5), f.Mum, RelationshipKind.Child);
        await Related(ava, f.Mia, RelationshipKind.Sibling);
        var ruth = await Person("Ruth", "Stone", new(1980, 1, 1), ava, RelationshipKind.Parent, new(Form: RelationshipForm.Adopted, FormedOn: new(2020, 6, 4)));
        var sam = await Person("Sam", "Stone", new(1979, 1, 1), ava, RelationshipKind.Parent, new(Form: RelationshipForm.Adopted, FormedOn: new(2020, 6, 4)));
        await Related(ruth, sam, RelationshipKind.Partner, new(Form: RelationshipForm.Married, FormedOn: new(2009, 8, 1)));
        var joe = await Person("Joe", "Stone", new(2012, 1, 1), ruth, RelationshipKind.Child);

        var mia = await Draw(f.Mia);
        Assert.Contains(mia.People, p => p.Id == ava.ToString());
        Assert.DoesNotContain(mia.People, p => p.Id == ruth.ToString() || p.Id == sam.ToString() || p.Id == joe.ToString());
        Assert.Contains(mia.Scene.Sentences, s => s.Text.StartsWith("Ava Stone: sister", StringComparison.Ordinal) && s.Text.Contains("adopted by another family"));
        Assert.Contains(mia.LeftOut, l => l.Contains("An adoption is on record", StringComparison.Ordinal));

        // On Ava's own both families stand, each line as what it is.
        await authority.Do(s => s.GetRequiredService<KithDb>().People.Where(p => p.Id == ava).ExecuteUpdateAsync(u => u.SetProperty(p => p.HasChildRecord, true)));
        var own = (await authority.Do(s => s.GetRequiredService<ShowGenogram>().Show(ava, null, f.Auditor)))!;
        Assert.Equal(
            new[] { f.Mum, f.Mia, ruth, sam, joe }.Select(i => i.ToString()).Order(StringComparer.Ordinal),
            own.People.Select(p => p.Id).Where(i => new[] { f.Mum, f.Mia, ruth, sam, joe }.Select(g => g.ToString()).Contains(i)).Order(StringComparer.Ordinal)
        );
        Assert.Contains(
            own.Scene.Sentences,
            s => s.Text == "Child of Ruth Stone and Sam Stone: Ava Stone (adopted)." || s.Text == "Child of Sam Stone and Ruth Stone: Ava Stone (adopted)."
        );
        Assert.Contains(own.Scene.Sentences, s => s.Text.Contains("are married (since 2009)"));
        Assert.Contains(own.Scene.Sentences, s => s.Text.StartsWith("Ruth Stone: adoptive mother", StringComparison.Ordinal));
        Assert.Contains(own.Scene.Sentences, s => s.Text.StartsWith("Dawn Thompson: mother", StringComparison.Ordinal));

        Task<Guid> Person(string given, string family, DateOnly born, Guid to, RelationshipKind kind, RelationshipDates? dates = null) =>
            Add(authority, f, given, family, born, to, kind, dates);

        Task Related(Guid one, Guid other, RelationshipKind kind, RelationshipDates? dates = null) => Relate(authority, one, other, kind, dates);

        async Task<GenogramPage> Draw(Guid child) => (await authority.Do(s => s.GetRequiredService<ShowGenogram>().Show(child, null, f.Worker)))!;
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_mother_who_was_adopted_keeps_her_parents_on_her_childs_drawing(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var nan = await Add(authority, f, "Nan", "Thompson", new(1950, 1, 1), f.Mum, RelationshipKind.Parent, new(Form: RelationshipForm.Adopted, FormedOn: new(1995, 1, 1)));
        var page = (await authority.Do(s => s.GetRequiredService<ShowGenogram>().Show(f.Mia, null, f.Worker)))!;
        Assert.Contains(page.People, p => p.Id == nan.ToString());
        Assert.DoesNotContain(page.LeftOut, l => l.Contains("adoption", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_marriage_is_changed_parted_and_divorced_on_both_records_and_twins_stand_together(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var dad = await Add(authority, f, "Carl", "Marsh", new(1990, 1, 1), f.Mia, RelationshipKind.Parent, null);
        var pair = await authority.Do(s =>
            s.GetRequiredService<AddRelationship>()
                .Handle(
                    f.Mum,
                    new()
                    {
                        OtherId = dad,
                        Kind = RelationshipKind.Partner,
                        Form = RelationshipForm.Married,
                        FormedOn = new(2014, 6, 7),
                    },
                    f.Worker,
                    null
                )
        );
        Assert.Contains("are married (since 2014)", await Said());
        var form = (await authority.Do(s => s.GetRequiredService<ChangeRelationship>().Show(f.Mum, pair, f.Worker)))!;
        await authority.Do(s => s.GetRequiredService<ChangeRelationship>().Handle(f.Mum, pair, form.Input with { To = new(2022, 1, 1) }, form.Version, f.Worker, null));
        Assert.Contains("are married and separated (2014 to 2022)", await Said());
        form = (await authority.Do(s => s.GetRequiredService<ChangeRelationship>().Show(dad, pair, f.Worker)))!;
        await authority.Do(s => s.GetRequiredService<ChangeRelationship>().Handle(dad, pair, form.Input with { DissolvedOn = new(2023, 5, 5) }, form.Version, f.Worker, null));
        Assert.Contains("are divorced (2014 to 2023)", await Said());
        // A wrong form is refused, and a marriage cannot end before it began.
        form = (await authority.Do(s => s.GetRequiredService<ChangeRelationship>().Show(dad, pair, f.Worker)))!;
        var refused = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<ChangeRelationship>().Handle(dad, pair, form.Input with { FormedOn = new(2024, 1, 1) }, form.Version, f.Worker, null)
            )
        );
        Assert.Contains(refused.Problems, p => p.Field is "To" or "DissolvedOn");

        var twin = await Add(authority, f, "Max", "Thompson", new(2017, 3, 14), f.Mum, RelationshipKind.Child, null);
        await Relate(authority, twin, f.Mia, RelationshipKind.Sibling, new(Form: RelationshipForm.Twins));
        Assert.Contains("are twins.", await Said());
        Assert.Contains(
            "twin brother",
            (await authority.Do(s => s.GetRequiredService<Kith.Practice.Network.ShowNetwork>().Show(f.Mia, f.Worker)))!.People.Select(p => p.Relative.Word)
        );

        async Task<string> Said() =>
            string.Join("\n", (await authority.Do(s => s.GetRequiredService<ShowGenogram>().Show(f.Mia, null, f.Worker)))!.Scene.Sentences.Select(s => s.Text));
    }

    private static async Task<Guid> Add(Authority authority, Family f, string given, string family, DateOnly born, Guid to, RelationshipKind kind, RelationshipDates? dates)
    {
        var id = await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var person = new Person
            {
                Id = s.GetRequiredService<Kith.Practice.Clock>().NewId(),
                GivenName = given,
                FamilyName = family,
                DateOfBirth = born,
                Sex = given is "Ava" or "Ruth" or "Nan" ? "F" : "M",
            };
            db.People.Add(person);
            await db.SaveChangesAsync();
            return person.Id;
        });
        await Relate(authority, id, to, kind, dates);
        return id;
    }

    private static Task Relate(Authority authority, Guid one, Guid other, RelationshipKind kind, RelationshipDates? dates) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Kith.Practice.Clock>();
            var pair = clock.NewId();
            foreach (var (a, b, what) in new[] { (one, other, kind), (other, one, kind.Inverse()) })
            {
                db.Relationships.Add(
                    new Relationship
                    {
                        Id = clock.NewId(),
                        PairId = pair,
                        PersonId = a,
                        OtherId = b,
                        Kind = what,
                        Form = dates?.Form,
                        FormedOn = dates?.FormedOn,
                        To = dates?.To,
                    }
                );
            }
            await db.SaveChangesAsync();
        });
}
