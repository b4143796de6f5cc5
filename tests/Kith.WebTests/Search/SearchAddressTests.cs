using System.Net;
using Kith.Practice.Access;
using Kith.Web.Security;
using Kith.WebTests.Support;

namespace Kith.WebTests.Search;

/// <summary>Whom someone searched for stands in no address: not in the history, not in a proxy's log.</summary>
public sealed class SearchAddressTests
{
    [Fact]
    public async Task The_words_of_a_search_are_sealed_for_the_one_who_searched_and_for_a_while()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.SocialWorker);
        var day = await Browse.Page(client, "/my-day");
        // One token in each form of the frame: a browser sends two as one that nobody gave.
        Assert.All(day.QuerySelectorAll("form[method=post]"), f => Assert.Single(f.QuerySelectorAll("input[name=__RequestVerificationToken]")));
        // From the box at the top of any page.
        using var sent = await Browse.Submit(client, day, "header form[role=search]", ("q", " Olive Testfield "));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var address = sent.Headers.Location!.ToString();
        Assert.StartsWith("/search?s=", address, StringComparison.Ordinal);
        Assert.DoesNotContain("Olive", address, StringComparison.OrdinalIgnoreCase);
        var page = await Browse.Page(client, address);
        Assert.Contains("Testfield", page.QuerySelector("#found table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Olive Testfield", page.QuerySelector("#site-search")!.GetAttribute("value"));
        Assert.Equal("Olive Testfield", page.QuerySelector("#words")!.GetAttribute("value"));
        Assert.DoesNotContain("Olive", page.Title, StringComparison.Ordinal);
        // Nor does any link of the page carry the words on.
        Assert.All(page.QuerySelectorAll("a[href]"), a => Assert.DoesNotContain("Olive", a.GetAttribute("href"), StringComparison.OrdinalIgnoreCase));
        var add = page.QuerySelector("main a[href^='/people/add']")!.GetAttribute("href")!;
        Assert.Contains("Olive Testfield", (await Browse.Page(client, add)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // Someone else with the address learns nothing from it.
        using var other = await host.SignedIn(Role.TeamManager);
        var theirs = await Browse.Page(other, address);
        Assert.Null(theirs.QuerySelector("#found"));
        Assert.DoesNotContain("Olive", theirs.Source.Text, StringComparison.Ordinal);
        Assert.NotNull((await Browse.Page(client, address + "x")).QuerySelector("#too-old"));
        host.Time.Advance(SealedWords.Lasts);
        Assert.NotNull((await Browse.Page(client, address)).QuerySelector("#too-old"));
    }

    [Fact]
    public async Task An_address_with_the_words_in_it_leads_away_from_itself_and_a_post_without_a_token_is_refused()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.SocialWorker);
        using var old = await client.GetAsync("/search?q=Olive+Testfield");
        Assert.Equal(HttpStatusCode.Redirect, old.StatusCode);
        Assert.StartsWith("/search?s=", old.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var forged = await client.PostAsync("/search", new FormUrlEncodedContent([new("q", "Olive")]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var empty = await Browse.Submit(client, await Browse.Page(client, "/search"), "main form[role=search]", ("q", " "));
        Assert.Equal("/search", empty.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_search_without_words_says_what_to_enter_and_keeps_who_was_chosen()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.SocialWorker);
        foreach (var place in new[] { $"/contacts/new?another=true&child={host.People.Own}", "/contacts/new", $"/people/{host.People.Own}/relationships/add" })
        {
            using var sent = await Browse.Submit(client, await Browse.Page(client, place), "main form[role=search]", ("q", " "));
            var page = await Browse.Read(sent);
            Assert.Contains(Browse.Errors(page), e => e.Contains("Enter a name, a date of birth, an id number or an address", StringComparison.Ordinal));
            // The summary leads to the field, and the field says it as well.
            var field = page.QuerySelector(page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!)!;
            Assert.Equal("q", field.GetAttribute("name"));
            Assert.Contains(field.Id + "-error", field.GetAttribute("aria-describedby"), StringComparison.Ordinal);
            if (place.Contains("child=", StringComparison.Ordinal))
            {
                Assert.Contains(page.QuerySelectorAll("main form[role=search] input[name=child]"), i => i.GetAttribute("value") == host.People.Own.ToString());
            }
        }
    }

    [Fact]
    public async Task Searching_for_the_children_of_a_contact_and_for_a_relative_seals_the_words_too()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.SocialWorker);
        foreach (var place in new[] { $"/contacts/new?another=true&child={host.People.Own}", $"/people/{host.People.Own}/relationships/add" })
        {
            using var sent = await Browse.Submit(client, await Browse.Page(client, place), "main form[role=search]", ("q", "Testfield"));
            var address = sent.Headers.Location!.ToString();
            Assert.DoesNotContain("Testfield", address, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(host.People.Own.ToString(), address, StringComparison.Ordinal);
            var found = await Browse.Page(client, address);
            Assert.Contains("Testfield", found.QuerySelector("main .kith-items")!.TextContent, StringComparison.Ordinal);
            Assert.All(found.QuerySelectorAll("a[href]"), a => Assert.DoesNotContain("Testfield", a.GetAttribute("href"), StringComparison.OrdinalIgnoreCase));
        }
    }
}
