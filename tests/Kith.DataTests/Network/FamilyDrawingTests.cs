using Kith.DataTests.Children;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Children;
using Kith.Practice.Network;
using Kith.Practice.Network.Ecomaps;
using Kith.Practice.Network.Genograms;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Network;

public sealed class FamilyDrawingTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_genogram_shows_the_family_and_nobody_hidden_nor_anyone_found_only_through_them(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var kylesFather = await Add(authority, "Bob", "Hidden", f.Kyle, RelationshipKind.Parent);
        var page = (await authority.Do(s => s.GetRequiredService<ShowGenogram>().Show(f.Mia, null, f.Worker)))!;

        Assert.Equal(["Dawn Thompson", "Ellie Marsh", "Jean Thompson", "Mia Thompson"], page.People.Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(page.People, p => p.Id == f.Kyle.ToString() || p.Id == kylesFather.ToString());
        Assert.Contains(page.Scene.Sentences, s => s.Text == "Child of Dawn Thompson: Mia Thompson.");
        Assert.Contains(page.Scene.Sentences, s => s.Text == "Jean Thompson is grandmother of Mia Thompson; through whom is not on record.");
        Assert.Contains(page.Scene.Sentences, s => s.Text.StartsWith("Dawn Thompson: mother, woman, ", StringComparison.Ordinal));
        // Mia and her mother share a home; whoever is hidden is not counted in it.
        Assert.Equal(new[] { f.Mum, f.Mia }.Select(i => i.ToString()).Order(StringComparer.Ordinal), Assert.Single(page.Scene.Homes).People.Order(StringComparer.Ordinal));
        // Ellie is known to exist, not read: she is named, her page is not offered.
        Assert.Null(page.People.Single(p => p.Id == f.Ellie.ToString()).Path);
        Assert.Equal($"/people/{f.Mum}", page.People.Single(p => p.Id == f.Mum.ToString()).Path);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_genogram_can_be_seen_by_someone_else_of_the_family_but_only_of_the_family(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var page = (await authority.Do(s => s.GetRequiredService<ShowGenogram>().Show(f.Mia, f.Mum, f.Worker)))!;
        Assert.Contains(page.Scene.Sentences, s => s.Text.StartsWith("Mia Thompson: the person this is about, daughter of Dawn Thompson", StringComparison.Ordinal));
        // One who is hidden answers as one who is not of the family.
        var hidden = (await authority.Do(s => s.GetRequiredService<ShowGenogram>().Show(f.Mia, f.Kyle, f.Worker)))!;
        var plain = (await authority.Do(s => s.GetRequiredService<ShowGenogram>().Show(f.Mia, null, f.Worker)))!;
        Assert.Equal(plain.From, hidden.From);
        Assert.Equal(SceneSvg.Draw(plain.Scene), SceneSvg.Draw(hidden.Scene));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_confidential_home_is_drawn_for_nobody(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            await db.PersonAddresses.Where(a => a.PersonId == f.Mum).ExecuteUpdateAsync(u => u.SetProperty(a => a.Confidential, true));
            return true;
        });
        var page = (await authority.Do(s => s.GetRequiredService<ShowGenogram>().Show(f.Mia, null, f.Worker)))!;
        Assert.Empty(page.Scene.Homes);
        Assert.Contains(page.LeftOut, l => l.Contains("confidential", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_ecomap_shows_home_family_and_workers_and_nobody_hidden(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var page = (await authority.Do(s => s.GetRequiredService<ShowEcomap>().Show(f.Mia, f.Worker)))!;
        Assert.Equal(
            [("Dawn Thompson", Circle.Home), ("Ellie Marsh", Circle.Family), ("Jean Thompson", Circle.Family), ("Priya N.", Circle.Professionals)],
            page.Map.Boxes.Select(b => (b.Node.Name, b.Node.Circle)).Order()
        );
        Assert.Contains(page.Map.Sentences, s => s.Text == "Jean Thompson: grandmother, closeness not recorded yet.");

        // Which way help goes, and the gender that someone lives in, are drawn from the record.
        await authority.Do(s =>
            s.GetRequiredService<KeepTie>().Save(f.Mia, f.Gran, new() { Closeness = Closeness.Close, Help = HelpDirection.FromTheChild }, null, f.Worker, null)
        );
        await authority.Do(s => s.GetRequiredService<KithDb>().People.Where(p => p.Id == f.Gran).ExecuteUpdateAsync(u => u.SetProperty(p => p.LivesAs, LivedGender.Man)));
        var after = (await authority.Do(s => s.GetRequiredService<ShowEcomap>().Show(f.Mia, f.Worker)))!;
        Assert.Contains(after.Map.Sentences, s => s.Text == "Jean Thompson: grandfather, close, Mia Thompson helps them.");
        var drawn = (await authority.Do(s => s.GetRequiredService<ShowGenogram>().Show(f.Mia, null, f.Worker)))!.People.Single(p => p.Id == f.Gran.ToString());
        Assert.Equal((DrawnGender.Woman, DrawnGender.Man), (drawn.Sex, drawn.Shape));
    }

    private static async Task<Guid> Add(Authority authority, string given, string family, Guid to, RelationshipKind kind) =>
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Clock>();
            var person = new Person
            {
                Id = clock.NewId(),
                GivenName = given,
                FamilyName = family,
                Sex = "M",
            };
            db.People.Add(person);
            var pair = clock.NewId();
            db.Relationships.AddRange(
                new Relationship
                {
                    Id = clock.NewId(),
                    PairId = pair,
                    PersonId = person.Id,
                    OtherId = to,
                    Kind = kind,
                },
                new Relationship
                {
                    Id = clock.NewId(),
                    PairId = pair,
                    PersonId = to,
                    OtherId = person.Id,
                    Kind = kind.Inverse(),
                }
            );
            await db.SaveChangesAsync();
            return person.Id;
        });
}
