using System.Net;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Network;
using Kith.WebTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Network;

/// <summary>The genogram and the ecomap as each role sees them: who may know of a relative, and who may read.</summary>
public sealed class FamilyDrawingPagesTests(KithHost host)
{
    [Theory]
    [InlineData("genogram")]
    [InlineData("ecomap")]
    public async Task A_worker_sees_that_a_restricted_relative_exists_at_most_and_their_guardian_sees_them(string drawing)
    {
        using var worker = await host.SignedIn(Role.SocialWorker);
        var page = await Browse.Page(worker, $"/children/{host.People.Own}/{drawing}");
        var main = page.QuerySelector("main")!;
        Assert.Contains("Martha", main.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Sunniva", main.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Rhys", main.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(host.People.Secret.ToString(), main.OuterHtml, StringComparison.Ordinal);
        // Otto is with another team: named, for everyone may know of him, and his record is not offered.
        Assert.Contains("Otto", main.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain($"/children/{host.People.Other}\"", main.OuterHtml, StringComparison.Ordinal);
        Assert.Contains($"/children/{host.People.Team}", main.OuterHtml, StringComparison.Ordinal);

        using var guardian = await host.SignedIn(host.People.Guardian);
        var theirs = (await Browse.Page(guardian, $"/children/{host.People.Restricted}/{drawing}")).QuerySelector("main")!.TextContent;
        Assert.Contains("Rhys", theirs, StringComparison.Ordinal);
        Assert.Contains("Martha", theirs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("genogram")]
    [InlineData("ecomap")]
    [InlineData("network")]
    [InlineData("family-meetings")]
    public async Task Whoever_may_not_read_a_child_is_shown_no_drawing_of_its_family(string page)
    {
        using var stranger = await host.SignedIn(host.People.Stranger);
        foreach (var child in new[] { host.People.Own, host.People.Secret, host.People.Restricted })
        {
            using var refused = await stranger.GetAsync($"/children/{child}/{page}");
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
            Assert.DoesNotContain("Martha", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        foreach (var role in new[] { Role.LeadMember, Role.Partner, Role.Administrator })
        {
            using var client = await host.SignedIn(role);
            using var reply = await client.GetAsync($"/children/{host.People.Own}/{page}");
            Assert.NotEqual(HttpStatusCode.OK, reply.StatusCode);
        }
    }

    [Fact]
    public async Task Through_the_eyes_of_someone_who_may_not_be_known_is_the_childs_own_view()
    {
        using var worker = await host.SignedIn(Role.SocialWorker);
        var plain = (await Browse.Page(worker, $"/children/{host.People.Own}/genogram")).QuerySelector("main svg")!.OuterHtml;
        var asked = (await Browse.Page(worker, $"/children/{host.People.Own}/genogram?from={host.People.Secret}")).QuerySelector("main svg")!.OuterHtml;
        Assert.Equal(plain, asked);
        var mother = (await Browse.Page(worker, $"/children/{host.People.Own}/genogram?from={host.People.Mother}")).QuerySelector("main")!.TextContent;
        Assert.Contains("daughter of Martha Testfield", mother, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_marriage_an_adoption_and_twins_are_written_on_the_page_and_drawn()
    {
        await using var own = await KithHost.With();
        using var worker = await own.SignedIn(Role.SocialWorker);
        var father = await own.Do(async s =>
        {
            var actor = (await s.GetRequiredService<Actors>().Of(own.People.Accounts[Role.SocialWorker]))!;
            return await s.GetRequiredService<Kith.Practice.Children.Details.AddPerson>()
                .Handle(
                    new()
                    {
                        GivenName = "Piet",
                        FamilyName = "Adopter",
                        Sex = "M",
                        DateOfBirth = new(1985, 1, 1),
                        Searched = "Piet Adopter",
                        RelatedTo = own.People.Own,
                        RelatedAs = RelationshipKind.OtherConnected,
                    },
                    actor,
                    null
                );
        });
        var address = $"/people/{own.People.Own}/relationships/add?other={father}";
        // What does not go together is said at its field, and nothing is lost.
        using (var wrong = await Browse.Submit(worker, await Browse.Page(worker, address), "main form[novalidate]", ("Input.Kind", "Parent"), ("Input.Form", "Married")))
        {
            var page = await Browse.Read(wrong, address);
            Assert.Contains("does not go with", Assert.Single(Browse.Errors(page)), StringComparison.Ordinal);
            Assert.Equal("Married", page.QuerySelector("select[name='Input.Form'] option[selected]")!.GetAttribute("value"));
        }
        using (
            var saved = await Browse.Submit(
                worker,
                await Browse.Page(worker, address),
                "main form[novalidate]",
                ("Input.Kind", "Parent"),
                ("Input.Form", "Adopted"),
                ("Input.FormedOn.Day", "4"),
                ("Input.FormedOn.Month", "6"),
                ("Input.FormedOn.Year", "2020"),
                ("Input.ParentalResponsibility", "true")
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        }
        using (
            var married = await Browse.Submit(
                worker,
                await Browse.Page(worker, $"/people/{own.People.Mother}/relationships/add?other={father}"),
                "main form[novalidate]",
                ("Input.Kind", "Partner"),
                ("Input.Form", "Married"),
                ("Input.FormedOn.Day", "1"),
                ("Input.FormedOn.Month", "5"),
                ("Input.FormedOn.Year", "2018"),
                ("Input.To.Day", "2"),
                ("Input.To.Month", "3"),
                ("Input.To.Year", "2024"),
                ("Input.DissolvedOn.Day", "9"),
                ("Input.DissolvedOn.Month", "9"),
                ("Input.DissolvedOn.Year", "2025")
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, married.StatusCode);
        }
        var family = (await Browse.Page(worker, $"/children/{own.People.Own}/family")).QuerySelector("main")!.TextContent;
        Assert.Contains("adoptive father", family, StringComparison.Ordinal);
        Assert.Contains("adopted 4 Jun 2020", family, StringComparison.Ordinal);
        // The mother by birth still holds parental responsibility here: somebody has to look.
        Assert.Contains("An adoption order ends it", family, StringComparison.Ordinal);
        var drawn = (await Browse.Page(worker, $"/children/{own.People.Own}/genogram")).QuerySelector("main")!.TextContent;
        Assert.Contains("are divorced (2018 to 2025)", drawn, StringComparison.Ordinal);
        Assert.Contains("Olive Testfield (adopted)", drawn, StringComparison.Ordinal);
        // On her sister's drawing the adopter stands as the mother's former husband; nobody is found through the adoption alone.
        using var colleague = await own.SignedIn(own.People.Colleague);
        Assert.Contains("adopted", (await Browse.Page(colleague, $"/children/{own.People.Team}/genogram")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_close_a_child_says_someone_is_stands_on_the_ecomap_and_in_its_words()
    {
        await using var own = await KithHost.With();
        using var worker = await own.SignedIn(Role.SocialWorker);
        var before = (await Browse.Page(worker, $"/children/{own.People.Own}/ecomap")).QuerySelector("main")!;
        Assert.Contains("Martha Testfield: mother, closeness not recorded yet.", Flat(before.TextContent), StringComparison.Ordinal);
        await own.Do(async s =>
        {
            var actor = (await s.GetRequiredService<Actors>().Of(own.People.Accounts[Role.SocialWorker]))!;
            await s.GetRequiredService<KeepTie>()
                .Save(own.People.Own, own.People.Mother, new() { Closeness = Closeness.VeryClose, ContactHow = "Every night by phone" }, null, actor, null);
        });
        var after = (await Browse.Page(worker, $"/children/{own.People.Own}/ecomap")).QuerySelector("main")!;
        Assert.Contains("very close", Flat(after.TextContent), StringComparison.Ordinal);
        Assert.Contains("Every night by phone", Flat(after.TextContent), StringComparison.Ordinal);
        Assert.NotEqual(before.QuerySelector("svg")!.OuterHtml, after.QuerySelector("svg")!.OuterHtml);
    }

    private static string Flat(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\s+", " ");
}
