using System.Net;
using AngleSharp.Html.Dom;
using Kith.Practice.Access;
using Kith.WebTests.Support;

namespace Kith.WebTests.Help;

/// <summary>Where to begin, and the documents of this release.</summary>
public sealed class HelpPagesTests
{
    [Fact]
    public async Task A_step_of_the_first_day_is_done_by_doing_it()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.SocialWorker);
        var before = (await Browse.Page(client, "/help")).QuerySelectorAll("ol li");
        Assert.InRange(before.Length, 4, 9);
        Assert.DoesNotContain(before, s => s.TextContent.Contains("Done", StringComparison.Ordinal));

        using (var search = await client.GetAsync("/search?q=Olive", TestContext.Current.CancellationToken))
        {
            // What was looked for is sealed into the address that is shown.
            await Browse.Page(client, search.Headers.Location!.ToString());
        }
        var after = (await Browse.Page(client, "/help")).QuerySelectorAll("ol li");
        Assert.Equal(["Find a child"], after.Where(s => s.QuerySelector(".govuk-tag") is not null).Select(s => s.QuerySelector("a")!.TextContent));
        // Each leads to a page that this person can open.
        foreach (var link in after.Select(s => ((IHtmlAnchorElement)s.QuerySelector("a")!).PathName))
        {
            using var page = await client.GetAsync(link, TestContext.Current.CancellationToken);
            Assert.True(page.StatusCode == HttpStatusCode.OK, $"{link}: {page.StatusCode}");
        }
    }

    [Fact]
    public async Task Every_role_has_its_own_steps_and_all_of_them_open()
    {
        await using var host = await KithHost.With();
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Partner))
        {
            using var client = await host.SignedIn(role);
            foreach (var link in (await Browse.Page(client, "/help")).QuerySelectorAll("ol a").OfType<IHtmlAnchorElement>().Select(a => a.PathName))
            {
                using var page = await client.GetAsync(link, TestContext.Current.CancellationToken);
                Assert.True(page.StatusCode == HttpStatusCode.OK, $"{role} {link}: {page.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task The_guide_and_the_words_are_whole_with_every_picture_and_without_a_style_in_the_page()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.FamilyPractitioner);
        var guide = await Browse.Page(client, "/help/guide");
        var pictures = guide.QuerySelectorAll("main img").OfType<IHtmlImageElement>().Select(i => i.GetAttribute("src")!).ToList();
        Assert.True(pictures.Count > 30, $"{pictures.Count} pictures");
        foreach (var picture in pictures.Distinct())
        {
            using var got = await client.GetAsync(picture, TestContext.Current.CancellationToken);
            Assert.True(got.Content.Headers.ContentType?.MediaType == "image/png", $"{picture}: {got.StatusCode}");
        }
        Assert.All(guide.QuerySelectorAll("main img").OfType<IHtmlImageElement>(), i => Assert.NotEmpty(i.AlternativeText!));
        var words = await Browse.Page(client, "/help/words");
        Assert.True(words.QuerySelectorAll("main tbody tr").Length > 80);
        foreach (var page in new[] { guide, words, await Browse.Page(client, "/help/new") })
        {
            Assert.Empty(page.QuerySelectorAll("main [style]"));
            // Whoever hears a table hears what it is about and which column a cell is in.
            Assert.All(page.QuerySelectorAll("main thead th"), h => Assert.Equal("col", h.GetAttribute("scope")));
            Assert.All(page.QuerySelectorAll("main table"), t => Assert.NotNull(page.GetElementById(t.GetAttribute("aria-labelledby") ?? "")));
            Assert.DoesNotContain("](", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            // Other documents are not here: only what is here is led to.
            Assert.All(
                page.QuerySelectorAll("main a").OfType<IHtmlAnchorElement>().Select(a => a.GetAttribute("href")!),
                href => Assert.True(href.StartsWith('#') || href.StartsWith("/help", StringComparison.Ordinal), href)
            );
        }
        // Each chapter that the first page names is there.
        foreach (var link in (await Browse.Page(client, "/help")).QuerySelectorAll("a[href^='/help/guide#']").OfType<IHtmlAnchorElement>())
        {
            Assert.NotNull(guide.GetElementById(link.Hash[1..]));
        }
    }

    [Theory]
    [InlineData("nothing.png")]
    [InlineData("..%2Fglossary.md")]
    [InlineData("README.md")]
    public async Task A_picture_that_is_not_there_is_not_found(string file)
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.Director);
        using var got = await client.GetAsync($"/help/pictures/{file}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, got.StatusCode);
    }
}
